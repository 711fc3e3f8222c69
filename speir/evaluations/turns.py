"""Whose turn it is with judging, as one line per person who is waited for."""

from collections.abc import Mapping, Sequence
from datetime import date

from speir.inspections.timetable import CONCLUDED, DRAFT
from speir.inspections.turns import Turn
from speir.people.choices import JUDGING_ROLES, Role

_LEAD = frozenset({Role.LEAD_INSPECTOR})
_JUDGING = frozenset(JUDGING_ROLES)


def to_lodge(due_on: Mapping[str, date]) -> Turn:
    """The line before there is any evidence."""
    return Turn(
        key="evidence",
        title="Lodge evidence against the indicators",
        why="Nothing has been lodged yet.",
        roles=_JUDGING,
        due_on=due_on.get("evidence_lodged"),
    )


def to_lodge_more(silent: int, due_on: Mapping[str, date], *, is_graded: bool) -> Turn:
    """The line while nobody has spoken on some indicators."""
    on = "1 indicator" if silent == 1 else f"{silent} indicators"
    opens = "opens the evaluation" if is_graded else "closes gathering"
    return Turn(
        key="evidence",
        title=f"Lodge evidence: nobody has spoken on {on}",
        why=f"The lead inspector {opens} when the evidence is in.",
        roles=_JUDGING,
        due_on=due_on.get("evidence_lodged"),
    )


def to_open() -> Turn:
    """The line when there is evidence on every indicator and the evaluation is not open."""
    return Turn(
        key="evaluations",
        title="Open the evaluation",
        why="There is evidence on every indicator. Opening it lets each inspector judge alone.",
        roles=_LEAD,
    )


def to_follow_up() -> Turn:
    """The line when there is evidence on every indicator of a method that grades nothing."""
    return Turn(
        key="evaluations",
        title="Close gathering",
        why="There is evidence on every indicator. Then the team follows up what is uncertain and records "
        "what it found.",
        roles=_LEAD,
    )


def to_judge(item_id: str, item: str, waiting: Sequence[str], due_on: Mapping[str, date]) -> list[Turn]:
    """The lines for one item without the team's judgement; ``waiting`` are those who have not submitted."""
    if not waiting:
        return [_to_consolidate(item_id, item, due_on)]
    return [
        Turn(
            key="evaluate",
            title=f"Evaluate {item}",
            why="Not submitted yet. Nobody sees anybody's evaluation until all are in.",
            roles=_JUDGING,
            due_on=due_on.get("evaluations_due"),
            person_id=person_id,
            subject_id=item_id,
        )
        for person_id in waiting
    ]


def to_find(found: int, uncertain: int, due_on: Mapping[str, date]) -> list[Turn]:
    """The line where nothing is evaluated on a scale and the team has not finished finding."""
    if not found:
        why = "Nothing is graded in this method; the findings are what it ends in."
        return [Turn("findings", "Record what the team has found", why, _JUDGING, _by_the_report(due_on))]
    if uncertain:
        on = "1 indicator" if uncertain == 1 else f"{uncertain} indicators"
        why = "Follow up, lodge what was learned, and take a position that is certain."
        return [Turn("positions", f"Settle {on} still uncertain", why, _JUDGING, _by_the_report(due_on))]
    return []


def to_conclude(due_on: Mapping[str, date]) -> Turn:
    """The line where an area of a national exercise has found and settled everything."""
    why = "Everything is found and settled; it goes into the national report without this area's name."
    return Turn("conclude_area", "Conclude the work in this area", why, _LEAD, _by_the_report(due_on))


def _by_the_report(due_on: Mapping[str, date]) -> date | None:
    """By when everything is found: the draft of the report, or the end of the work in an area."""
    return due_on.get(DRAFT) or due_on.get(CONCLUDED)


def _to_consolidate(item_id: str, item: str, due_on: Mapping[str, date]) -> Turn:
    return Turn(
        key="consolidate",
        title=f"Record the team's judgement of {item}",
        why="Everybody has submitted; the team's judgement and its rationale are yours to write.",
        roles=_LEAD,
        due_on=due_on.get("consolidated"),
        subject_id=item_id,
    )
