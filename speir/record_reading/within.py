"""What every change to record reading shares within its transaction."""

from datetime import datetime

from speir.foundations import audit
from speir.people.models import Person
from speir.record_reading.models import Exercise, Reading, Settlement


def record(what: str, subject: "Reading | Exercise | Settlement", by: Person, at: datetime) -> None:
    """Record what was done, in the thread of the inspection."""
    exercise = subject if isinstance(subject, Exercise) else subject.exercise
    audit.record(what, subject=subject, by=by, at=at, thread=exercise.inspection_id)
