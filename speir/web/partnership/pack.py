"""Documents for us: what is released now, what comes next and when, and what was asked about it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.urls import path

from speir.document_packs.permissions import may_have_documents
from speir.document_packs.queries import common_answers, questions_on, shown_to
from speir.people.choices import Role
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.shared.pack_shown import pack_now
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, partnership_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.document_packs.models import CommonAnswer, Question
    from speir.document_packs.pages import PackLine
    from speir.people.models import Person
    from speir.people.standing import Standing


@dataclass(frozen=True)
class ReleasedRow:
    """One document that the reader has; ``of_all`` tells the coordinator how many acknowledged it."""

    key: str
    title: str
    purpose: str
    released: str
    version: str
    receipt: str
    receipt_kind: str
    of_all: str


@dataclass(frozen=True)
class ComingRow:
    """One document that is still to come."""

    title: str
    purpose: str
    stage: str
    due_on: date
    why_then: str


@dataclass(frozen=True)
class Answered:
    """One question with its answer, "" while it waits."""

    document: str
    asks: str
    answer: str
    is_mine: bool = False


@dataclass(frozen=True)
class PackPage:
    """What the page prints."""

    header: InspectionHeader
    released: tuple[ReleasedRow, ...]
    coming: tuple[ComingRow, ...]
    to_acknowledge: int
    sees_all: bool
    questions: tuple[Answered, ...]
    common: tuple[Answered, ...]


@partnership_screen()
def pack(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The documents that this person may read, released and to come."""
    inspection, standing = open_inspection(request, reference, may_have_documents)
    kind = request.user.body.kind
    lines = [line for line in pack_now(inspection) if line.may_be_read_by(standing, kind)]
    page = pack_page(
        inspection_header(inspection, standing, here="partnership_pack"),
        lines,
        request.user,
        standing,
        shown_to(request.user, questions_on(inspection)),
        common_answers(inspection.phase.programme_id),
    )
    return render_page(request, "partnership/pack.html.jinja", page)


def pack_page(
    header: InspectionHeader,
    lines: Sequence["PackLine"],
    person: "Person",
    standing: "Standing",
    questions: Sequence["Question"],
    common: Sequence["CommonAnswer"],
) -> PackPage:
    """The two lists, and what was asked."""
    released = [line for line in lines if line.is_released]
    sees_all = standing.has(Role.COORDINATOR)
    keys = {line.document.key for line in lines}
    return PackPage(
        header=header,
        released=tuple(released_row(line, person, sees_all) for line in released),
        coming=tuple(_coming_row(line) for line in lines if not line.is_released),
        to_acknowledge=sum(any(r.person.pk == person.pk for r in line.missing) for line in released),
        sees_all=sees_all,
        questions=tuple(asked(one, person) for one in questions),
        common=asked_elsewhere(common, questions, keys),
    )


def released_row(line: "PackLine", person: "Person", sees_all: bool) -> ReleasedRow:
    """One released document with the reader's own receipt."""
    receipt, kind = receipt_words(line, person)
    done = len(line.readers) - len(line.missing)
    return ReleasedRow(
        key=line.key,
        title=line.document.title,
        purpose=line.document.purpose,
        released=day(line.given_at),
        version=f"version {line.newest.number}" if line.newest.number > 1 else "",
        receipt=receipt,
        receipt_kind=kind,
        of_all=f"{done} of {len(line.readers)} acknowledged" if sees_all else "",
    )


def receipt_words(line: "PackLine", person: "Person") -> tuple[str, str]:
    """Where the reader's own receipt stands, in words, and the kind of tag."""
    reader = line.reader(person)
    if reader is None:
        return "for others; you may read it", "grey"
    if reader.receipt and reader.receipt.acknowledged_at:
        return f"acknowledged {day(reader.receipt.acknowledged_at)}", "ok"
    again = "new version to acknowledge" if line.newest.number > 1 else "to acknowledge"
    return again, "warn"


def asked_elsewhere(
    common: Sequence["CommonAnswer"], questions: Sequence["Question"], keys: Collection[str]
) -> tuple[Answered, ...]:
    """What the programme shares about these documents, but for what the reader sees as asked here."""
    here = {question.pk for question in questions}
    return tuple(
        Answered(one.document_title, one.asks, one.answer)
        for one in common
        if one.document_key in keys and one.question_id not in here
    )


def _coming_row(line: "PackLine") -> ComingRow:
    return ComingRow(
        title=line.document.title,
        purpose=line.document.purpose,
        stage=line.stage,
        due_on=line.due_on,
        why_then=line.other_day.reason if line.other_day else "",
    )


def asked(question: "Question", person: "Person") -> Answered:
    """One question, without saying whose it is unless it is the reader's own."""
    return Answered(
        question.document.title, question.text, question.answer, question.asked_by_id == person.pk
    )


ADDRESSES = [path("partnership/<slug:reference>/for-you/", pack, name="partnership_pack")]
