"""Programmes and phases: what each phase holds, and its inspections by stage."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseBase
from django.urls import path, reverse

from speir.capacity_plans.permissions import may_plan_capacity
from speir.engagement.involvement_queries import numbers_not_answered
from speir.engagement.queries import numbers_late
from speir.foundations.refusals import Refused
from speir.foundations.uk_clock import uk_today
from speir.inspections.choices import InspectionStatus
from speir.inspections.permissions import may_plan_inspection
from speir.inspections.queries import leads_of, standings_of, timetables_of, visible_to
from speir.inspections.rules import phase_has_a_timetable, progress_is_reviewed_on_its_plan
from speir.people.choices import Role
from speir.people.queries import standing_everywhere
from speir.programmes import queries
from speir.programmes.choices import FollowUp, Output, PhaseKind
from speir.programmes.permissions import may_import_programmes
from speir.web.inspectorate.my_work import InspectionLine, inspection_lines
from speir.web.inspectorate.where import inspection_address
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.people.models import Person
    from speir.programmes.models import Phase, PhaseMilestone, Programme


@dataclass(frozen=True)
class PhaseLine:
    """One phase in the list of programmes; ``inspections`` counts those the reader may know of."""

    name: str
    address: str
    kind: str
    framework: str
    is_indicative: bool
    dates: str
    inspections: int


@dataclass(frozen=True)
class ProgrammePanel:
    """One programme with its phases."""

    name: str
    summary: str
    phases: list[PhaseLine]
    slug: str = ""
    late: int = 0
    not_answered: int = 0

    @property
    def has_dates(self) -> bool:
        """Whether a column for when phases run has anything to say."""
        return any(phase.dates for phase in self.phases)


@dataclass(frozen=True)
class ProgrammesPage:
    """Every programme; ``import_refused`` is "" when this person may import one."""

    programmes: list[ProgrammePanel]
    import_refused: str = ""
    may_plan_capacity: bool = False


@inspectorate_screen()
def programmes(request: SignedInRequest) -> HttpResponseBase:
    """Every programme with its phases."""
    every = queries.programmes()
    page = programmes_page(every, queries.all_phases(), list(visible_to(request.user)))
    late, not_answered = numbers_late(every, uk_today()), numbers_not_answered(every)
    standing = standing_everywhere(request.user)
    page = replace(
        page,
        programmes=[
            replace(panel, late=late.get(each.pk, 0), not_answered=not_answered.get(each.pk, 0))
            for panel, each in zip(page.programmes, every, strict=True)
        ],
        import_refused=may_import_programmes.reason_refused(standing) or "",
        may_plan_capacity=may_plan_capacity.reason_refused(standing) is None,
    )
    return render_page(request, "inspectorate/programmes.html.jinja", page)


def programmes_page(
    programmes: Sequence["Programme"], phases: Sequence["Phase"], inspections: Sequence["Inspection"]
) -> ProgrammesPage:
    """The list of programmes, their phases under them."""
    held = [inspection.phase_id for inspection in inspections]
    return ProgrammesPage(
        [
            ProgrammePanel(
                name=programme.name,
                slug=programme.slug,
                summary=programme.summary,
                phases=[
                    _phase_line(phase, held.count(phase.pk))
                    for phase in phases
                    if phase.programme_id == programme.pk
                ],
            )
            for programme in programmes
        ]
    )


def _phase_line(phase: "Phase", inspections: int) -> PhaseLine:
    return PhaseLine(
        name=phase.name,
        address=phase_address("phase", phase),
        kind=PhaseKind.label_of(phase.kind),
        framework=phase.framework.title,
        is_indicative=phase.is_indicative,
        dates=dates_of(phase.starts_on, phase.ends_on),
        inspections=inspections,
    )


def phase_address(name: str, phase: "Phase") -> str:
    """The address of a screen of one phase."""
    return reverse(name, kwargs={"programme": phase.programme.slug, "phase": phase.slug})


def dates_of(starts_on: date | None, ends_on: date | None) -> str:
    """When a phase runs, as far as that is known; "" when neither day is."""
    if starts_on and ends_on:
        return f"{day(starts_on)} to {day(ends_on)}"
    if starts_on:
        return f"from {day(starts_on)}"
    return f"until {day(ends_on)}" if ends_on else ""


@dataclass(frozen=True)
class StagePanel:
    """The inspections of a phase that are at one stage."""

    status: str
    lines: list[tuple[InspectionLine, str]]


@dataclass(frozen=True)
class WeekLine:
    """One milestone of the phase's indicative timetable."""

    title: str
    stage: str
    week: int
    whose: str


@dataclass(frozen=True)
class PhasePage:
    """One phase."""

    name: str
    programme: str
    sub: str
    summary: str
    is_indicative: bool
    is_method_indicative: bool
    facts: list[tuple[str, str]]
    stages: list[StagePanel]
    weeks: list[WeekLine]
    documents: list[tuple[int, str, str, bool]]
    plan_address: str
    plan_refused: str
    method_address: str
    choosing_address: str
    capacity_address: str


@inspectorate_screen()
def phase(request: SignedInRequest, programme: str, phase: str) -> HttpResponseBase:
    """One phase with its inspections by stage."""
    page = phase_page(phase_or_404(programme, phase), request.user, uk_today())
    return render_page(request, "inspectorate/phase.html.jinja", page)


def phase_or_404(programme: str, phase: str) -> "Phase":
    """The phase at this address."""
    try:
        return queries.phase(programme, phase)
    except Refused as unknown:
        raise Http404(str(unknown)) from unknown


def phase_page(phase: "Phase", person: "Person", today: date) -> PhasePage:
    """Everything the phase's page shows this person."""
    milestones = queries.milestones_of(phase)
    no_timetable = phase_has_a_timetable.reason(len(milestones))
    on_its_plan = progress_is_reviewed_on_its_plan.reason(phase.kind)
    bodies = [body.short_name or body.name for body in queries.bodies_of(phase)]
    return PhasePage(
        name=phase.name,
        programme=phase.programme.name,
        sub=f"{PhaseKind.label_of(phase.kind)} · {', '.join(bodies)}",
        summary=phase.summary,
        is_indicative=phase.is_indicative,
        is_method_indicative=phase.is_method_indicative,
        facts=[
            ("Framework", f"{phase.framework.title}, version {phase.framework.version}"),
            *([("Runs", dates)] if (dates := dates_of(phase.starts_on, phase.ends_on)) else []),
            ("It ends in", Output.label_of(phase.output)),
            ("What follows", FollowUp.label_of(phase.follow_up)),
            ("Source", phase.source or "not given"),
            ("Source of the timetable and documents", phase.method_source or "not given"),
        ],
        stages=_stages(phase, person, today),
        weeks=[_week_line(milestone) for milestone in milestones],
        documents=[(d.number, d.title, d.why, d.is_position_statement) for d in queries.documents_of(phase)],
        plan_address=phase_address("plan_inspection", phase),
        method_address=phase_address("phase_method", phase),
        choosing_address=phase_address("choosing", phase),
        plan_refused=may_plan_inspection.reason_refused(standing_everywhere(person))
        or next((broken.message for broken in (no_timetable, on_its_plan) if broken), ""),
        capacity_address=_capacity_address(phase, person, is_laid=bool(milestones)),
    )


def _capacity_address(phase: "Phase", person: "Person", *, is_laid: bool) -> str:
    refused = may_plan_capacity.reason_refused(standing_everywhere(person))
    return phase_address("make_capacity_plan", phase) if is_laid and refused is None else ""


def _stages(phase: "Phase", person: "Person", today: date) -> list[StagePanel]:
    inspections = list(visible_to(person).filter(phase=phase))
    led_by = leads_of(inspections)
    leads = {
        inspection_address("inspection", inspection.reference): led_by[inspection.pk].full_name
        for inspection in inspections
        if inspection.pk in led_by
    }
    timetables = timetables_of(inspections)
    standings = standings_of(person, inspections)
    panels = []
    for status in InspectionStatus:
        here = [inspection for inspection in inspections if inspection.status == status]
        lines = inspection_lines(here, standings, timetables, today)
        if lines:
            panels.append(StagePanel(status.label, [(line, leads.get(line.address, "")) for line in lines]))
    return panels


def _week_line(milestone: "PhaseMilestone") -> WeekLine:
    return WeekLine(
        milestone.title, milestone.stage.title, milestone.week, Role.label_of(milestone.whose_turn)
    )


ADDRESSES = [
    path("programmes/", programmes, name="programmes"),
    path("programmes/<slug:programme>/<slug:phase>/", phase, name="phase"),
]
