"""Forms of a programme's engagement and of people's involvement in planning it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import forms

from speir.engagement import rules
from speir.engagement.choices import Answer, ChangedIn, Channel, Involved
from speir.web.design_system.fields import DayField
from speir.web.inspectorate.choosing import set_choices
from speir.web.shared.forms import EditForm, SpeirForm

if TYPE_CHECKING:
    from speir.people.models import Person

NO_NAMES = "Groups and roles only: no names, addresses or anything that tells who somebody is."


class AimsForm(EditForm):
    """What the programme wants to achieve by speaking with people."""

    aims = forms.CharField(
        label="What this programme wants to achieve by speaking with people",
        widget=forms.Textarea,
        max_length=8000,
        error_messages={"required": rules.strategy_says_its_aims.message},
    )
    is_public = forms.BooleanField(label="Show this to the public", required=False)


class PlanForm(EditForm):
    """Whom to reach, what for, how, who is responsible and when."""

    audience = forms.CharField(
        label="Whom to reach", max_length=200, error_messages={"required": "Say whom you want to reach."}
    )
    purpose = forms.CharField(
        label="What for",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": "Say what for."},
    )
    channel = forms.ChoiceField(label="How", choices=Channel.choices())
    responsible = forms.ChoiceField(
        label="Who is responsible", error_messages={"required": "Choose who is responsible."}
    )
    planned_on = DayField(label="Planned for")
    is_public = forms.BooleanField(label="Show this to the public", required=False)

    def offer(self, people: Sequence["Person"]) -> "PlanForm":
        """Offer who can be responsible."""
        set_choices(
            self, "responsible", [("", "Choose"), *((str(each.pk), each.full_name) for each in people)]
        )
        return self


class DoneForm(SpeirForm):
    """What was done, whom it reached, what came of it."""

    done_on = DayField(label="Done on")
    to_whom = forms.CharField(
        label="Who was reached", max_length=300, error_messages={"required": "Say who was reached."}
    )
    reached = forms.IntegerField(label="How many people", required=False, min_value=0, max_value=10_000_000)
    outcome = forms.CharField(
        label="What came of it",
        help_text="Also when nothing did.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Say what came of it, also when nothing did."},
    )


class DropForm(SpeirForm):
    """Why something is dropped."""

    reason = forms.CharField(
        label="Why it is dropped",
        max_length=500,
        error_messages={"required": rules.dropping_has_a_reason.message},
    )


class InvolvementForm(SpeirForm):
    """Which group took part, how, when and in what."""

    group = forms.CharField(
        label="Which group or role",
        help_text=NO_NAMES,
        max_length=200,
        error_messages={"required": "Say which group took part."},
    )
    how = forms.ChoiceField(label="How they took part", choices=Involved.choices())
    about = forms.CharField(
        label="In what",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Say in what they took part."},
    )
    took_place_on = DayField(label="When")
    people = forms.IntegerField(
        label="How many people",
        help_text="The public sees “fewer than 5 people” for a small group.",
        required=False,
        min_value=0,
        max_value=100_000,
    )


class SaidForm(SpeirForm):
    """What people said."""

    said = forms.CharField(
        label="What people said",
        help_text=f"One theme; a blank line starts the next. {NO_NAMES}",
        widget=forms.Textarea,
        max_length=8000,
        error_messages={"required": rules.what_was_said_is_written_down.message},
    )


class ChangedForm(SpeirForm):
    """What changed because of it, or why nothing did."""

    heard = forms.ChoiceField(
        label="What people said", error_messages={"required": "Choose what people said."}
    )
    kind = forms.ChoiceField(
        label="What came of it",
        choices=Answer.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it."},
    )
    changed_in = forms.ChoiceField(
        label="Where it changed",
        help_text="Leave this empty when nothing changed.",
        choices=[("", "Nothing changed"), *ChangedIn.choices()],
        required=False,
    )
    linked_to = forms.ChoiceField(label="Which one", required=False)
    words = forms.CharField(
        label="What changed, or why nothing did",
        help_text="The people who said it read this.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": rules.an_answer_says_what_or_why.message},
    )

    def offer(
        self, heard: Sequence[tuple[str, str]], links: Sequence[tuple[str, list[tuple[str, str]]]]
    ) -> "ChangedForm":
        """Offer what was said, and what it can have changed."""
        set_choices(self, "heard", [("", "Choose"), *heard])
        set_choices(self, "linked_to", [("", "None of these"), *links])
        return self
