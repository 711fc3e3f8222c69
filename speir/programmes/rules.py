"""What must be true of programmes."""

from collections.abc import Collection
from datetime import date

from speir.foundations.rules import rule


@rule("file")
def used_phase_keeps_its_method(is_used: bool, is_same: bool) -> bool:
    """An inspection already rests on this phase, so its framework, timetable, documents and bodies cannot
    change. Give the changed phase a new slug and import it again."""
    return is_same or not is_used


@rule("file")
def used_method_version_stays_as_it_is(is_used: bool, is_same: bool) -> bool:
    """An inspection already rests on this version of the method, and this file says something else under the
    same version. Give the changed method a new version."""
    return is_same or not is_used


@rule("file")
def framework_and_output_fit(is_graded: bool, grades_something: bool) -> bool:
    """A method that ends in evaluations needs a framework in which something is evaluated on a scale, and
    every other method one in which nothing is. Choose the other output or the other framework."""
    return is_graded == grades_something


@rule("partnership")
def method_looks_at_this_kind(kind: str, looks_at: Collection[str]) -> bool:
    """The method of this phase looks at partnerships of another kind. Choose one that is offered."""
    return not looks_at or kind in looks_at


@rule("asks")
def request_says_what_is_asked(asks: str) -> bool:
    """Say what Ministers asked for."""
    return bool(asks.strip())


@rule("asked_on")
def request_was_made_by_today(asked_on: date, today: date) -> bool:
    """The request cannot lie in the future. Enter the day it was made."""
    return asked_on <= today


@rule("approved_on")
def timetable_is_approved_after_the_request(asked_on: date, approved_on: date | None, today: date) -> bool:
    """A timetable is approved on or after the day of the request, and not after today."""
    return approved_on is None or asked_on <= approved_on <= today


@rule("timetable")
def approved_timetable_is_told(is_approved: bool, timetable: str) -> bool:
    """Say which timetable was approved, for example which months."""
    return bool(timetable.strip()) or not is_approved
