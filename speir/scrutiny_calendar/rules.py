"""What must be true of the shared scrutiny calendar."""

from collections.abc import Collection
from datetime import date

from speir.foundations.rules import rule


@rule("body_name")
def scrutiny_names_its_body(body_name: str) -> bool:
    """Name the body that does it."""
    return bool(body_name.strip())


@rule("what")
def scrutiny_says_what_it_is(what: str) -> bool:
    """Say what it is, such as “audit of best value”."""
    return bool(what.strip())


@rule("last_day")
def scrutiny_ends_after_it_begins(first_day: date, last_day: date) -> bool:
    """The last day is before the first."""
    return last_day >= first_day


@rule("areas")
def scrutiny_is_somewhere(areas: Collection[object]) -> bool:
    """Choose at least one council area."""
    return bool(areas)


@rule("source")
def scrutiny_has_a_source(source: str) -> bool:
    """Say who told you, or where it is published."""
    return bool(source.strip())


@rule("calendar")
def calendar_has_a_name(calendar: str) -> bool:
    """Give the calendar a name, and use the same one when you bring it in again."""
    return bool(calendar.strip())


@rule("reason")
def taking_out_has_a_reason(reason: str) -> bool:
    """Say why this entry is taken out. It stays with the entry."""
    return bool(reason.strip())


@rule()
def entry_is_own_or_shared(is_own: bool) -> bool:
    """Only the people of the body that keeps this entry can take it out. Ask them."""
    return is_own
