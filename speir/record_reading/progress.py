"""How far reading has come, by reader, locality and day; plain Python."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
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
    """How many readings of one group stand where; ``without_reader`` are records that nobody has yet."""

    name: str
    allocated: int
    under_way: int
    handed_in: int
    overdue: int
    without_reader: int = 0

    @property
    def total(self) -> int:
        """All readings of the group that somebody has."""
        return self.allocated + self.under_way + self.handed_in

    @property
    def percent(self) -> int:
        """How much is handed in, rounded down so that 100 means all."""
        return 100 * self.handed_in // self.total if self.total else 0


def progress_by(
    lines: Sequence[Line],
    name_of: Callable[[Line], str],
    today: date,
    without_reader: Mapping[str, int] | None = None,
) -> list[Progress]:
    """Progress of each group, in order of name; ``without_reader`` counts records by the same names."""
    lacking = without_reader or {}
    groups: dict[str, list[Line]] = {name: [] for name in lacking}
    for line in lines:
        groups.setdefault(name_of(line), []).append(line)
    return [_progress(name, found, today, lacking.get(name, 0)) for name, found in sorted(groups.items())]


def progress(
    lines: Sequence[Line], today: date, name: str = "All readings", without_reader: int = 0
) -> Progress:
    """Progress of all of them."""
    return _progress(name, lines, today, without_reader)


def _progress(name: str, lines: Sequence[Line], today: date, without_reader: int) -> Progress:
    stands = Counter(line.status for line in lines)
    return Progress(
        name=name,
        allocated=stands[ReadingStatus.ALLOCATED],
        under_way=sum(stands[status] for status in TAKING_ANSWERS),
        handed_in=sum(stands[status] for status in HANDED_IN),
        overdue=sum(line.status not in HANDED_IN and line.due_on < today for line in lines),
        without_reader=without_reader,
    )
