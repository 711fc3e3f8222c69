"""Forms of the lead inspector about a concern: deciding, asking for more, closing."""

from django import forms

from speir.concerns.queries import theme_choices
from speir.concerns.rules import decision_has_a_reason, says_what_is_missing, theme_is_of_the_list
from speir.web.shared.concern_form import GuardedForm
from speir.web.shared.forms import SpeirForm

PASS_ON, HOLD_BACK = "pass_on", "hold_back"


class DecideForm(GuardedForm):
    """Why the concern is passed on, or why not; which of the two is the button that was pressed."""

    reason = forms.CharField(
        label="Why",
        widget=forms.Textarea,
        help_text="Passed on, the senior manager reads this. Held back, whoever raised it does. Name nobody.",
        error_messages={"required": decision_has_a_reason.message},
    )


class MoreForm(GuardedForm):
    """What is still missing before the concern can be closed."""

    more = forms.CharField(
        label="What you still need to know",
        widget=forms.Textarea,
        error_messages={"required": says_what_is_missing.message},
    )


class CloseForm(SpeirForm):
    """What the concern was about."""

    theme = forms.ChoiceField(
        label="What it was about",
        help_text="For the national count. The list is indicative.",
        error_messages={"required": theme_is_of_the_list.message},
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["theme"].choices = [("", "Choose"), *theme_choices()]  # type: ignore[attr-defined]
