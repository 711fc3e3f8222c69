"""Forms about an improvement plan and its progress review."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

from speir.improvement_plans.choices import Verdict
from speir.improvement_plans.rules import (
    a_judgement_has_a_rationale,
    a_reason_is_given,
    a_signature_says_what_it_approves,
    the_level_is_on_the_progress_scale,
)
from speir.web.design_system.fields import DayField
from speir.web.inspectorate.choosing import set_choices
from speir.web.shared.forms import EditForm, SpeirForm

if TYPE_CHECKING:
    from speir.frameworks.models import ScaleLevel


class ReturnForm(SpeirForm):
    """Why a plan goes back to the partnership."""

    reason = forms.CharField(
        label="What must change before it can be agreed",
        widget=forms.Textarea,
        help_text="The coordinator reads this.",
        error_messages={"required": a_reason_is_given.message},
    )


class VerdictForm(SpeirForm):
    """What the link inspector concludes about one claim."""

    verdict = forms.ChoiceField(
        label="What you conclude",
        widget=forms.RadioSelect,
        choices=Verdict.choices,
        error_messages={"required": "Say whether the progress is verified or not yet."},
    )
    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea,
        help_text="What you read and whom you met. The partnership reads this.",
        error_messages={"required": a_reason_is_given.message},
    )


class OpenReviewForm(SpeirForm):
    """When the progress review starts."""

    starts_on = DayField(
        label="It starts on", error_messages={"required": "Enter the day on which the review starts."}
    )


class SignReviewForm(SpeirForm):
    """Approving a complete progress review for one's own body."""

    statement = forms.CharField(
        label="What you approve",
        widget=forms.Textarea,
        help_text="A sentence that stands beside your name, for example: I have read this review and "
        "approve it for my body.",
        error_messages={"required": a_signature_says_what_it_approves.message},
    )


class DeclineReviewForm(SpeirForm):
    """Sending a complete progress review back for one's own body."""

    reason = forms.CharField(
        label="Why you send it back",
        widget=forms.Textarea,
        help_text="The lead inspector reads it. Once it is complete again, every body signs again.",
        error_messages={"required": a_reason_is_given.message},
    )


class ProgressForm(EditForm):
    """How much progress was made in one area, and why."""

    level = forms.ChoiceField(
        label="Progress",
        widget=forms.RadioSelect,
        error_messages={"required": the_level_is_on_the_progress_scale.message},
    )
    rationale = forms.CharField(
        label="Rationale",
        widget=forms.Textarea,
        help_text="Why this level and not the one above or below it. Name what you saw.",
        error_messages={"required": a_judgement_has_a_rationale.message},
    )

    def __init__(self, *args: Any, levels: Sequence["ScaleLevel"], **options: Any) -> None:
        super().__init__(*args, **options)
        self._levels = {str(level.pk): level for level in levels}
        set_choices(self, "level", [(key, level.label) for key, level in self._levels.items()])

    @property
    def chosen(self) -> "ScaleLevel":
        """The level that was chosen."""
        return self._levels[self.cleaned_data["level"]]
