"""Lines that people type for a plan of capacity: parts between semicolons, days in any usual spelling."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from speir.web.design_system.fields import DayField

Reader = Callable[[list[str]], dict[str, Any]]


class LinesField(forms.CharField):
    """One entry a line, its parts between semicolons; each is read by ``reader``."""

    def __init__(self, *, reader: Reader, parts: Sequence[str], **options: Any) -> None:
        self.reader, self.parts = reader, parts
        options.setdefault("required", False)
        options.setdefault("widget", forms.Textarea)
        options.setdefault("max_length", 20000)
        super().__init__(**options)

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """Every line read; all that cannot be read are told at once."""
        found, faults = [], []
        for number, line in enumerate(super().clean(value).splitlines(), start=1):
            parts = [part.strip() for part in line.split(";")]
            if not line.strip():
                continue
            if not len(self.parts) - 1 <= len(parts) <= len(self.parts):
                faults.append(f"Line {number}: write {'; '.join(self.parts)}.")
                continue
            try:
                found.append(self.reader(parts))
            except forms.ValidationError as fault:
                faults.append(f"Line {number}: {' '.join(fault.messages)}")
        if faults:
            raise forms.ValidationError(faults)
        return found


def the_day(text: str) -> str:
    """A day as it is written in the planner's input."""
    found = DayField().clean(text)
    return str(found.isoformat())


def whole(text: str, what: str) -> int:
    """A whole number."""
    digits = text.rstrip("% ")
    if not digits.isdecimal() or len(digits) > 4:
        raise forms.ValidationError(f"“{text}” is not a whole number of {what}.")
    return int(digits)


def stretch(parts: list[str]) -> dict[str, Any]:
    """A first day, a last day and a reason."""
    first, last, reason = parts
    return {"first_day": the_day(first), "last_day": the_day(last), "reason": reason}


def stage(parts: list[str]) -> dict[str, Any]:
    """A stage: title, weeks, share, and whether it is in the area (then in whole weeks)."""
    there = len(parts) == 4 and parts[3].lower() == "in the area"
    if len(parts) == 4 and parts[3] and not there:
        raise forms.ValidationError("The last part is “in the area”, or is left out.")
    return {
        "key": "_".join(parts[0].lower().split()) or "stage",
        "title": parts[0],
        "weeks": whole(parts[1], "weeks"),
        "share": whole(parts[2], "percent"),
        "is_in_area": there,
        "needs_whole_weeks": there,
    }


def named_stretch(parts: list[str]) -> dict[str, Any]:
    """Whose or where, a first day, a last day and a reason."""
    reason = parts[3] if len(parts) == 4 and parts[3] else "not given"
    return {"of": parts[0], **stretch([parts[1], parts[2], reason])}


def embargo(parts: list[str]) -> dict[str, Any]:
    """A first day, a last day, a reason, and the titles of the stages it forbids."""
    stages = parts[3] if len(parts) == 4 else ""
    keys = ["_".join(title.lower().split()) for title in stages.split(",") if title.strip()]
    return {**stretch(parts[:3]), "stages": keys}


def scrutiny(parts: list[str]) -> dict[str, Any]:
    """An area, another body, a first day, a last day and what it is."""
    reason = parts[4] if len(parts) == 5 and parts[4] else "scrutiny"
    return {"area": parts[0], "body": parts[1], **stretch([parts[2], parts[3], reason])}
