"""The document pack and the second letter of an invented inspection: released, read, asked about, chased."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from speir.demo.stages import Exercise
from speir.demo.story import story
from speir.document_packs.models import Question
from speir.document_packs.operations import (
    acknowledge_document,
    answer_question,
    ask_question,
    issue_version,
    open_document,
    release_due_documents,
    release_on_another_day,
    share_with_programme,
)
from speir.document_packs.pages import PackLine
from speir.document_packs.queries import line_of, pack_of
from speir.foundations.uk_time import UK, uk_day
from speir.inspections.letter_operations import send_letters
from speir.inspections.letter_queries import letters_with, template_of
from speir.inspections.operations import acknowledge_letter
from speir.people.models import Person
from speir.people.operations import SYSTEM

SECOND_LETTER = "who-does-what"


def give(exercise: Exercise) -> None:
    """Everything is released on its day and acknowledged, and so is the second letter."""
    _write(exercise, lambda person: True)
    for line in pack_of(exercise.fresh()):
        _release(exercise, line, lambda person: True)


def give_for_review(exercise: Exercise) -> None:
    """What the method of its progress review gives is released on its days and acknowledged."""
    for line in pack_of(exercise.fresh()):
        if line.is_of_the_review:
            _release(exercise, line, lambda person: True)


def give_most(exercise: Exercise) -> None:
    """One document is put off, one has a new version, questions are asked, and some receipts are missing."""
    late = {exercise.who("contributor").pk, exercise.who(f"{exercise.place.police}_head").pk}
    _write(exercise, lambda person: person.pk not in late)
    _put_off(exercise, "staff-survey")
    for line in pack_of(exercise.fresh()):
        _release(exercise, line, lambda person: person.pk not in late)
    _ask(exercise)
    _renew(exercise)


def _write(exercise: Exercise, does_acknowledge: Callable[[Person], bool]) -> None:
    template = template_of(exercise.fresh(), SECOND_LETTER)
    assert template is not None  # noqa: S101 (the shipped method has it)
    send_letters(
        inspection=exercise.fresh(), template=template, by=exercise.who("support"), at=exercise.at(9)
    )
    for days, letter in enumerate(letters_with(exercise.fresh(), SECOND_LETTER), 10):
        if does_acknowledge(letter.recipient):
            acknowledge_letter(letter=letter, by=letter.recipient, at=exercise.at(days))


def _release(exercise: Exercise, line: PackLine, does_acknowledge: Callable[[Person], bool]) -> None:
    at = datetime.combine(line.due_on, time(8), tzinfo=UK)
    if at > exercise.now:
        return
    release_due_documents(inspections=[exercise.fresh()], by=SYSTEM, at=at)
    for number, reader in enumerate(line.readers, 1):
        if does_acknowledge(reader.person):
            _read(exercise, line, reader.person, min(at + timedelta(hours=5 * number), exercise.now))


def _read(exercise: Exercise, line: PackLine, by: Person, at: datetime) -> None:
    inspection, document = exercise.inspection, line.document
    open_document(inspection=inspection, document=document, by=by, at=at)
    number = line.newest.number
    acknowledge_document(inspection=inspection, document=document, number=number, by=by, at=at)


def _put_off(exercise: Exercise, key: str) -> None:
    line = line_of(exercise.fresh(), key)
    assert line is not None  # noqa: S101 (the shipped method has it)
    day = uk_day(exercise.now) + timedelta(days=4)
    release_on_another_day(
        inspection=exercise.inspection,
        document=line.document,
        release_on=day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0),
        reason=story()["pack"]["later"],
        by=exercise.who("support"),
        at=exercise.at(10),
    )


def _ask(exercise: Exercise) -> None:
    told, support = story()["pack"], exercise.who("support")
    question = _asked(exercise, told["question"], exercise.who("operational_lead"), exercise.at(14))
    answer, at = told["answer"], exercise.at(15)
    answer_question(question=question, answer=answer, is_for_all=True, by=support, at=at)
    share_with_programme(question=question, asks=told["asks"], answer=answer, by=support, at=at)
    _asked(exercise, told["waiting"], exercise.who("coordinator"), exercise.at(33))


def _asked(exercise: Exercise, text: str, by: Person, at: datetime) -> Question:
    line = line_of(exercise.fresh(), "evidence")
    assert line is not None  # noqa: S101 (the shipped method has it)
    return ask_question(inspection=exercise.inspection, document=line.document, text=text, by=by, at=at)


def _renew(exercise: Exercise) -> None:
    told = story()["pack"]
    line = line_of(exercise.fresh(), "evidence")
    assert line is not None  # noqa: S101 (the shipped method has it)
    issue_version(
        inspection=exercise.inspection,
        document=line.document,
        text=f"{line.newest.text}\n\n{told['added']}",
        upload=None,
        source="",
        what_changed=told["changed"],
        based_on=str(line.newest.number),
        by=exercise.who("support"),
        at=exercise.at(31),
    )
    renewed = line_of(exercise.fresh(), "evidence")
    assert renewed is not None  # noqa: S101 (it was there a line ago)
    _read(exercise, renewed, exercise.who("operational_lead"), exercise.at(32))
