"""A plan, or why there is none, as text for a terminal."""

from collections.abc import Mapping
from datetime import date
from typing import Any

HEADINGS = {
    "optimal": "A plan was found, and it is shown that none is better.",
    "feasible": "A plan was found; a better one may exist.",
    "infeasible": "There is no plan that keeps every limit.",
    "unknown": "No plan was found, nor shown that there is none. Relax something, or take another seed.",
}


def as_table(result: Mapping[str, Any]) -> str:
    """The readable form of what ``answered`` gives."""
    lines = [HEADINGS[result["status"]]]
    inspections = result["inspections"]
    if inspections:
        wide = max(len("Inspection"), *(len(each["inspection"]) for each in inspections))
        team = max(len("Team"), *(len(each["team"]) for each in inspections))
        lines += [
            "",
            f"{'Inspection':<{wide}}  {'Team':<{team}}  {'Starts':<17}  {'Published by':<17}  Weeks left out",
        ]
        for each in sorted(inspections, key=lambda each: each["starts_on"]):
            days = f"{_day(each['starts_on']):<17}  {_day(each['publishes_by']):<17}"
            out = str(len(each["left_out"]) or "")
            lines.append(f"{each['inspection']:<{wide}}  {each['team']:<{team}}  {days}  {out}".rstrip())
        lines += ["", *_closing(result)]
    reasons = result["reasons"]
    if reasons:
        lines += [
            "",
            "These clash:" if reasons["none_can_be_left_out"] else "These clash (a smaller set may):",
        ]
        lines += [f"  - {words}" for words in reasons["these_clash"]]
        if reasons["would_help"]:
            lines += ["", "Any one of these would help (tried):"]
            lines += [f"  - {words}" for words in reasons["would_help"]]
    return "\n".join(lines) + "\n"


def _closing(result: Mapping[str, Any]) -> list[str]:
    loads = result["teams_by_week"]
    busiest = {
        team: max(each["used"] for each in loads if each["team"] == team)
        for team in sorted({each["team"] for each in loads})
    }
    return [
        "Busiest week: " + ", ".join(f"{team} {used}%" for team, used in busiest.items()) + ".",
        f"Objective {result['objective']}; no plan can go below {result['bound']}.",
        f"  {result['what_the_objective_is']}",
        f"{result['solver']['name']}, seed {result['solver']['seed']}.",
        "The stages and their shares are inputs too: --json prints them all; --input FILE changes them.",
    ]


def _day(written: str) -> str:
    day = date.fromisoformat(written)
    return f"{day.day} {day:%B %Y}"
