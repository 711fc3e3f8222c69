"""What must be true of a document request."""

from collections.abc import Sequence
from datetime import date

from speir.foundations.rules import rule


@rule("due_on")
def due_after_the_request(due_on: date, asked_on: date) -> bool:
    """The due date is not after the day of the request. Choose a later day."""
    return due_on > asked_on


@rule("due_on")
def due_on_a_working_day(due_on: date) -> bool:
    """The due date falls on a weekend. Choose a Monday to Friday."""
    return due_on.weekday() < 5


@rule("due_on")
def due_before_publication(due_on: date, publishes_on: date) -> bool:
    """The due date is not before the last day of the timetable. Choose an earlier day."""
    return due_on < publishes_on


@rule("documents")
def something_is_asked_for(titles: Sequence[str]) -> bool:
    """Choose at least one document to ask for."""
    return any(title.strip() for title in titles)


@rule("documents")
def one_position_statement(count: int) -> bool:
    """Ask for one position statement, and only one."""
    return count == 1


@rule()
def nothing_asked_before(has_request: bool) -> bool:
    """The documents have been asked for already. Add to that request instead."""
    return not has_request


@rule("why")
def asking_again_has_a_reason(why: str) -> bool:
    """Say what is missing or wrong, so that the partnership need not guess."""
    return bool(why.strip())


@rule("why")
def not_held_is_explained(why: str) -> bool:
    """Say why the document is not held, or what exists instead."""
    return bool(why.strip())


@rule("file")
def file_is_new(sha256: str, handed_over: Sequence[str]) -> bool:
    """This very file has been handed over here already. Nothing needed doing again."""
    return sha256 not in handed_over
