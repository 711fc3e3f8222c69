"""What must be true of a reading."""

from speir.foundations.rules import rule
from speir.record_reading.choices import Connection, ReadingStatus


@rule()
def reading_is_yours(reader_id: str, person_id: str) -> bool:
    """This reading is allocated to somebody else."""
    return reader_id == person_id


@rule("connection")
def a_conflict_is_explained(connection: str, words: str) -> bool:
    """Say in a few words what the conflict is, without naming the adult."""
    return connection == Connection.NONE or bool(words.strip())


@rule("why")
def giving_back_has_a_reason(why: str) -> bool:
    """Say what the reader should look at again."""
    return bool(why.strip())


@rule()
def nothing_is_missing(faults: int) -> bool:
    """Some questions still need an answer. They are listed on the page where you hand in."""
    return faults == 0


@rule()
def only_one_reading_is_in(statuses: list[str]) -> bool:
    """Both readings of this record are in and have been seen. Reconcile them instead."""
    return len(statuses) < 2 or any(status != ReadingStatus.SUBMITTED for status in statuses)
