"""Whose turn it is because of the document pack. Plain Python."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from speir.document_packs.due_days import ANSWER_DAYS
from speir.document_packs.pages import PackLine, Reader
from speir.foundations.uk_time import uk_day
from speir.inspections.turns import Turn
from speir.people.choices import Role

if TYPE_CHECKING:
    from speir.document_packs.models import Question

LOOKS_AFTER = frozenset({Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER})
SOON = timedelta(days=14)


def turns_about(lines: Sequence[PackLine], questions: Sequence["Question"], today: date) -> list[Turn]:
    """What waits for somebody on either side."""
    found = [*_to_acknowledge(lines), *_to_chase(lines, today), *_to_write(lines, today)]
    return [*found, *_to_answer(questions)]


def _to_acknowledge(lines: Sequence[PackLine]) -> list[Turn]:
    waiting: dict[str, list[tuple[PackLine, Reader]]] = {}
    for line in lines:
        for reader in line.missing if line.is_released else ():
            waiting.setdefault(str(reader.person.pk), []).append((line, reader))
    return [
        Turn(
            key="documents_for_us",
            title=f"Read and acknowledge {_count(len(mine), 'document')}",
            why="; ".join(line.document.title for line, _ in mine[:3]) + (" …" if mine[3:] else ""),
            roles=mine[0][1].roles,
            due_on=min(day for line, reader in mine if (day := line.due_for(reader))),
            person_id=person_id,
        )
        for person_id, mine in waiting.items()
    ]


def _to_chase(lines: Sequence[PackLine], today: date) -> list[Turn]:
    late = [(line, len(line.to_chase(today))) for line in lines if line.to_chase(today)]
    if not late:
        return []
    number = sum(missing for _, missing in late)
    return [
        Turn(
            key="pack",
            title=f"Chase {_count(number, 'missing receipt')}",
            why=f"Not acknowledged within a week: {_titles([line for line, _ in late])}",
            roles=LOOKS_AFTER,
            due_on=min(line.receipts_due_on for line, _ in late if line.receipts_due_on),
        )
    ]


def _to_write(lines: Sequence[PackLine], today: date) -> list[Turn]:
    empty = [
        line
        for line in lines
        if not line.is_released and not line.newest.is_there and line.due_on <= today + SOON
    ]
    if not empty:
        return []
    return [
        Turn(
            key="pack",
            title=f"Give {_count(len(empty), 'document')} of the pack its words or a file",
            why=f"It cannot be released without: {_titles(empty)}",
            roles=LOOKS_AFTER,
            due_on=min(line.due_on for line in empty),
        )
    ]


def _to_answer(questions: Sequence["Question"]) -> list[Turn]:
    if not questions:
        return []
    return [
        Turn(
            key="pack",
            title=f"Answer {_count(len(questions), 'question')} on documents",
            why="; ".join(dict.fromkeys(question.document.title for question in questions)),
            roles=LOOKS_AFTER,
            due_on=uk_day(min(question.asked_at for question in questions)) + ANSWER_DAYS,
        )
    ]


def _titles(lines: Sequence[PackLine]) -> str:
    return "; ".join(line.document.title for line in lines[:3]) + (" …" if lines[3:] else "")


def _count(number: int, one: str) -> str:
    return f"{number} {one}" + ("" if number == 1 else "s")
