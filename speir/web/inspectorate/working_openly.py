"""How one programme works in the open: strategy, plan and log, involvement, consultations."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.consultations.queries import consultations_of
from speir.engagement import queries
from speir.engagement.choices import Channel, Involved
from speir.engagement.involvement_operations import record_involvement
from speir.engagement.involvement_queries import involvements_of
from speir.engagement.operations import plan_engagement, write_strategy
from speir.engagement.permissions import may_plan_engagement, may_record_involvement
from speir.foundations.excel_writing import Look, workbook_from
from speir.foundations.uk_clock import uk_today
from speir.people.queries import standing_everywhere
from speir.programmes.queries import programme_of
from speir.web.inspectorate.engagement_forms import AimsForm, InvolvementForm, PlanForm
from speir.web.inspectorate.frameworks import WORKBOOK
from speir.web.shared.consulting import ConsultationLine, consultation_lines
from speir.web.shared.open_work import (
    EngagementShown,
    InvolvementShown,
    engagements_shown,
    involvements_shown,
)
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day
from speir.web.shared.small_forms import Given, Kind, SmallForms
from speir.web.shared.words import Kept, kept

if TYPE_CHECKING:
    from speir.people.models import Person
    from speir.programmes.models import Programme

COLUMNS = {
    "plan and log": (
        "audience",
        "purpose",
        "channel",
        "responsible",
        "planned",
        "state",
        "public",
        "done",
        "reached",
        "outcome",
    )
}
WIDTHS = {"audience": 30, "purpose": 50, "outcome": 60, "reached": 30}


@dataclass(frozen=True)
class OpenWorkPage:
    """One programme; each ``…_refused`` is "" when the reader may do it."""

    name: str
    slug: str
    aims: str
    aims_saved: str
    aims_are_public: bool
    plan: tuple[EngagementShown, ...]
    involvements: tuple[InvolvementShown, ...]
    consultations: tuple[ConsultationLine, ...]
    plan_refused: str
    involve_refused: str
    keep: Kept


def open_work_page(programme: "Programme", by: "Person") -> OpenWorkPage:
    """What the page shows."""
    strategy, today = queries.strategy_of(programme), uk_today()
    engagements = queries.engagements_of(programme)
    standing = standing_everywhere(by)
    saved_at = strategy.saved_at.isoformat() if strategy else "new"
    return OpenWorkPage(
        name=programme.name,
        slug=programme.slug,
        aims=strategy.aims if strategy else "",
        aims_saved=f"{strategy.saved_by.full_name}, {day(strategy.saved_at)}" if strategy else "",
        aims_are_public=bool(strategy and strategy.is_public),
        plan=engagements_shown(engagements, queries.done_in(engagements), today),
        involvements=involvements_shown(involvements_of(programme), for_public=False),
        consultations=consultation_lines(consultations_of([programme]), today),
        plan_refused=may_plan_engagement.reason_refused(standing) or "",
        involve_refused=may_record_involvement.reason_refused(standing) or "",
        keep=kept(f"engagement:{programme.pk}:aims", version=saved_at, by=by),
    )


def programme_or_404(slug: str) -> "Programme":
    """The programme at this address."""
    found = programme_of(slug)
    if found is None:
        raise Http404
    return found


@inspectorate_screen(methods=READ_AND_CHANGE)
def working_openly(request: SignedInRequest, programme: str) -> HttpResponseBase:
    """How one programme works in the open; the forms of those who look after it."""
    found = programme_or_404(programme)
    sent = _forms(request, found)
    if sent.is_done:
        return redirect("working_openly", programme=programme)
    page = open_work_page(found, request.user)
    aims = sent.shown["aims"]
    strategy = queries.strategy_of(found)
    base = strategy.saved_at.isoformat() if strategy else ""
    if aims is not sent.failed:
        aims.initial.update(aims=page.keep.or_else(page.aims), is_public=page.aims_are_public, base=base)
    elif isinstance(aims, AimsForm):
        aims.start_from(base)
    return render_page(
        request, "inspectorate/working_openly.html.jinja", page, form=sent.failed, forms=sent.shown
    )


def _forms(request: SignedInRequest, programme: "Programme") -> SmallForms:
    def write(given: Given) -> object:
        return write_strategy(
            programme=programme,
            aims=given["aims"],
            is_public=given["is_public"],
            based_on=given["base"],
            by=request.user,
            at=timezone.now(),
            once=given["once"],
        )

    def involve(given: Given) -> object:
        given["how"] = Involved(given["how"])
        return record_involvement(programme=programme, by=request.user, at=timezone.now(), **given)

    return SmallForms(
        request,
        {
            "aims": (AimsForm, write, "The strategy is kept."),
            "plan": _planning(request, programme),
            "involve": (
                InvolvementForm,
                involve,
                "Who took part is recorded. Write down next what they said.",
            ),
        },
    )


def _planning(request: SignedInRequest, programme: "Programme") -> Kind:
    """The form of the plan, and what it does."""
    people = {str(each.pk): each for each in queries.who_can_be_responsible()}

    def plan(given: Given) -> object:
        del given["base"]
        given.update(channel=Channel(given["channel"]), responsible=people[given["responsible"]])
        return plan_engagement(programme=programme, by=request.user, at=timezone.now(), **given)

    def form(*given: object, **options: object) -> PlanForm:
        return PlanForm(*given, **options).offer([*people.values()])  # type: ignore[arg-type]

    return form, plan, "It is in the plan."


@inspectorate_screen()
def engagement_workbook(request: SignedInRequest, programme: str) -> HttpResponse:
    """The plan and log of one programme as an Excel workbook."""
    found = programme_or_404(programme)
    engagements = queries.engagements_of(found)
    lines = engagements_shown(engagements, queries.done_in(engagements), uk_today())
    rows = [_row(line) for line in lines]
    how_to = ["Plan and log of a programme's engagement, as it was when this file was made."]
    return HttpResponse(
        workbook_from(COLUMNS, {"plan and log": rows}, Look(WIDTHS, how_to=how_to)),
        content_type=WORKBOOK,
        headers={"Content-Disposition": f'attachment; filename="engagement-{found.slug}.xlsx"'},
    )


def _row(line: EngagementShown) -> list[str]:
    plan = [line.audience, line.purpose, line.channel, line.responsible, line.planned, line.state]
    done = ["\n".join(each) for each in zip(*((d.day, d.to_whom, d.outcome) for d in line.done), strict=True)]
    return [*plan, "yes" if line.is_public else "no", *(done or ["", "", ""])]


ADDRESSES = [
    path("office/open/<slug:programme>/", working_openly, name="working_openly"),
    path("office/open/<slug:programme>/plan-and-log/", engagement_workbook, name="engagement_workbook"),
]
