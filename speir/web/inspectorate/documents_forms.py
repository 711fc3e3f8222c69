"""Forms about requested documents."""

from datetime import date, timedelta
from typing import Any

from django import forms

from speir.document_requests.rules import asking_again_has_a_reason, something_is_asked_for
from speir.web.design_system.fields import DayField
from speir.web.shared.forms import SpeirForm

SATURDAY = 5


class AskForm(SpeirForm):
    """Which documents, by when, and a message."""

    documents = forms.MultipleChoiceField(
        label="Documents to ask for",
        widget=forms.CheckboxSelectMultiple,
        help_text="Take out what is not needed here. One of them must be the position statement.",
        error_messages={"required": something_is_asked_for.message},
    )
    others = forms.CharField(
        label="Other documents",
        required=False,
        widget=forms.Textarea,
        help_text="One on each line.",
    )
    due_on = DayField(label="Due on", error_messages={"required": "Enter the day by which they are due."})
    message = forms.CharField(
        label="Message to the partnership",
        required=False,
        widget=forms.Textarea,
        help_text="It stands above the list that the coordinator sees.",
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["documents"].choices = offered  # type: ignore[attr-defined]


class AskAgainForm(SpeirForm):
    """What is missing, and the new day."""

    why = forms.CharField(
        label="What is missing or wrong",
        widget=forms.Textarea,
        help_text="The partnership reads this.",
        error_messages={"required": asking_again_has_a_reason.message},
    )
    due_on = DayField(label="New due date", error_messages={"required": "Enter the new day."})


def a_week_from(today: date) -> date:
    """A week from today, or the Monday after it."""
    due = today + timedelta(days=7)
    return due + timedelta(days=7 - due.weekday()) if due.weekday() >= SATURDAY else due
