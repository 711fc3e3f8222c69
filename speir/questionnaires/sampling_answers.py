"""Made-up answers that a form accepts, for trying a template out; the same number gives the same answers."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from speir.foundations.file_kinds import kinds_for
from speir.foundations.uk_time import uk_day
from speir.xforms.attached import attached
from speir.xforms.form import Form
from speir.xforms.session import Session
from speir.xforms.sheet import AnswerSheet
from speir.xforms.shown import PartShown, QuestionShown, RepeatShown

# More rounds than any form has levels of "shown when"; a form that never settles stops here.
MOST_ROUNDS, MOST_ANSWERS = 12, 600
WORDS = (
    "Sample answer",
    "SA-0001",
    "A",
    "Sample answer that is rather longer than the others, in one sentence.",
)
NUMBERS = ("2", "1", "3", "0", "5", "10", "18", "40", "70", "100", "1000")
DAYS = (-30, -7, -1, 0, 7, 30, -400, -9000)


def sample_answers(form: Form, *, now: datetime, number: int = 0) -> AnswerSheet:
    """A sheet in which every question that comes up has an answer, as far as one can be found."""
    session = Session(form, now=now)
    chance = random.Random(number)  # noqa: S311 (made-up answers, not a secret)
    given: set[str] = set()
    for _ in range(MOST_ROUNDS):
        before = len(given)
        for key in [page.key for page in session.pages() if page.is_relevant]:
            _answer_page(session, key, chance, given)
        if len(given) == before or len(given) >= MOST_ANSWERS:
            break
    return session.sheet


def _answer_page(session: Session, key: str, chance: random.Random, given: set[str]) -> None:
    for repeat in _lists(session.page(key).items):
        if repeat.may_change and repeat.is_relevant and not repeat.items:
            session.add_item(repeat.address, "sample")
    for asked in list(_questions(session.page(key).items)):
        if asked.address in given or not session.is_relevant(asked.address):
            continue
        given.add(asked.address)
        for value in _candidates(session, asked, chance):
            session.answer(asked.address, value)
            if not any(fault.address == asked.address for fault in session.faults(key)):
                break
        else:
            session.answer(asked.address, None)


def _candidates(session: Session, asked: QuestionShown, chance: random.Random) -> Iterator[str]:
    """Answers to try, the likeliest first."""
    values = [choice.value for choice in session.choices(asked.address)] if asked.choices else []
    if asked.kind == "select_one":
        yield from chance.sample(values, len(values))
    elif asked.kind == "select_multiple":
        yield from (" ".join(values[:2]), *values)
    elif asked.kind == "rank":
        yield " ".join(values)
    elif asked.kind == "range":
        yield from (asked.range_limits[0], *NUMBERS)
    elif asked.kind in ("integer", "decimal"):
        yield from NUMBERS
    elif asked.kind in ("date", "dateTime"):
        clock = "T10:00" if asked.kind == "dateTime" else ""
        yield from (f"{uk_day(session.now + timedelta(days=each)).isoformat()}{clock}" for each in DAYS)
    elif asked.kind == "file":
        yield from (attached(UUID(int=0), f"sample{each}").written for each in kinds_for(*asked.takes))
    else:
        yield from {"time": ("10:00",), "acknowledge": ("OK",)}.get(asked.kind, WORDS)


def _questions(parts: tuple[PartShown, ...]) -> Iterator[QuestionShown]:
    for part in parts:
        if isinstance(part, QuestionShown):
            if part.kind != "note" and not part.is_readonly:
                yield part
        elif isinstance(part, RepeatShown):
            for item in part.items:
                yield from _questions(item.items)
        else:
            yield from _questions(part.items)


def _lists(parts: tuple[PartShown, ...]) -> Iterator[RepeatShown]:
    for part in parts:
        if isinstance(part, RepeatShown):
            yield part
            for item in part.items:
                yield from _lists(item.items)
        elif not isinstance(part, QuestionShown):
            yield from _lists(part.items)
