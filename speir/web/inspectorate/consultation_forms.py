"""Forms of a consultation: preparing it, inviting, grouping comments, deciding, changing words."""

from django import forms

from speir.consultations import rules
from speir.consultations.choices import Outcome
from speir.web.design_system.fields import DayField
from speir.web.shared.forms import EditForm, SpeirForm


class PrepareForm(SpeirForm):
    """What people are asked, about which draft, until when."""

    framework = forms.ChoiceField(
        label="Draft",
        help_text="A version that no inspection uses and no programme names. Import the draft first.",
        error_messages={"required": "Choose the draft."},
    )
    programme = forms.ChoiceField(label="For which programme", required=False)
    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Give it a title that people understand."}
    )
    about = forms.CharField(
        label="What you ask people, and why",
        widget=forms.Textarea,
        max_length=8000,
        error_messages={"required": rules.consultation_says_what_it_asks.message},
    )
    closes_on = DayField(label="Closing day")
    is_public = forms.BooleanField(label="Anybody may comment, without signing in", required=False)


class InviteForm(SpeirForm):
    """Which bodies are invited."""

    bodies = forms.MultipleChoiceField(
        label="Bodies of partnerships",
        help_text="Everybody of these bodies who can sign in is told by e-mail when it is open.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": rules.somebody_is_invited.message},
    )


class ClosingForm(SpeirForm):
    """Another closing day."""

    closes_on = DayField(label="New closing day")
    reason = forms.CharField(
        label="Why it moves", max_length=500, error_messages={"required": "Say why it moves."}
    )


class PlaceForm(SpeirForm):
    """Where some comments go: a group, a new group, or aside."""

    comments = forms.MultipleChoiceField(
        label="Comments",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": rules.comments_are_chosen.message},
    )
    group = forms.ChoiceField(label="Put them into this group", required=False)
    new_group = forms.CharField(label="Or into a new group called", max_length=200, required=False)
    why_set_aside = forms.CharField(
        label="Or set them aside, because",
        help_text="For what is about something else or names somebody. It is counted and not shown.",
        max_length=500,
        required=False,
    )


class DecideForm(EditForm):
    """What is decided about a group, and why."""

    outcome = forms.ChoiceField(
        label="Decision",
        choices=Outcome.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide."},
    )
    reason = forms.CharField(
        label="Reason",
        help_text="Everybody who commented reads this.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": rules.a_reason_is_given.message},
    )


class ChangeForm(SpeirForm):
    """New words for one part of the draft."""

    number = forms.CharField(label="Its number", help_text="Such as 1.4.", max_length=20, required=False)
    becomes = forms.CharField(label="It becomes", widget=forms.Textarea, max_length=8000, required=False)


class VersionForm(SpeirForm):
    """The number of the next version."""

    version = forms.CharField(
        label="Number of the next version",
        max_length=30,
        error_messages={"required": rules.next_version_is_new.message},
    )
