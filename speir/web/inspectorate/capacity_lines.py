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
            # Lists of partnerships say which are made up; whoever copies a name from there copies that too.
            parts = [part.strip().removesuffix(" (fictional)") for part in line.split(";")]
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


def running(parts: list[str]) -> dict[str, Any]:
    """A partnership, a team and the first day of its inspection."""
    if len(parts) < 3:
        raise forms.ValidationError("Write partnership; team; first day.")
    return {"partnership": parts[0], "team": parts[1], "starts_on": the_day(parts[2])}


def earliest(parts: list[str]) -> dict[str, Any]:
    """A partnership and the day before which its inspection may not start."""
    if len(parts) < 2:
        raise forms.ValidationError("Write the partnership; then the day.")
    return {"of": parts[0], "day": the_day(parts[1])}


def skills(parts: list[str]) -> dict[str, Any]:
    """A team or a partnership, and skills with commas between."""
    if len(parts) < 2:
        raise forms.ValidationError("Write the name; then the skills, with commas.")
    return {"of": parts[0], "skills": _words(parts[1])}


def member(parts: list[str]) -> dict[str, Any]:
    """A team, somebody in it, the share of the team they are, and their skills."""
    return {
        "of": parts[0],
        "name": parts[1],
        "share": whole(parts[2], "percent"),
        "skills": _words(parts[3]) if len(parts) == 4 else [],
    }


def away(parts: list[str]) -> dict[str, Any]:
    """A team, somebody in it, a first day, a last day and a reason."""
    reason = parts[4] if len(parts) == 5 and parts[4] else "leave"
    return {"of": parts[0], "name": parts[1], **stretch([parts[2], parts[3], reason])}


def _words(text: str) -> list[str]:
    return list(dict.fromkeys(word for part in text.split(",") if (word := part.strip().lower())))


def entries_of(name: str, entries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries about one team, area or partnership."""
    return [each for each in entries if each["of"].lower() == name.lower()]


def of_whom(name: str, entries: Sequence[dict[str, Any]], whose: str = "of") -> list[dict[str, Any]]:
    """The days of the entries about one name, without saying whose they are."""
    wanted = [each for each in entries if each[whose].lower() == name.lower()]
    return [{key: each[key] for key in each if key not in ("of", "name")} for each in wanted]
