"""Forms of the shared risk conversation."""

from django import forms

from speir.risk_conversations import rules
from speir.risk_conversations.choices import LineKind
from speir.web.design_system.fields import DayField
from speir.web.inspectorate.support_forms import line, sentences
from speir.web.shared.forms import EditForm, SpeirForm


class CallForm(SpeirForm):
    """Which bodies meet, when and what for."""

    held_on = DayField(label="On which day", error_messages={"required": "Enter the day."})
    purpose = line("What for", rules.says_something.message, limit=500)
    bodies = forms.MultipleChoiceField(
        label="Which bodies take part",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": rules.several_bodies_take_part.message},
    )


class ViewForm(EditForm):
    """What one's own body thinks, before the conversation."""

    view = sentences(
        "What our body sees",
        rules.says_something.message,
        "Only people of your own body read this until the conversation is held.",
    )
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)  # type: ignore[assignment]


class ThereForm(SpeirForm):
    """Who was there."""

    body = forms.ChoiceField(label="Body", error_messages={"required": "Choose the body."})
    attended = line("Who was there", rules.says_something.message, "By post; or write that nobody was.")


class LineForm(SpeirForm):
    """One line of the record."""

    kind = forms.ChoiceField(
        label="What it is", choices=LineKind.choices(), error_messages={"required": "Choose what it is."}
    )
    text = sentences("In a sentence or two", rules.says_something.message)
    body = forms.ChoiceField(label="Whose view, for a difference", required=False)


class TakeOutForm(SpeirForm):
    """Which line is taken out."""

    line = forms.ChoiceField(label="Which line", error_messages={"required": "Choose the line."})


class ActionForm(SpeirForm):
    """What somebody will do."""

    text = line("What will be done", rules.says_something.message)
    body = forms.ChoiceField(label="Which body does it", error_messages={"required": "Choose the body."})
    owner = line("Who in it", rules.action_has_an_owner.message, "A post is enough.", 200)
    due_on = DayField(label="By when", error_messages={"required": "Enter the day by which it is done."})


class FinishForm(SpeirForm):
    """What was done."""

    agreed = forms.ChoiceField(
        label="Which action of our body", error_messages={"required": "Choose the action."}
    )
    outcome = line("What was done", rules.done_says_what_was_done.message, limit=1000)


class SendForm(SpeirForm):
    """The day of the next conversation."""

    next_on = DayField(
        label="The next conversation", error_messages={"required": rules.next_lies_after_this_one.message}
    )


class SignForm(SpeirForm):
    """The exact record that was read."""

    checksum = forms.CharField(widget=forms.HiddenInput, max_length=64)


class CallOffForm(SpeirForm):
    """Why the conversation does not take place."""

    why = line("Why", rules.calling_off_says_why.message, limit=500)


class SendBackForm(SpeirForm):
    """What is wrong with the record."""

    why = line("What is wrong with it", rules.sending_back_says_what_is_wrong.message, limit=500)
