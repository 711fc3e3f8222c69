"""Two plans of capacity side by side: what moved."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.urls import path

from speir.web.inspectorate.capacity_from import AskedDifferently, asked_differently
from speir.web.inspectorate.capacity_moved import MovedLine, moved_lines
from speir.web.inspectorate.capacity_plan import scenario_or_404
from speir.web.inspectorate.capacity_plans import ScenarioLine, scenario_line
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count


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


ADDRESSES = [path("capacity/<uuid:identity>/against/<uuid:other>/", compare, name="compare_capacity_plans")]
