"""A programme as its author wrote it: the checked shape that a file is read into. Plain Python."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date

from speir.foundations.library_faults import Place

SHEETS = {
    "programme": ("slug", "name", "summary"),
    "phases": (
        "slug",
        "name",
        "kind",
        "summary",
        "starts_on",
        "ends_on",
        "framework",
        "framework_version",
        "progress_framework",
        "progress_framework_version",
        "method",
        "wording",
        "source",
    ),
    "bodies": ("phase", "name", "short_name", "lead"),
    "methods": ("key", "wording", "source"),
    "stages": ("method", "key", "title"),
    "milestones": ("method", "stage", "key", "title", "week", "weekday", "whose_turn"),
    "documents": ("method", "number", "title", "why", "position_statement"),
}
NEEDED_SHEETS = ("programme", "phases")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
# The rest of Speir marks these as reached while an inspection moves on, so a timetable must hold them.
NEEDED_MILESTONES = (
    "notified",
    "letters_acknowledged",
    "documents_requested",
    "documents_due",
    "evidence_lodged",
    "evaluations_due",
    "consolidated",
    "draft",
    "signed_off",
    "factual_accuracy",
    "embargoed",
    "published",
)


@dataclass(frozen=True)
class FrameworkName:
    """Which version of which framework, and where the file says so."""

    key: str
    version: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class LibraryBody:
    """A scrutiny body that takes part in a phase."""

    name: str
    short_name: str
    is_lead: bool
    place: Place = field(compare=False)


@dataclass(frozen=True)
class LibraryMilestone:
    """Something due in an indicative week."""

    stage: str
    key: str
    title: str
    week: int
    weekday: int
    whose_turn: str


@dataclass(frozen=True)
class LibraryDocument:
    """A document that partnerships are asked for."""

    number: int
    title: str
    why: str
    is_position_statement: bool


@dataclass(frozen=True)
class LibraryMethod:
    """A timetable and a list of documents, which phases share."""

    is_indicative: bool = True
    source: str = ""
    stages: tuple[tuple[str, str], ...] = ()
    milestones: tuple[LibraryMilestone, ...] = ()
    documents: tuple[LibraryDocument, ...] = ()


@dataclass(frozen=True)
class LibraryPhase:
    """One phase, whole."""

    slug: str
    name: str
    kind: str
    summary: str
    starts_on: date | None
    ends_on: date | None
    framework: FrameworkName
    progress_framework: FrameworkName | None
    bodies: tuple[LibraryBody, ...]
    method: LibraryMethod
    is_indicative: bool
    source: str
    place: Place = field(compare=False)

    @property
    def method_checksum(self) -> str:
        """SHA-256 of what may not change once an inspection rests on it."""
        frameworks = [(each.key, each.version) for each in (self.framework, self.progress_framework) if each]
        bodies = [(body.name, body.is_lead) for body in self.bodies]
        return _sha256([self.kind, frameworks, bodies, asdict(self.method)])


@dataclass(frozen=True)
class ProgrammeLibrary:
    """A whole programme, checked."""

    slug: str
    name: str
    summary: str
    phases: tuple[LibraryPhase, ...]

    @property
    def checksum(self) -> str:
        """SHA-256 of the content: the same however the author's file was laid out."""
        phases = [
            (
                (phase.slug, phase.name, phase.summary, str(phase.starts_on), str(phase.ends_on)),
                (phase.is_indicative, phase.source, phase.method_checksum),
            )
            for phase in self.phases
        ]
        return _sha256([self.slug, self.name, self.summary, phases])


def _sha256(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
