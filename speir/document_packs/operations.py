"""Releasing documents of the pack, giving them new versions, receipts, questions and answers."""

from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile

from speir.document_packs import permissions, queries, rules
from speir.document_packs.models import (
    CommonAnswer,
    Question,
    Receipt,
    Release,
    ReleaseDay,
    Reminder,
    Version,
)
from speir.document_packs.pages import PackLine
from speir.document_packs.within import take_in
from speir.foundations import audit, files
from speir.foundations.audit import Actor
from speir.foundations.operation import operation
from speir.foundations.overtaking import check_not_overtaken
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.inspections.models import Inspection
from speir.inspections.operations import tell
from speir.inspections.queries import standing_of
from speir.people.models import Person
from speir.programmes.models import PhasePackDocument

FOR_YOU = "A document for you is in Speir"


@operation
def release_due_documents(*, inspections: list[Inspection], by: Actor, at: datetime) -> int:
    """Release every document whose day has come and tell those it is for; again changes nothing."""
    # A version for every partnership comes before or after a release, never between.
    list(Inspection.objects.select_for_update().filter(pk__in=[one.pk for one in inspections]).order_by("pk"))
    ready = queries.ready_to_release(inspections, uk_day(at))
    released = [one for one in ready if _release(one[0], one[1], None, "", at)]
    for inspection, line in released:
        what = f"Released by the timetable: {line.document.title}"
        audit.record(what, subject=line.document, by=by, at=at, thread=inspection.pk)
    if not released:
        audit.record("No document of a pack was due", subject=Release(), by=by, at=at)
    return len(released)


@operation
def release_document(
    *,
    inspection: Inspection,
    document: PhasePackDocument,
    reason: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> Release:
    """Release a document by hand, before or after its day, with the reason."""
    permissions.may_release_documents.check(standing_of(by, inspection))
    line = _line(inspection, document)
    check_all(
        rules.partnership_has_been_told.reason(inspection.status),
        rules.inspection_is_not_over.reason(inspection.status),
        rules.document_is_not_released.reason(line.is_released),
        rules.there_is_something_to_read.reason(line.newest.is_there),
        rules.other_day_has_a_reason.reason(reason),
    )
    _release(inspection, line, by, reason.strip(), at)
    release = Release.objects.get(inspection=inspection, document=document)
    audit.record(
        f"Released by hand: {document.title}",
        subject=release,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"reason": reason.strip(), "due_on": str(line.due_on)},
    )
    return release


def _line(inspection: Inspection, document: PhasePackDocument) -> PackLine:
    Inspection.objects.select_for_update().get(pk=inspection.pk)  # one change of a pack after the other
    line = queries.line_with(inspection, document)
    assert line is not None  # noqa: S101 (the screen has found it in this pack)
    return line


def _release(inspection: Inspection, line: PackLine, by: Person | None, reason: str, at: datetime) -> bool:
    _, is_new = Release.objects.get_or_create(
        inspection=inspection,
        document=line.document,
        defaults={"released_at": at, "released_by": by, "reason": reason},
    )
    if is_new:
        for words in line.versions:
            if words.common is not None and not words.is_kept_here:
                take_in(inspection, line, words.common, words.number)
        tell(
            inspection,
            queries.people_told(line, inspection),
            key=f"pack:{line.key}:{line.newest.number}",
            subject=FOR_YOU,
            body=f"“{line.document.title}” is released. Please sign in to Speir to read and acknowledge it.",
            at=at,
        )
    return is_new


@operation
def release_on_another_day(
    *,
    inspection: Inspection,
    document: PhasePackDocument,
    release_on: date,
    reason: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> ReleaseDay:
    """Set another day than the timetable's for a document that is still to come, with the reason."""
    permissions.may_release_documents.check(standing_of(by, inspection))
    line = _line(inspection, document)
    check_all(
        rules.inspection_is_not_over.reason(inspection.status),
        rules.document_is_not_released.reason(line.is_released),
        rules.release_is_still_to_come.reason(release_on, uk_day(at)),
        rules.release_is_on_a_working_day.reason(release_on),
        rules.other_day_has_a_reason.reason(reason),
    )
    made = ReleaseDay.objects.create(
        inspection=inspection,
        document=document,
        release_on=release_on,
        reason=reason.strip(),
        set_by=by,
        set_at=at,
    )
    what = f"To be released on {release_on.day} {release_on:%B %Y}: {document.title}"
    audit.record(what, subject=made, by=by, at=at, thread=inspection.pk, details={"reason": reason.strip()})
    return made


@operation
def issue_version(
    *,
    inspection: Inspection,
    document: PhasePackDocument,
    text: str,
    upload: "UploadedFile[bytes] | None",
    source: str,
    what_changed: str,
    based_on: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> Version:
    """Give a document newer words or a file; when it is released, its readers are told what changed."""
    permissions.may_release_documents.check(standing_of(by, inspection))
    line = _line(inspection, document)
    check_not_overtaken(based_on, str(line.newest.number))
    check_all(
        rules.inspection_is_not_over.reason(inspection.status),
        rules.version_has_words.reason(text, upload is not None),
        rules.change_is_told.reason(what_changed),
    )
    version = Version.objects.create(
        inspection=inspection,
        document=document,
        number=line.newest.number + 1,
        what_changed=what_changed.strip(),
        text=text.strip(),
        file=files.keep(upload, by=by, at=at) if upload is not None else None,
        source=source.strip(),
        issued_by=by,
        issued_at=at,
    )
    what = f"Version {version.number} of the pack: {document.title}"
    audit.record(
        what, subject=version, by=by, at=at, thread=inspection.pk, details={"what": version.what_changed}
    )
    if line.is_released:
        tell(
            inspection,
            queries.people_told(line, inspection),
            key=f"pack:{line.key}:{version.number}",
            subject="A document for you has a new version in Speir",
            body=f"“{document.title}” has a new version.\n\nWhat changed: {version.what_changed}\n\n"
            "Please sign in to Speir, read it and acknowledge it again.",
            at=at,
        )
    return version


@operation
def open_document(*, inspection: Inspection, document: PhasePackDocument, by: Person, at: datetime) -> None:
    """Note that somebody whom a document is for opened its newest version; again changes nothing."""
    line = _to_be_read(inspection, document, by)
    if line.reader(by) is not None:
        Receipt.objects.get_or_create(
            inspection=inspection,
            document=document,
            number=line.newest.number,
            person=by,
            defaults={"opened_at": at},
        )
    audit.record(f"Opened: {document.title}", subject=document, by=by, at=at, thread=inspection.pk)


@operation
def acknowledge_document(
    *,
    inspection: Inspection,
    document: PhasePackDocument,
    number: int,
    by: Person,
    at: datetime,
    once: str = "",
) -> None:
    """Acknowledge the newest version of a document that is for oneself; again changes nothing."""
    line = _to_be_read(inspection, document, by)
    check_all(
        rules.document_is_for_the_reader.reason(line.reader(by) is not None),
        rules.version_is_the_newest.reason(number, line.newest.number),
    )
    receipt, _ = Receipt.objects.get_or_create(
        inspection=inspection, document=document, number=number, person=by, defaults={"opened_at": at}
    )
    Receipt.objects.filter(pk=receipt.pk, acknowledged_at=None).update(acknowledged_at=at)
    what = f"Version {number} acknowledged: {document.title}"
    audit.record(what, subject=receipt, by=by, at=at, thread=inspection.pk)


def _to_be_read(inspection: Inspection, document: PhasePackDocument, by: Person) -> PackLine:
    standing = standing_of(by, inspection)
    permissions.may_have_documents.check(standing)
    line = queries.line_with(inspection, document)
    assert line is not None  # noqa: S101 (the screen has found it in this pack)
    rules.document_is_for_the_reader.check(line.may_be_read_by(standing, by.body.kind))
    rules.document_is_released.check(line.is_released)
    return line


@operation
def remind_of_receipts(
    *, inspection: Inspection, document: PhasePackDocument, by: Person, at: datetime, once: str = ""
) -> int:
    """Remind everybody who has not acknowledged the newest version; at most one e-mail a day to each."""
    permissions.may_release_documents.check(standing_of(by, inspection))
    line = _line(inspection, document)
    rules.document_is_released.check(line.is_released)
    rules.somebody_has_not_acknowledged.check(len(line.missing))
    number = line.newest.number
    for reader in line.missing:
        Reminder.objects.create(
            inspection=inspection,
            document=document,
            number=number,
            person=reader.person,
            reminded_by=by,
            reminded_at=at,
        )
    tell(
        inspection,
        [reader.person for reader in line.missing],
        key=f"pack-reminder:{document.pk}:{number}:{uk_day(at)}",
        subject="A document in Speir waits for you",
        body=f"“{document.title}” has not been acknowledged yet. Please sign in to Speir and read it.",
        at=at,
    )
    what = f"{len(line.missing)} reminded of a receipt: {document.title}"
    audit.record(what, subject=document, by=by, at=at, thread=inspection.pk)
    return len(line.missing)


@operation
def ask_question(
    *,
    inspection: Inspection,
    document: PhasePackDocument,
    text: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> Question:
    """Ask the inspection team about a document that one may read."""
    _to_be_read(inspection, document, by)
    check_all(rules.inspection_is_not_over.reason(inspection.status), rules.question_is_written.reason(text))
    question = Question.objects.create(
        inspection=inspection, document=document, text=text.strip(), asked_by=by, asked_at=at
    )
    what = f"Question on a document: {document.title}"
    audit.record(what, subject=question, by=by, at=at, thread=inspection.pk)
    return question


@operation
def answer_question(
    *, question: Question, answer: str, is_for_all: bool, by: Person, at: datetime, once: str = ""
) -> Question:
    """Answer a question, for the person who asked or for everybody in that partnership who reads it."""
    inspection = question.inspection
    permissions.may_answer_questions.check(standing_of(by, inspection))
    rules.answer_is_written.check(answer)
    answered = Question.objects.filter(pk=question.pk, answered_at=None).update(
        answer=answer.strip(), answered_by=by, answered_at=at, is_for_all=is_for_all
    )
    rules.question_waits_for_its_answer.check(answered != 1)
    question.refresh_from_db()
    tell(
        inspection,
        [question.asked_by],
        key=f"pack-answer:{question.pk}",
        subject="Your question on a document has an answer in Speir",
        body=f"Your question on “{question.document.title}” is answered. Please sign in to Speir to read it.",
        at=at,
    )
    whom = "for the partnership" if is_for_all else "for whoever asked"
    what = f"Question answered {whom}: {question.document.title}"
    audit.record(what, subject=question, by=by, at=at, thread=inspection.pk)
    return question


@operation
def share_with_programme(
    *, question: Question, asks: str, answer: str, by: Person, at: datetime, once: str = ""
) -> CommonAnswer:
    """Put a question and its answer before every partnership of the programme, naming nobody."""
    inspection = question.inspection
    permissions.may_share_answers.check(standing_of(by, inspection))
    names = queries.names_to_leave_out(question)
    check_all(
        rules.question_is_answered.reason(question.answered_at is not None),
        rules.answer_is_shared_once.reason(bool(queries.shared_among([question]))),
        rules.shared_question_is_written.reason(asks),
        rules.answer_is_written.reason(answer),
        rules.nobody_is_named.reason(f"{asks} {answer}", names),
    )
    shared = CommonAnswer.objects.create(
        programme_id=inspection.phase.programme_id,
        question=question,
        document_key=question.document.key,
        document_title=question.document.title,
        asks=asks.strip(),
        answer=answer.strip(),
        shared_by=by,
        shared_at=at,
    )
    what = f"Answer shared with the programme: {question.document.title}"
    audit.record(what, subject=shared, by=by, at=at, thread=inspection.pk)
    return shared
