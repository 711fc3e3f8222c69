"""Forms of the report's pages."""

from django import forms

from speir.reports.rules import (
    a_correction_says_what_was_wrong,
    a_reason_is_given,
    a_section_says_something,
    a_signature_says_what_it_approves,
)
from speir.web.design_system.fields import DayField
from speir.web.shared.forms import EditForm, SpeirForm


class TakeBackForm(SpeirForm):
    """Why the words of a report are opened again."""

    reason = forms.CharField(
        label="Why you take it back",
        widget=forms.Textarea,
        help_text="Signatures count for one version only: a changed report is signed again by every body.",
        error_messages={"required": a_reason_is_given.message},
    )


class SectionForm(SpeirForm):
    """The words of one section, and the revision they start from."""

    text = forms.CharField(
        label="Words of this section",
        widget=forms.Textarea,
        help_text="Plain text. A blank line starts a new paragraph.",
        error_messages={"required": a_section_says_something.message},
    )
    base_revision = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "This page is out of date. Load it again.",
            "invalid": "This page is out of date. Load it again.",
        },
    )

    def start_from(self, revision: int) -> None:
        """Keep the words and the reasons, and let the next sending start from this revision."""
        self.data = {**dict(self.data.items()), "base_revision": str(revision)}


class VersionForm(SpeirForm):
    """A form about one frozen version, which says which one was read."""

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={
            "required": "This page is out of date. Load it again.",
            "invalid": "This page is out of date. Load it again.",
        },
    )


class SignForm(VersionForm):
    """Approving a version for one's own body."""

    statement = forms.CharField(
        label="What you approve",
        widget=forms.Textarea,
        help_text="A sentence that stands beside your name, for example: I have read this version and "
        "approve it for my body.",
        error_messages={"required": a_signature_says_what_it_approves.message},
    )


class DeclineForm(VersionForm):
    """Sending a version back for one's own body."""

    reason = forms.CharField(
        label="Why you send it back",
        widget=forms.Textarea,
        help_text="The lead inspector reads it. The next version needs every body's signature again.",
        error_messages={"required": a_reason_is_given.message},
    )


class FactsForm(SpeirForm):
    """By when the partnership's comments are due."""

    due_on = DayField(
        label="Comments are due by",
        error_messages={"required": "Enter the day by which the partnership's comments are due."},
    )


class AnswerForm(EditForm):
    """The answer to one comment."""

    is_accepted = forms.ChoiceField(
        label="Is the comment accepted?",
        widget=forms.RadioSelect,
        choices=[("yes", "Accepted"), ("no", "Not accepted")],
        error_messages={"required": "Say whether the comment is accepted."},
    )
    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea,
        help_text="The partnership reads this. If accepted, say what will change; if not, what it rests on.",
        error_messages={"required": a_reason_is_given.message},
    )


class CorrectionForm(SpeirForm):
    """What was wrong in a published report."""

    note = forms.CharField(
        label="What was wrong, and how you came to know",
        widget=forms.Textarea,
        help_text="Everybody who opens the report reads this. You can still change it until it is sent for "
        "sign-off.",
        error_messages={"required": a_correction_says_what_was_wrong.message},
    )


class GiveUpForm(SpeirForm):
    """Why a correction is given up."""

    reason = forms.CharField(
        label="Why you give it up",
        widget=forms.Textarea,
        help_text="It is kept with the report.",
        error_messages={"required": a_reason_is_given.message},
    )


class EmbargoForm(SpeirForm):
    """When the report is published."""

    publish_on = DayField(
        label="Publish on",
        error_messages={"required": "Enter the day on which the report is published."},
    )


class PublishForm(SpeirForm):
    """Publishing, and by when the improvement plan is due."""

    due_on = DayField(label="The improvement plan is due by", required=False)
