"""Forms of support for improvement."""

from django import forms

from speir.improvement_support import rules
from speir.improvement_support.choices import Outcome
from speir.web.design_system.fields import DayField
from speir.web.shared.forms import SpeirForm

ANSWERS = [("yes", "The partnership accepts it"), ("no", "The partnership declines it")]


def line(label: str, missing: str, help_text: str = "", limit: int = 300) -> forms.CharField:
    """A line of words; not needed when there is nothing to say about its absence."""
    return forms.CharField(
        label=label,
        max_length=limit,
        help_text=help_text,
        required=bool(missing),
        error_messages={"required": missing},
    )


def sentences(label: str, missing: str, help_text: str = "") -> forms.CharField:
    """A few sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=bool(missing),
        error_messages={"required": missing},
    )


class OfferForm(SpeirForm):
    """What is offered, for whom and why."""

    partnership = forms.ChoiceField(label="To whom", error_messages={"required": "Choose the partnership."})
    what = line("What is offered", rules.offer_says_what.message)
    for_whom = line("For whom", rules.offer_says_for_whom.message, "Posts or teams, such as team managers.")
    why = sentences("Why", rules.offer_says_why.message, "The partnership reads this.")
    source = forms.ChoiceField(
        label="What it grew from",
        help_text="The partnership does not see a risk or a signal.",
        error_messages={"required": rules.source_is_named.message},
    )
    outcome_due_on = DayField(
        label="When to ask what came of it",
        error_messages={"required": rules.outcome_is_asked_for_later.message},
    )


class AnswerForm(SpeirForm):
    """An answer that was given outside Speir."""

    is_accepted = forms.ChoiceField(
        label="The answer",
        choices=ANSWERS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )
    words = line("In their words", "")
    told_by = line(
        "Whose answer it is", rules.answer_for_others_says_whose_it_is.message, "A post is enough."
    )


class SessionForm(SpeirForm):
    """One session."""

    held_on = DayField(label="When", error_messages={"required": "Enter the day of the session."})
    purpose = line("What it was for", rules.session_says_its_purpose.message)
    attended = line(
        "Who attended", rules.session_says_who_attended.message, "By role, such as team managers (6).", 500
    )


class SignpostForm(SpeirForm):
    """A good practice, or a resource outside."""

    practice = forms.ChoiceField(label="Good practice", required=False)
    title = line("Or a resource outside", "", limit=200)
    address = line("Its address", "", "It begins with https://.", 500)
    why = line("Why it is worth reading", rules.signpost_says_why.message, limit=500)


class OutcomeForm(SpeirForm):
    """What came of it."""

    outcome = forms.ChoiceField(
        label="What came of it",
        choices=Outcome.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it. Nothing is an answer too."},
    )
    seen = sentences("How you know", rules.outcome_says_how_it_is_known.message)
    ask_again_on = DayField(label="When it is too early: ask again on", required=False)


class WithdrawForm(SpeirForm):
    """Why an offer is taken back."""

    why = line("Why", "Say why it is taken back.")
