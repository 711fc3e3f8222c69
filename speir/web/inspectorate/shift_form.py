"""The form that lets the rest of a timetable come later."""

from typing import TYPE_CHECKING

from django import forms

from speir.inspections.queries import milestones_of
from speir.web.inspectorate.choosing import set_choices
from speir.web.shared.forms import SpeirForm
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from django.http import QueryDict

    from speir.inspections.models import Inspection


class ShiftForm(SpeirForm):
    """From which milestone on, by how many weeks, and why."""

    from_key = forms.ChoiceField(
        label="From which milestone on", error_messages={"required": "Choose the first that comes later."}
    )
    weeks = forms.IntegerField(
        label="By how many weeks",
        error_messages={"required": "Enter how many weeks.", "invalid": "Enter a whole number of weeks."},
    )
    reason = forms.CharField(
        label="Why the rest comes later",
        max_length=200,
        error_messages={
            "required": "Say why the rest comes later.",
            "max_length": "Use at most 200 characters.",
        },
    )


def shift_form(inspection: "Inspection", given: "QueryDict | None" = None) -> ShiftForm:
    """The form with the milestones that can still move."""
    form = ShiftForm(given, prefix="shift")
    waiting = [each for each in milestones_of(inspection) if each.reached_at is None and not each.is_fixed]
    choices = [(each.key, f"{each.title}, {day(each.due_on)}") for each in waiting]
    set_choices(form, "from_key", [("", "Choose"), *choices])
    return form
