"""Planning an inspection: which partnership, when, who leads, and why."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.area_risks.queries import open_risks
from speir.area_teams.queries import reader_of_areas
from speir.foundations.uk_clock import uk_today
from speir.inspections.operations import plan_inspection
from speir.inspections.permissions import may_plan_inspection
from speir.inspections.queries import visible_to
from speir.national_overview.choices import Basis
from speir.national_overview.queries import chosen_for
from speir.partnerships.choices import AreaKind, PartnershipKind
from speir.partnerships.queries import areas_of_kind
from speir.people.choices import Role
from speir.people.queries import people_with_role, standing_everywhere
from speir.programmes.queries import milestones_of, partnerships_for
from speir.web.design_system.fields import DayField
from speir.web.inspectorate.area_risks import RiskShown, risk_shown
from speir.web.inspectorate.choosing import set_choices
from speir.web.inspectorate.kept_holidays import by_default
from speir.web.inspectorate.programmes import phase_address, phase_or_404
from speir.web.shared import words
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.foundations.working_weeks import Pause as CalendarPause
    from speir.inspections.models import Inspection
    from speir.partnerships.models import Partnership
    from speir.people.models import Person
    from speir.programmes.models import Phase


class PlanForm(SpeirForm):
    """What planning needs; ``chosen`` gives the records behind the choices."""

    partnership = forms.ChoiceField(
        label="Partnership", error_messages={"required": "Choose the partnership to be inspected."}
    )
    starts_on = DayField(
        label="Starts on", error_messages={"required": "Enter the day the inspection starts."}
    )
    lead_inspector = forms.ChoiceField(
        label="Lead inspector",
        help_text="Strategic inspectors can lead.",
        error_messages={"required": "Choose who leads."},
    )
    reason_chosen = forms.CharField(
        label="Why this partnership",
        help_text="It stays with the inspection: for example, never inspected, or what intelligence says.",
        widget=forms.Textarea,
        error_messages={"required": "Say why this partnership was chosen."},
    )
    kept_holidays = forms.BooleanField(
        label="Leave out the school holidays that are kept for its area",
        initial=True,
        required=False,
        help_text="Weeks with three or more of these days do not count. The timetable then names each, with "
        "where it is published.",
    )

    def offer(self, partnerships: dict[str, "Partnership"], leads: dict[str, "Person"]) -> "PlanForm":
        """Fill the two lists."""
        by_kind: dict[str, list[tuple[str, str]]] = {}
        for slug, partnership in partnerships.items():
            label = partnership.name + (" (fictional)" if partnership.is_fictional else "")
            by_kind.setdefault(PartnershipKind.label_of(partnership.kind), []).append((slug, label))
        people = [(pk, f"{person.full_name}, {person.body.short_name}") for pk, person in leads.items()]
        choose = ("", "Choose")
        set_choices(self, "partnership", [choose, *by_kind.items()])
        set_choices(self, "lead_inspector", [choose, *people])
        return self


@dataclass(frozen=True)
class PlanPage:
    """What the page prints around the form."""

    phase: str
    phase_address: str
    weeks: int
    risks: tuple[RiskShown, ...]


@inspectorate_screen(methods=READ_AND_CHANGE)
def plan(request: SignedInRequest, programme: str, phase: str) -> HttpResponseBase:
    """Plan an inspection in a phase."""
    planned_in = phase_or_404(programme, phase)
    may_plan_inspection.check(standing_everywhere(request.user))
    offered = {partnership.slug: partnership for partnership in partnerships_for(planned_in)}
    leads = {str(person.pk): person for person in people_with_role(Role.STRATEGIC_INSPECTOR)}
    # The number planned so far changes with each that is planned, so that old words do not come back.
    planned = visible_to(request.user).filter(phase=planned_in).count()
    kept = words.kept(f"plan:{planned_in.pk}:reason", version=planned, by=request.user)
    initial = {"reason_chosen": kept.or_else(""), **_chosen(planned_in, request.GET.get("partnership", ""))}
    form = PlanForm(request.POST or None, initial=initial).offer(offered, leads)
    made: list[Inspection] = []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if perform(
            request,
            form,
            lambda: made.append(
                plan_inspection(
                    phase=planned_in,
                    partnership=offered[given["partnership"]],
                    starts_on=given["starts_on"],
                    lead_inspector=leads[given["lead_inspector"]],
                    reason_chosen=given["reason_chosen"],
                    left_out=_left_out(planned_in, offered, given),
                    by=request.user,
                    at=timezone.now(),
                    once=form.once_key,
                )
            ),
            done="Inspection planned. Its timetable is laid; now build its team.",
        ):
            return redirect("team", reference=made[0].reference) if made else redirect(page_back(planned_in))
    return render_page(
        request, "inspectorate/plan.html.jinja", plan_page(planned_in, request.user), form=form, kept=kept
    )


def _left_out(
    phase: "Phase", offered: dict[str, "Partnership"], given: dict[str, Any]
) -> list["CalendarPause"]:
    if not given["kept_holidays"]:
        return []
    return by_default(phase, offered[given["partnership"]], given["starts_on"])


def _chosen(phase: "Phase", slug: str) -> dict[str, str]:
    """The partnership that was chosen for the phase, with the reason; nothing when it was not."""
    for each in chosen_for(phase):
        if each.partnership.slug == slug and each.set_aside_at is None:
            return {"partnership": slug, "reason_chosen": f"{Basis.label_of(each.basis)}. {each.reason}"}
    return {}


def page_back(phase: "Phase") -> str:
    """The page of the phase."""
    return phase_address("phase", phase)


def plan_page(phase: "Phase", person: "Person") -> PlanPage:
    """What the page prints around the form; what is forecast of areas may be a reason to choose one."""
    known = open_risks(areas_of_kind(AreaKind.COUNCIL), reader_of_areas(person, uk_today()))
    return PlanPage(
        phase=f"{phase.programme.name}, {phase.name}",
        phase_address=page_back(phase),
        weeks=max((milestone.week for milestone in milestones_of(phase)), default=0),
        risks=tuple(risk_shown(line) for line in known),
    )


ADDRESSES = [path("programmes/<slug:programme>/<slug:phase>/plan/", plan, name="plan_inspection")]
