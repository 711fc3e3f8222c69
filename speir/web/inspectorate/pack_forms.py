"""Forms about the document pack."""

from django import forms

from speir.document_packs.rules import (
    answer_is_written,
    change_is_told,
    other_day_has_a_reason,
    shared_question_is_written,
)
from speir.foundations.file_kinds import ALLOWED_WORDS
from speir.web.design_system.fields import DayField
from speir.web.shared.forms import EditForm, SpeirForm


class ReleaseForm(SpeirForm):
    """Release it now, and why."""

    reason = forms.CharField(
        label="Why it is released by hand",
        widget=forms.Textarea,
        error_messages={"required": other_day_has_a_reason.message},
    )


class OtherDayForm(SpeirForm):
    """Another day than the timetable's, and why."""

    release_on = DayField(label="Release it on", error_messages={"required": "Enter the day."})
    reason = forms.CharField(
        label="Why on that day",
        widget=forms.Textarea,
        help_text="The partnership reads this.",
        error_messages={"required": other_day_has_a_reason.message},
    )


class VersionForm(EditForm):
    """Newer words or a file, and what changed."""

    what_changed = forms.CharField(
        label="What changed",
        widget=forms.Textarea,
        help_text="Everybody who had the earlier version reads this.",
        error_messages={"required": change_is_told.message},
    )
    text = forms.CharField(
        label="The words",
        required=False,
        widget=forms.Textarea,
        help_text="An empty line starts a new paragraph. Leave them out if you choose a file instead.",
    )
    file = forms.FileField(label="A file", required=False, help_text=ALLOWED_WORDS)
    source = forms.CharField(
        label="Where official words were read",
        required=False,
        max_length=300,
        help_text="Leave it empty if the words are our own: they are then labelled indicative.",
    )


class AnswerForm(SpeirForm):
    """The answer, and for whom."""

    answer = forms.CharField(
        label="Answer",
        widget=forms.Textarea,
        error_messages={"required": answer_is_written.message},
    )
    is_for_all = forms.BooleanField(
        label="Show question and answer to everybody in this partnership who has the document",
        required=False,
        help_text="Nobody is told who asked.",
    )


class ShareForm(SpeirForm):
    """The question and its answer in words for every partnership."""

    asks = forms.CharField(
        label="The question as everybody reads it",
        widget=forms.Textarea,
        help_text="Without names of people, bodies or places.",
        error_messages={"required": shared_question_is_written.message},
    )
    answer = forms.CharField(
        label="The answer as everybody reads it",
        widget=forms.Textarea,
        error_messages={"required": answer_is_written.message},
    )
