"""Filling a form's list of choices with what can be chosen now."""

from collections.abc import Sequence

from django import forms

Option = tuple[str, str | list[tuple[str, str]]]


def set_choices(form: forms.Form, name: str, options: Sequence[Option]) -> None:
    """Offer these options, or groups of options, in one field."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} is not a field of choices")
    field.choices = list(options)
