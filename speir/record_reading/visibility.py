"""What a reader may see of another's reading of the same record: one pure function."""

from collections.abc import Collection, Mapping

from speir.people.choices import Role, Side
from speir.people.standing import Standing
from speir.record_reading.choices import HANDED_IN, ReadingStatus


def may_see_answers(viewer: Standing, author_id: str, readers: Mapping[str, str]) -> bool:
    """One's own always; another's when every reading of that record has been handed in.

    ``readers`` gives for each who reads this record (given-up readings left out) the status of their reading.
    Before that nobody else sees them, the lead included: a lead who reads, or who talks to readers, would
    carry one reader's answers to the other. Afterwards the two readers and the lead see both, to reconcile.
    """
    if viewer.person_id == author_id:
        return True
    if any(status not in HANDED_IN for status in readers.values()):
        return False
    if viewer.person_id in readers:
        return True
    return viewer.side == Side.SCRUTINY and viewer.has(Role.LEAD_INSPECTOR)


def counts_in_tallies(statuses: Collection[str]) -> bool:
    """Whether the answers on one record may enter a tally that others see: only when all its readings are in.

    With one reading in and its blind second still out, a moving total would tell the second reader what the
    first one answered.
    """
    return bool(statuses) and all(status in HANDED_IN for status in statuses)


def with_missing(statuses: Collection[str], is_read_twice: bool) -> list[str]:
    """The statuses of a record's readings, with a reading that nobody has yet as one that is allocated."""
    lacking = max(0, (2 if is_read_twice else 1) - len(statuses))
    return [*statuses, *[ReadingStatus.ALLOCATED] * lacking]


def is_complete(statuses: Collection[str]) -> bool:
    """Whether a record is wholly read: its one reading is in, or its two are reconciled."""
    if len(statuses) > 1:
        return all(status == ReadingStatus.RECONCILED for status in statuses)
    return counts_in_tallies(statuses)
