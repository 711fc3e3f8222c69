"""How far reading has come, by reader, locality and day; plain Python."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from speir.record_reading.choices import HANDED_IN, TAKING_ANSWERS, ReadingStatus


@dataclass(frozen=True)
class Line:
    """One reading as progress needs it."""

    record: str
    reader: str
    body: str
    locality: str
    status: str
    due_on: date


@dataclass(frozen=True)
class Progress:
    """How many readings of one group stand where."""

    name: str
    allocated: int
    under_way: int
    handed_in: int
    overdue: int

    @property
    def total(self) -> int:
        """All readings of the group."""
        return self.allocated + self.under_way + self.handed_in

    @property
    def percent(self) -> int:
        """How much is handed in, rounded down so that 100 means all."""
        return 100 * self.handed_in // self.total if self.total else 0


def progress_by(lines: Sequence[Line], name_of: Callable[[Line], str], today: date) -> list[Progress]:
    """Progress of each group, in order of name."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(name_of(line), []).append(line)
    return [_progress(name, found, today) for name, found in sorted(groups.items())]


def progress(lines: Sequence[Line], today: date, name: str = "All readings") -> Progress:
    """Progress of all of them."""
    return _progress(name, lines, today)


def _progress(name: str, lines: Sequence[Line], today: date) -> Progress:
    stands = Counter(line.status for line in lines)
    return Progress(
        name=name,
        allocated=stands[ReadingStatus.ALLOCATED],
        under_way=sum(stands[status] for status in TAKING_ANSWERS),
        handed_in=sum(stands[status] for status in HANDED_IN),
        overdue=sum(line.status not in HANDED_IN and line.due_on < today for line in lines),
    )
