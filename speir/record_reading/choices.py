"""Where one reading stands, what an event says, and what may stand between a reader and a record."""

from speir.foundations.choice import Choice


class ReadingStatus(Choice):
    """Where one reading of one record stands."""

    ALLOCATED = "allocated", "Allocated"
    OPEN = "open", "Being read"
    SUBMITTED = "submitted", "Handed in"
    RETURNED = "returned", "Returned to the reader"
    RECONCILED = "reconciled", "Reconciled"
    BARRED = "barred", "Barred by a conflict of interest"
    TAKEN_BACK = "taken_back", "Taken back for somebody else"


TAKING_ANSWERS = (ReadingStatus.OPEN, ReadingStatus.RETURNED)
# What still waits for its reader.
TO_READ = (ReadingStatus.ALLOCATED, ReadingStatus.OPEN, ReadingStatus.RETURNED)
GIVEN_UP = (ReadingStatus.BARRED, ReadingStatus.TAKEN_BACK)
HANDED_IN = (ReadingStatus.SUBMITTED, ReadingStatus.RECONCILED)


class ReadingOrder(Choice):
    """Whether a reading is the first of its record, or the blind second."""

    FIRST = "first", "First reading"
    SECOND = "second", "Blind second reading"


class EventKind(Choice):
    """What one event does to the answers."""

    ANSWER = "answer", "Answered"
    ADD_ITEM = "add_item", "Added one more"
    REMOVE_ITEM = "remove_item", "Took one out"
    SUBMIT = "submit", "Handed in"


class Connection(Choice):
    """What a reader declares about the adult and the work in a record, before it opens."""

    NONE = "none", "No conflict: I do not know this adult and have not worked with them"
    KNOWS = "knows", "I know this adult or their family"
    WORKED_WITH = "worked_with", "I, or people I manage, have worked with this adult"
