"""Planning one action of the improvement plan: adding, changing, dropping it, and marking it done."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.frameworks.queries import terms_of
from speir.improvement_plans.operations import change_action, drop_action, finish_action, plan_action
from speir.improvement_plans.permissions import may_plan_actions
from speir.improvement_plans.queries import action_of, area_of, plan_of, times_planned, times_recorded
from speir.improvement_plans.rules import the_plan_is_being_written
from speir.inspections.queries import partnership_bodies
from speir.web.design_system.fields import DayField
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.shared import words
from speir.web.shared.forms import EditForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, partnership_screen

if TYPE_CHECKING:
    from speir.improvement_plans.models import ImprovementPlan, PlanArea, PlannedAction
    from speir.inspections.models import Inspection
    from speir.people.models import Body
    from speir.people.standing import Standing


@dataclass(frozen=True)
class PlanningPage:
    """The part of the plan that the action is for, beside the form."""

    header: InspectionHeader
    number: int
    title: str
    text: str
    due_on: date
    address: str
    refused: str
    saved: "PlannedAction | None" = None


class PlanningForm(EditForm):
    """One action: what, which body, who leads it, by when, and how people will know."""

    text = forms.CharField(
        label="What will be done",
        widget=forms.Textarea,
        error_messages={"required": "Say what will be done."},
    )
    body = forms.ChoiceField(
        label="Which body answers for it",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the body that answers for it."},
    )
    lead_person = forms.CharField(
        label="Who leads it",
        max_length=200,
        help_text="A name or a post.",
        error_messages={"required": "Say who leads this action: a name or a post."},
    )
    due_on = DayField(label="By when")
    measure = forms.CharField(
        label="How people will know that it has worked",
        widget=forms.Textarea,
        error_messages={"required": "Say how people will know that this action has worked."},
    )

    def __init__(self, *args: Any, bodies: "Sequence[Body]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bodies = {str(body.pk): body for body in bodies}
        self.fields["body"].choices = [(key, body.name) for key, body in self._bodies.items()]  # type: ignore[attr-defined]

    def planned(self) -> dict[str, Any]:
        """What the operations take."""
        given = self.cleaned_data
        return {
            "text": given["text"],
            "body": self._bodies[given["body"]],
            "lead_person": given["lead_person"],
            "due_on": given["due_on"],
            "measure": given["measure"],
        }


def _open(request: SignedInRequest, reference: str) -> tuple["Inspection", "Standing", "ImprovementPlan"]:
    inspection, standing = open_inspection(request, reference, may_plan_actions)
    plan = plan_of(inspection)
    if plan is None:
        raise Http404
    return inspection, standing, plan


def _open_planned(request: SignedInRequest, reference: str, planned_id: UUID) -> "PlannedAction":
    _, _, plan = _open(request, reference)
    planned = action_of(plan, str(planned_id))
    if planned is None:
        raise Http404
    return planned


@partnership_screen(methods=READ_AND_CHANGE)
def add(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """Plan an action for one part of the plan."""
    inspection, standing, plan = _open(request, reference)
    area = area_of(plan, number)
    if area is None:
        raise Http404
    kept = _kept(request, f"plan-action:{area.pk}", times_planned(area))
    initial = {name: held.or_else("") for name, held in kept.items()}
    form = PlanningForm(request.POST or None, initial=initial, bodies=partnership_bodies(inspection))
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(
            request,
            form,
            lambda: plan_action(
                area=area, **form.planned(), by=request.user, at=timezone.now(), once=form.once_key
            ),
            done=f"Action planned for {number}.",
        )
    ):
        return redirect(_back(reference, number))
    header = inspection_header(inspection, standing, "partnership_plan", _heading(area, "plan an action"))
    page = _page(header, area, plan)
    return render_page(request, "partnership/plan_action.html.jinja", page, form=form, kept=kept)


@partnership_screen(methods=READ_AND_CHANGE)
def change(request: SignedInRequest, reference: str, planned_id: UUID) -> HttpResponseBase:
    """Change an action while the plan is being written."""
    inspection, standing, plan = _open(request, reference)
    planned = _open_planned(request, reference, planned_id)
    number = planned.area.number
    kept = _kept(request, f"plan-action:{planned.pk}", times_recorded(planned))
    form = PlanningForm(
        request.POST or None, initial=_initial(planned, kept), bodies=partnership_bodies(inspection)
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(
            request,
            form,
            lambda: change_action(
                action=planned,
                **form.planned(),
                based_on=form.cleaned_data["base"],
                by=request.user,
                at=timezone.now(),
            ),
            done="Action changed.",
        )
    ):
        return redirect(_back(reference, number))
    form.start_from(str(planned.revision))
    heading = _heading(planned.area, "change an action")
    header = inspection_header(inspection, standing, "partnership_plan", heading)
    saved = _open_planned(request, reference, planned_id) if form.is_overtaken else None
    page = replace(_page(header, planned.area, plan), saved=saved)
    return render_page(request, "partnership/plan_action.html.jinja", page, form=form, kept=kept)


def _kept(request: SignedInRequest, key: str, version: int) -> dict[str, words.Kept]:
    return {
        name: words.kept(f"{key}:{name}", version=version, by=request.user) for name in ("text", "measure")
    }


def _initial(planned: "PlannedAction", kept: dict[str, words.Kept]) -> dict[str, object]:
    return {
        "text": kept["text"].or_else(planned.text),
        "body": str(planned.body_id),
        "lead_person": planned.lead_person,
        "due_on": planned.due_on,
        "measure": kept["measure"].or_else(planned.measure),
        "base": str(planned.revision),
    }


def _heading(area: "PlanArea", what: str) -> str:
    term = terms_of(area.plan.inspection.phase.framework).area_for_improvement
    return f"{term.singular.capitalize()} {area.number}: {what}"


def _page(header: InspectionHeader, area: "PlanArea", plan: "ImprovementPlan") -> PlanningPage:
    broken = the_plan_is_being_written.reason(plan.status)
    return PlanningPage(
        header=header,
        number=area.number,
        title=area.title,
        text=area.text,
        due_on=plan.due_on,
        address=_back(header.reference, area.number),
        refused=broken.message if broken else "",
    )


def _back(reference: str, number: int) -> str:
    return f"{reverse('partnership_plan', args=[reference])}#area-{number}"


@partnership_screen(methods=CHANGE)
def drop(request: SignedInRequest, reference: str, planned_id: UUID) -> HttpResponseBase:
    """Drop an action while the plan is being written."""
    planned = _open_planned(request, reference, planned_id)
    perform_button(
        request,
        lambda: drop_action(action=planned, by=request.user, at=timezone.now()),
        done="Action dropped.",
    )
    return redirect(_back(reference, planned.area.number))


@partnership_screen(methods=CHANGE)
def finish(request: SignedInRequest, reference: str, planned_id: UUID) -> HttpResponseBase:
    """Mark an action as done."""
    planned = _open_planned(request, reference, planned_id)
    perform_button(
        request,
        lambda: finish_action(action=planned, by=request.user, at=timezone.now()),
        done="Action marked as done.",
    )
    return redirect(_back(reference, planned.area.number))


_PLAN = "partnership/<slug:reference>/improvement-plan/"
_HERE = f"{_PLAN}actions/<uuid:planned_id>/"
ADDRESSES = [
    path(f"{_PLAN}areas/<int:number>/plan/", add, name="partnership_plan_action"),
    path(_HERE, change, name="partnership_change_action"),
    path(f"{_HERE}drop/", drop, name="partnership_drop_action"),
    path(f"{_HERE}done/", finish, name="partnership_finish_action"),
]
