"""The document pack of one inspection: each document by each body, with receipts, and what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponseBase
from django.urls import path

from speir.document_packs.permissions import may_see_pack
from speir.document_packs.queries import questions_on, shared_among
from speir.foundations.uk_clock import uk_today
from speir.inspections.queries import partnership_bodies
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection
from speir.web.shared.pack_shown import pack_now
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from speir.document_packs.models import Question
    from speir.document_packs.pages import PackLine, Reader
    from speir.people.models import Body


@dataclass(frozen=True)
class Cell:
    """One document at one body, in words, with the kind of tag; "" for plain words."""

    words: str
    kind: str = ""


@dataclass(frozen=True)
class PackRow:
    """One document and its receipts by body."""

    key: str
    title: str
    stage: str
    released: str
    released_kind: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class QuestionRow:
    """One question on a document."""

    id: UUID
    document: str
    asks: str
    asked_by: str
    status: str
    kind: str


@dataclass(frozen=True)
class PackPage:
    """What the page prints."""

    header: InspectionHeader
    bodies: tuple[str, ...]
    rows: tuple[PackRow, ...]
    questions: tuple[QuestionRow, ...]
    summary: str


@inspectorate_screen()
def pack(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The pack as a matrix of documents and bodies."""
    inspection, standing = open_inspection(request, reference, may_see_pack)
    page = pack_page(
        inspection_header(inspection, standing, here="pack"),
        pack_now(inspection),
        partnership_bodies(inspection),
        questions_on(inspection),
        uk_today(),
    )
    return render_page(request, "inspectorate/pack.html.jinja", page)


def pack_page(
    header: InspectionHeader,
    lines: Sequence["PackLine"],
    bodies: Sequence["Body"],
    questions: Sequence["Question"],
    today: date,
) -> PackPage:
    """The matrix, the questions and the counts."""
    shared = shared_among(questions)
    released = [line for line in lines if line.is_released]
    return PackPage(
        header=header,
        bodies=tuple(body.short_name for body in bodies),
        rows=tuple(pack_row(line, bodies, today) for line in lines),
        questions=tuple(question_row(one, one.pk in shared) for one in questions),
        summary=summary_of(released, len(lines), questions, today),
    )


def summary_of(
    released: Sequence["PackLine"], documents: int, questions: Sequence["Question"], today: date
) -> str:
    """How far the pack is, in a sentence."""
    missing = sum(len(line.missing) for line in released)
    late = sum(len(line.late(today)) for line in released)
    waiting = sum(one.answered_at is None for one in questions)
    return (
        f"{len(released)} of {count(documents, 'document')} released. "
        f"{count(missing, 'receipt').capitalize()} missing, {late} of them late. "
        f"{count(waiting, 'question').capitalize()} to answer."
    )


def pack_row(line: "PackLine", bodies: Sequence["Body"], today: date) -> PackRow:
    """One document as printed."""
    words, kind, note = released_words(line, today)
    if line.newest.number > 1:
        note = " ".join(filter(None, [f"Version {line.newest.number}.", note]))
    return PackRow(
        key=line.key,
        title=line.document.title,
        stage=f"{line.stage}, week {line.document.week}",
        released=words,
        released_kind=kind,
        note=note,
        cells=tuple(
            receipts_cell([r for r in line.readers if r.person.body_id == body.pk], line, today)
            for body in bodies
        ),
    )


def released_words(line: "PackLine", today: date) -> tuple[str, str, str]:
    """When it was or is to be released, the kind of tag, and what there is to add."""
    if line.release is not None:
        return f"released {day(line.release.released_at)}", "ok", line.release.reason
    if not line.newest.is_there:
        return f"no words yet; due {day(line.due_on)}", "bad" if line.due_on <= today else "warn", ""
    return f"comes {day(line.due_on)}", "grey", line.other_day.reason if line.other_day else ""


def receipts_cell(readers: Sequence["Reader"], line: "PackLine", today: date) -> Cell:
    """The receipts of one body for one document."""
    if not readers:
        return Cell("–")
    if not line.is_released:
        return Cell(f"for {count(len(readers), 'person', 'people')}")
    done = sum(reader.has_acknowledged for reader in readers)
    if done == len(readers):
        return Cell(f"{done} of {len(readers)}", "ok")
    is_late = any(reader in line.late(today) for reader in readers)
    return Cell(f"{done} of {len(readers)}", "bad" if is_late else "warn")


def question_row(question: "Question", is_shared: bool) -> QuestionRow:
    """One question as listed."""
    if question.answered_at is None:
        status, kind = "to answer", "warn"
    else:
        status, kind = ("answered for the partnership" if question.is_for_all else "answered"), "ok"
    if is_shared:
        status = "answered for the programme"
    return QuestionRow(
        id=question.pk,
        document=question.document.title,
        asks=question.text,
        asked_by=f"{question.asked_by.full_name}, {question.asked_by.body.short_name}",
        status=status,
        kind=kind,
    )


ADDRESSES = [path("inspections/<slug:reference>/pack/", pack, name="pack")]
