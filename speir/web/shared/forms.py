"""Forms, and performing one operation with one: refusals become messages beside the fields."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.http import HttpRequest

from speir.foundations.overtaking import OVERTAKEN
from speir.foundations.refusals import AlreadyDone, Refused
from speir.web.shared.refused_words import note_refusal

ALREADY_SAVED = "This form had been sent before. The first sending counted; nothing was added a second time."


NOT_OFFERED = "Select a valid choice. What was chosen is not offered, or not any more."
TOO_LONG = "This has %(show_value)d characters. Shorten it to %(limit_value)d."
UNSEEN = "This holds a character that cannot be shown. Type the words again, or paste them as plain text."


def _say_of_a_number(field: forms.IntegerField) -> None:
    """Name the field and its limits, unless the form has words of its own."""
    least, most = field.min_value, field.max_value
    limits = f" from {least:,} to {most:,}" if least is not None and most is not None else ""
    usual = {"required": forms.Field.default_error_messages["required"], **field.default_error_messages}
    for code in ("required", "invalid", "min_value", "max_value"):
        if field.error_messages.get(code) in (None, usual.get(code)):
            field.error_messages[code] = f"{field.label}: enter a whole number{limits}."


def _in_our_words(validator: Callable[[Any], None]) -> Callable[[Any], None]:
    if isinstance(validator, MaxLengthValidator):
        return MaxLengthValidator(validator.limit_value, TOO_LONG)
    if isinstance(validator, ProhibitNullCharactersValidator):
        return ProhibitNullCharactersValidator(UNSEEN)
    return validator


class SpeirForm(forms.Form):
    """A form with a hidden identity, so that sending it twice does nothing the second time."""

    # The server's own sentences are better than the browser's, and show all faults at once.
    use_required_attribute = False

    once = forms.UUIDField(
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        required=False,
        error_messages={"invalid": "This page is out of date. Load it again and repeat what you did."},
    )

    def full_clean(self) -> None:
        """Check every field, saying in our words what Django would say in its own."""
        for field in self.fields.values():
            if field.error_messages.get("invalid_choice"):
                field.error_messages["invalid_choice"] = NOT_OFFERED
            if type(field) is forms.IntegerField and field.label:
                _say_of_a_number(field)
            field.validators = [_in_our_words(validator) for validator in field.validators]
        super().full_clean()

    @property
    def once_key(self) -> str:
        """The identity of this sending, for an operation's ``once``."""
        return str(self.cleaned_data.get("once") or "")

    def take(self, refused: Refused) -> None:
        """Put the reasons of a refusal beside their fields, or at the top of the form."""
        for reason in refused.reasons:
            self.add_error(reason.field if reason.field in self.fields else None, reason.message)


class EditForm(SpeirForm):
    """A form that changes what is there already, and says which state of it the reader saw."""

    base = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def is_overtaken(self) -> bool:
        """Whether this sending was refused because something newer had been saved."""
        return OVERTAKEN in self.non_field_errors()

    def start_from(self, now: str) -> None:
        """After such a refusal keep words and reasons; the next sending starts from what is shown."""
        if self.is_overtaken:
            self.data = {**dict(self.data.items()), self.add_prefix("base"): now}


class ButtonForm(SpeirForm):
    """A form that is only a button: nothing to fill in, safe to press twice."""


def perform(
    request: HttpRequest,
    form: SpeirForm,
    change: Callable[[], object],
    done: str | Callable[[Any], str],
) -> bool:
    """Run one operation; True with a notice when it worked, False with the reasons in the form.

    ``done`` may be words, or what makes them from what the operation returned.
    """
    try:
        made = change()
    except AlreadyDone:
        messages.success(request, ALREADY_SAVED)
    except Refused as refused:
        note_refusal(request)
        form.take(refused)
        return False
    else:
        messages.success(request, done if isinstance(done, str) else done(made))
    return True


def perform_button(request: HttpRequest, change: Callable[[], object], done: str) -> bool:
    """Run one operation started by a lone button; its refusal becomes a notice on the next page."""
    try:
        change()
    except AlreadyDone:
        messages.success(request, ALREADY_SAVED)
    except Refused as refused:
        note_refusal(request)
        for reason in refused.reasons:
            messages.error(request, reason.message)
        return False
    else:
        messages.success(request, done)
    return True
