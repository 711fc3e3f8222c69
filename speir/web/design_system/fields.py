"""Form fields that take what people type; Django forms and nothing else."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

MONTHS = {
    month: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for month in names
}
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\-\s](\d{1,2})[/.\-\s](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_IN_WORDS = re.compile(r"(?:[a-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\.?,?\s+(\d{4})")

DAY_HINT = "For example, 22 November 2026 or 22/11/2026"
NOT_A_DAY = "Enter a date like 22 November 2026 or 22/11/2026."


def read_day(text: str) -> date | None:
    """The date somebody typed, day before month; None when it is not written like a date.

    Raises ValueError when it is written like a date and no such day exists.
    """
    typed = " ".join(text.split()).lower()
    if found := _YEAR_FIRST.fullmatch(typed):
        year, month, day = map(int, found.groups())
        return date(year, month, day)
    if found := _DAY_FIRST.fullmatch(typed):
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    if (found := _IN_WORDS.fullmatch(typed)) and found[2] in MONTHS:
        return date(int(found[3]), MONTHS[found[2]], int(found[1]))
    return None


class DayField(forms.Field):
    """One text box for a date, in any of the usual spellings."""

    widget = forms.TextInput
    default_error_messages = {
        "required": "Enter a date.",
        "invalid": NOT_A_DAY,
        "impossible": "There is no such day in the calendar. Check the day and the month.",
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", DAY_HINT)
        super().__init__(**options)

    def to_python(self, value: object) -> date | None:
        """The date, or None when nothing was typed."""
        if isinstance(value, date):
            return value
        text = str(value or "").strip()
        if not text:
            return None
        try:
            day = read_day(text)
        except ValueError as fault:
            raise ValidationError(self.error_messages["impossible"], code="impossible") from fault
        if day is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day

    def prepare_value(self, value: object) -> object:
        """What the box shows: the date as the calendar beside it writes it, or what was typed."""
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else value

    def has_changed(self, initial: object, data: object) -> bool:
        """Whether another day was typed, however it is spelled."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; ``cleaned_data`` holds a list."""

    widget = _SeveralFiles
    default_error_messages = {
        "required": "Choose at least one file.",
        # Whether a file may be taken, empty ones included, is said by foundations.files.keep.
        "missing": "The file did not arrive. Choose it again.",
    }

    def __init__(self, **options: Any) -> None:
        options.setdefault("allow_empty_file", True)
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # type: ignore[type-arg]
        """Each file by Django's own checks."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            super().clean(None, initial)
            return []
        return [super(FilesField, self).clean(one, initial) for one in given]
