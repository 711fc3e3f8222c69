"""Two plans of capacity side by side: what moved."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import path

from speir.scheduling.comparing import Difference, compared
from speir.scheduling.layings import Laying, layings_of
from speir.web.inspectorate.capacity_from import AskedDifferently, asked_differently
from speir.web.inspectorate.capacity_plan import scenario_or_404
from speir.web.inspectorate.capacity_plans import ScenarioLine, scenario_line
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count, day


@dataclass(frozen=True)
class MovedLine:
    """One inspection that stands elsewhere in the second plan."""

    inspection: str
    before: str
    after: str
    what: str


@dataclass(frozen=True)
class ComparisonPage:
    """What moved from one scenario to the other."""

    before: ScenarioLine
    after: ScenarioLine
    moved: list[MovedLine]
    unchanged: str
    asked: list[AskedDifferently]


@inspectorate_screen()
def compare(request: SignedInRequest, identity: UUID, other: UUID) -> HttpResponseBase:
    """What moved from one plan to another."""
    before, after = scenario_or_404(request, identity), scenario_or_404(request, other)
    if not before.answer or not after.answer:
        raise Http404
    moved, unchanged = moved_lines(before.answer, after.answer)
    asked = asked_differently(before.asked, after.asked)
    page = ComparisonPage(
        scenario_line(before), scenario_line(after), moved, count(unchanged, "inspection"), asked
    )
    return render_page(request, "inspectorate/compare_capacity_plans.html.jinja", page)


def moved_lines(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[list[MovedLine], int]:
    """The inspections that moved, in the order of the second plan, and how many did not."""
    found = compared(layings_of(before), layings_of(after))
    lines = [
        MovedLine(each.inspection, _place(each.before), _place(each.after), _what(each))
        for each in found.differences
    ]
    return lines, found.unchanged


def _place(laid: Laying | None) -> str:
    if laid is None:
        return "not in this plan"
    return f"{laid.team}, {day(laid.starts_on)} to {day(laid.publishes_by)}"


def _what(difference: Difference) -> str:
    weeks = difference.weeks_later
    if weeks is None:
        return "only in one of the two"
    parts = []
    if weeks:
        parts.append(f"{count(abs(weeks), 'week')} {'later' if weeks > 0 else 'earlier'}")
    if difference.changes_team:
        parts.append("another team")
    return "; ".join(parts) or "published on another day"


ADDRESSES = [path("capacity/<uuid:identity>/against/<uuid:other>/", compare, name="compare_capacity_plans")]
