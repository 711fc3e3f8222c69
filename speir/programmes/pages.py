"""What screens print about programmes. Plain Python."""

from dataclasses import dataclass
from datetime import date, datetime

from speir.programmes.library import WEEKDAYS


@dataclass(frozen=True)
class ProgrammeLine:
    """One programme in the list of them."""

    slug: str
    name: str
    summary: str
    phases: tuple[str, ...]


@dataclass(frozen=True)
class MilestoneLine:
    """One milestone of the indicative timetable; weekday 0 is Monday."""

    title: str
    week: int
    weekday: int
    whose_turn: str

    @property
    def when(self) -> str:
        """The week and the day in words."""
        return f"Week {self.week}, {WEEKDAYS[self.weekday].capitalize()}"


@dataclass(frozen=True)
class StageLines:
    """A stage of the timetable with its milestones."""

    title: str
    milestones: tuple[MilestoneLine, ...]


@dataclass(frozen=True)
class DocumentLine:
    """A document that partnerships are asked for."""

    number: int
    title: str
    why: str
    is_position_statement: bool


@dataclass(frozen=True)
class PhasePage:
    """One phase, whole."""

    slug: str
    name: str
    kind: str
    summary: str
    starts_on: date | None
    ends_on: date | None
    is_indicative: bool
    source: str
    framework_title: str
    framework_key: str
    framework_version: str
    progress_title: str
    is_method_indicative: bool
    method_source: str
    bodies: tuple[str, ...]
    stages: tuple[StageLines, ...]
    documents: tuple[DocumentLine, ...]
    is_used: bool


@dataclass(frozen=True)
class ProgrammePage:
    """One programme, whole."""

    slug: str
    name: str
    summary: str
    imported_at: datetime
    phases: tuple[PhasePage, ...]
