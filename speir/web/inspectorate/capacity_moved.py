"""What moved from one plan of capacity to another, and what was asked differently."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from speir.scheduling.comparing import Difference, compared
from speir.scheduling.layings import Laying, layings_of
from speir.web.inspectorate.capacity_from import AskedDifferently, asked_differently
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from speir.capacity_plans.models import Scenario


@dataclass(frozen=True)
class MovedLine:
    """One inspection that stands elsewhere in the second plan."""

    inspection: str
    before: str
    after: str
    what: str


@dataclass(frozen=True)
class MovedSince:
    """What moved since the plan from which this one was made, and why."""

    name: str
    address: str
    moved: list[MovedLine]
    unchanged: str
    asked: list[AskedDifferently]


def moved_since(scenario: "Scenario") -> MovedSince | None:
    """What moved since the plan that it was made from; None when there is none to compare."""
    before = scenario.based_on
    if before is None or not _has_plan(before) or not _has_plan(scenario):
        return None
    moved, unchanged = moved_lines(before.answer or {}, scenario.answer or {})
    return MovedSince(
        name=before.name,
        address=reverse("compare_capacity_plans", kwargs={"identity": before.pk, "other": scenario.pk}),
        moved=moved,
        unchanged=count(unchanged, "inspection"),
        asked=asked_differently(before.asked, scenario.asked),
    )


def _has_plan(scenario: "Scenario") -> bool:
    return bool(scenario.answer and scenario.answer["inspections"])


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
