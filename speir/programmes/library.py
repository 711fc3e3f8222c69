"""A programme as its author wrote it: the checked shape that a file is read into. Plain Python."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import date

from speir.foundations.library_faults import Place
from speir.programmes.choices import WITHOUT_GRADES, FollowUp, Output

SHEETS = {
    "programme": ("slug", "name", "summary"),
    "phases": (
        "slug",
        "name",
        "kind",
        "summary",
        "lens",
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
    "eligibility": ("phase", "rule", "published_phase", "complete"),
    "bodies": ("phase", "name", "short_name", "lead", "signs"),
    "methods": (
        "key",
        "version",
        "title",
        "output",
        "follow_up",
        "looks_at",
        "letter",
        "wording",
        "source",
    ),
    "stages": ("method", "key", "title"),
    "tasks": ("method", "stage", "role", "title"),
    "evidence_methods": ("method", "kind", "title"),
    "instruments": ("method", "kind", "title", "questionnaire"),
    "milestones": ("method", "stage", "key", "title", "week", "weekday", "whose_turn"),
    "documents": ("method", "number", "title", "why", "position_statement"),
    "pack": (
        "method",
        "stage",
        "key",
        "title",
        "purpose",
        "audience",
        "bodies",
        "week",
        "weekday",
        "text",
        "wording",
        "source",
    ),
    "letters": ("method", "key", "title", "recipients", "subject", "text", "wording", "source"),
}
NEEDED_SHEETS = ("programme", "phases")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
# The rest of Speir marks these as reached while an inspection moves on, so a timetable must hold them.
_GATHERED = ("notified", "letters_acknowledged", "documents_requested", "documents_due", "evidence_lodged")
_JUDGED = ("evaluations_due", "consolidated")
_WRITTEN = ("draft", "signed_off", "factual_accuracy", "embargoed", "published")


def needed_milestones(output: str) -> tuple[str, ...]:
    """The milestones that a timetable must hold so that everything a method does can be marked as reached."""
    if output == Output.PROGRESS_JUDGEMENTS:
        return ()
    return (*_GATHERED, *(() if output in WITHOUT_GRADES else _JUDGED), *_WRITTEN)


NEEDED_MILESTONES = needed_milestones(Output.GRADED_REPORT)


LATER_PARTS = ("pack", "letters", "looks_at")


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
    is_signing: bool = True


@dataclass(frozen=True)
class LibraryEligibility:
    """One stated rule; ``is_complete`` when every partnership of that published phase is known."""

    rule: str
    published_phase: str
    is_complete: bool


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
class LibraryTask:
    """What somebody in one role does in one stage."""

    stage: str
    role: str
    title: str


@dataclass(frozen=True)
class LibraryEvidenceMethod:
    """One way of gathering evidence, and what it means here."""

    kind: str
    title: str


@dataclass(frozen=True)
class LibraryInstrument:
    """What the team works with; ``questionnaire`` names a template in Speir, where there is one."""

    kind: str
    title: str
    questionnaire: str


@dataclass(frozen=True)
class LibraryPackDocument:
    """A document that people of the partnership are given in an indicative week.

    ``audience`` are the roles it is for, ``bodies`` the kinds of body (none: all); ``text`` is "" when its
    words come as a file later.
    """

    stage: str
    key: str
    title: str
    purpose: str
    audience: tuple[str, ...]
    bodies: tuple[str, ...]
    week: int
    weekday: int
    text: str
    is_indicative: bool
    source: str


@dataclass(frozen=True)
class LibraryLetter:
    """The words of a letter with fields to be filled in, and the roles that receive it."""

    key: str
    title: str
    recipients: tuple[str, ...]
    subject: str
    text: str
    is_indicative: bool
    source: str


@dataclass(frozen=True)
class LibraryMethod:
    """How an exercise is carried out and what it ends in: one version, which phases share.

    ``looks_at`` are the kinds of partnership it is for (none: all).
    """

    is_indicative: bool = True
    source: str = ""
    stages: tuple[tuple[str, str], ...] = ()
    milestones: tuple[LibraryMilestone, ...] = ()
    documents: tuple[LibraryDocument, ...] = ()
    key: str = ""
    version: str = ""
    title: str = ""
    output: str = Output.GRADED_REPORT.value
    follow_up: str = FollowUp.IMPROVEMENT_PLAN.value
    looks_at: tuple[str, ...] = ()
    letter: str = ""
    tasks: tuple[LibraryTask, ...] = ()
    evidence_methods: tuple[LibraryEvidenceMethod, ...] = ()
    instruments: tuple[LibraryInstrument, ...] = ()
    pack: tuple[LibraryPackDocument, ...] = ()
    letters: tuple[LibraryLetter, ...] = ()

    @property
    def content(self) -> dict[str, object]:
        """All that the method says; what it leaves out does not count, as before such parts existed."""
        return {name: said for name, said in asdict(self).items() if said or name not in LATER_PARTS}

    @property
    def checksum(self) -> str:
        """SHA-256 of the method alone, whichever phase uses it."""
        return _sha256(self.content)


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
    lens: str = ""
    eligibility: tuple[LibraryEligibility, ...] = ()

    @property
    def method_checksum(self) -> str:
        """SHA-256 of what may not change once an inspection rests on it."""
        frameworks = [(each.key, each.version) for each in (self.framework, self.progress_framework) if each]
        bodies = sorted((body.name, body.is_lead, body.is_signing) for body in self.bodies)
        return _sha256([self.kind, self.lens, frameworks, bodies, self.method.content])


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
                [asdict(stated) for stated in phase.eligibility],
            )
            for phase in self.phases
        ]
        return _sha256([self.slug, self.name, self.summary, phases])


def _sha256(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
