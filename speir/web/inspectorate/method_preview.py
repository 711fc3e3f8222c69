"""What a method is, for people to look at before an inspection rests on it: weeks, work, output."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.urls import path, reverse

from speir.partnerships.choices import PartnershipKind
from speir.people.choices import BodyKind, Role
from speir.programmes.choices import EvidenceMethodKind, FollowUp, InstrumentKind, Output, PhaseKind
from speir.programmes.library import (
    WEEKDAYS,
    LibraryMethod,
    LibraryMilestone,
    LibraryPackDocument,
    LibraryPhase,
)
from speir.programmes.queries import library_phase, pack_of
from speir.web.design_system.timeline import Mark, Stage, Timeline, Week
from speir.web.inspectorate.programmes import phase_address, phase_or_404
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.programmes.models import Phase

A_MONDAY = date(2001, 1, 1)  # only distances are drawn, never a date


@dataclass(frozen=True)
class StageWork:
    """One stage: its weeks, what is due in them and what each role does."""

    title: str
    weeks: str
    due: tuple[tuple[str, str, str], ...]
    tasks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PackLine:
    """One document that the partnership is given."""

    title: str
    when: str
    purpose: str
    for_whom: str
    text: str
    is_indicative: bool


@dataclass(frozen=True)
class LetterLine:
    """One letter with its fields as they are written, and who gets it."""

    title: str
    for_whom: str
    subject: str
    text: str


@dataclass(frozen=True)
class MethodPreview:
    """One method as a picture, in stages and in facts."""

    title: str
    facts: list[tuple[str, str]]
    is_indicative: bool
    source: str
    picture: Timeline
    picture_words: str
    stages: tuple[StageWork, ...]
    evidence: tuple[tuple[str, str], ...]
    instruments: tuple[tuple[str, str, str], ...]
    documents: tuple[tuple[int, str, str, bool], ...]
    letter: str
    pack: tuple["PackLine", ...] = ()
    letters: tuple["LetterLine", ...] = ()

    @property
    def has_weeks(self) -> bool:
        """Whether there is a timetable."""
        return bool(self.picture.milestones)


@dataclass(frozen=True)
class MethodPage:
    """The method of one phase, and whether it can still change."""

    phase: str
    programme: str
    phase_address: str
    method: MethodPreview
    is_used: bool
    pack: tuple[tuple[str, str], ...] = ()


def method_preview(phase: LibraryPhase) -> MethodPreview:
    """The method of a phase, in Speir or still in a file."""
    method = phase.method
    last = max((each.week for each in method.milestones), default=0)
    return MethodPreview(
        title=method.title or method.key or "No method yet",
        facts=_facts(phase, last),
        is_indicative=method.is_indicative,
        source=method.source,
        picture=_picture(method, last),
        picture_words=_words(method, last),
        stages=tuple(_stage(key, title, method) for key, title in method.stages),
        evidence=tuple(
            (EvidenceMethodKind.label_of(each.kind), each.title) for each in method.evidence_methods
        ),
        instruments=tuple(
            (InstrumentKind.label_of(each.kind), each.title, each.questionnaire)
            for each in method.instruments
        ),
        documents=tuple((d.number, d.title, d.why, d.is_position_statement) for d in method.documents),
        letter=method.letter,
        pack=tuple(_pack_line(each) for each in method.pack),
        letters=tuple(
            LetterLine(each.title, _roles(each.recipients), each.subject, each.text)
            for each in method.letters
        ),
    )


def _pack_line(document: LibraryPackDocument) -> PackLine:
    kinds = ", ".join(BodyKind.label_of(kind).lower() for kind in document.bodies)
    return PackLine(
        title=document.title,
        when=f"Week {document.week}, {WEEKDAYS[document.weekday].capitalize()}",
        purpose=document.purpose,
        for_whom=_roles(document.audience) + (f"; of: {kinds}" if kinds else ""),
        text=document.text,
        is_indicative=document.is_indicative,
    )


def _roles(roles: Sequence[str]) -> str:
    return ", ".join(Role.label_of(role).lower() for role in roles)


def _facts(phase: LibraryPhase, last: int) -> list[tuple[str, str]]:
    method = phase.method
    signing = ", ".join(body.name for body in phase.bodies if body.is_signing)
    beside = ", ".join(body.name for body in phase.bodies if not body.is_signing)
    return [
        ("Kind of scrutiny", PhaseKind.label_of(phase.kind)),
        ("Method", f"{method.title or method.key}, version {method.version}" if method.key else "none yet"),
        ("Framework", f"{phase.framework.key}, version {phase.framework.version}"),
        ("Partnerships it looks at", _kinds(method)),
        *([("Looked through the experience of", phase.lens)] if phase.lens else []),
        ("Length", f"{last} working weeks, indicative" if last else "no timetable"),
        ("Who signs", signing or "nobody"),
        *([("Takes part without signing", beside)] if beside else []),
        ("It ends in", Output.label_of(method.output)),
        ("What follows", FollowUp.label_of(method.follow_up)),
    ]


def _kinds(method: LibraryMethod) -> str:
    kinds = [PartnershipKind.label_of(kind) for kind in method.looks_at]
    return " or ".join([kinds[0], *(kind.lower() for kind in kinds[1:])]) if kinds else "of every kind"


def _weeks_of(key: str, milestones: Sequence[LibraryMilestone]) -> list[int]:
    return [each.week for each in milestones if each.stage == key]


def _picture(method: LibraryMethod, last: int) -> Timeline:
    begun = [(title, _weeks_of(key, method.milestones)) for key, title in method.stages]
    starts = [(title, min(weeks)) for title, weeks in begun if weeks]
    ends = [start - 1 for _, start in starts[1:]] + [last]
    return Timeline(
        stages=[
            Stage(title, 0 if at == 0 else start - 1, max(start, ends[at]) - 1)
            for at, (title, start) in enumerate(starts)
        ],
        weeks=[Week(week + 1, A_MONDAY + timedelta(weeks=week)) for week in range(last)],
        milestones=[
            Mark(each.title, A_MONDAY, each.week - 1 + each.weekday / 7, "ahead")
            for each in method.milestones
        ],
    )


def _words(method: LibraryMethod, last: int) -> str:
    if not last:
        return "There is no timetable."
    stages = [
        f"{title} in {_span(weeks)}"
        for key, title in method.stages
        if (weeks := _weeks_of(key, method.milestones))
    ]
    return f"{last} weeks and {len(method.milestones)} milestones: {'; '.join(stages)}."


def _span(weeks: Sequence[int]) -> str:
    first, last = min(weeks), max(weeks)
    return f"week {first}" if first == last else f"weeks {first} to {last}"


def _stage(key: str, title: str, method: LibraryMethod) -> StageWork:
    weeks = _weeks_of(key, method.milestones)
    return StageWork(
        title=title,
        weeks=_span(weeks).capitalize() if weeks else "",
        due=tuple(
            (f"Week {m.week}, {WEEKDAYS[m.weekday].capitalize()}", m.title, Role.label_of(m.whose_turn))
            for m in method.milestones
            if m.stage == key
        ),
        tasks=tuple((Role.label_of(task.role), task.title) for task in method.tasks if task.stage == key),
    )


@inspectorate_screen()
def phase_method(request: SignedInRequest, programme: str, phase: str) -> HttpResponseBase:
    """The method of one phase: its weeks as a picture, the work of each stage, what it ends in."""
    page = method_page(phase_or_404(programme, phase))
    return render_page(request, "inspectorate/phase_method.html.jinja", page)


def method_page(phase: "Phase") -> MethodPage:
    """What the page prints."""
    return MethodPage(
        phase=phase.name,
        programme=phase.programme.name,
        phase_address=phase_address("phase", phase),
        method=method_preview(library_phase(phase)),
        is_used=phase.used_at is not None,
        pack=tuple((each.title, _document_address(phase, each.key)) for each in pack_of(phase)),
    )


def _document_address(phase: "Phase", key: str) -> str:
    names = {"programme": phase.programme.slug, "phase": phase.slug, "key": key}
    return reverse("phase_pack_document", kwargs=names)


ADDRESSES = [path("programmes/<slug:programme>/<slug:phase>/method/", phase_method, name="phase_method")]
