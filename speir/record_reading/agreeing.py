"""How far readers agree, question by question, and what that advises; plain Python over ``measures``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from speir.measures.advice import Advice, Question, advise
from speir.measures.agreement import Agreement, gwet, krippendorff_alpha, observed_agreement
from speir.measures.readers import Rating, Share, bodies_of, pairs, readers_of, rows, shares
from speir.measures.tabulation import Rule
from speir.record_reading.answers import PLAIN, Asked
from speir.record_reading.differences import Answers
from speir.record_reading.places import answered


@dataclass(frozen=True)
class One:
    """One original reading: the record, who read it, of which body, on which day, and the answers."""

    record: str
    reader: str
    body: str
    day: date | None
    answers: Answers


@dataclass(frozen=True)
class QuestionAgreement:
    """How far readers agree on one question."""

    asked: Asked
    alike: int
    n_pairs: int
    gwet: Agreement
    alpha: Agreement


@dataclass(frozen=True)
class Findings:
    """Everything agreement says: by question, by reader, by pair of bodies, and the advice."""

    questions: tuple[QuestionAgreement, ...]
    readers: tuple[Share, ...]
    bodies: tuple[Share, ...]
    advice: tuple[Advice, ...]
    n_records: int


def findings(asked: Sequence[Asked], readings: Sequence[One], rules: Mapping[str, Rule]) -> Findings:
    """What the original answers say of readers and questions; reconciled answers have no part in it."""
    questions = [(each, _question(each, readings, rules.get(each.address, PLAIN))) for each in asked]
    together = [pair for _, question in questions for pair in pairs(question.ratings)]
    twice = [record for record, many in _times_read(readings).items() if many > 1]
    return Findings(
        questions=tuple(_agreement(each, question) for each, question in questions),
        readers=shares(together, readers_of),
        bodies=shares(together, bodies_of),
        advice=advise([question for _, question in questions]),
        n_records=len(twice),
    )


def _question(asked: Asked, readings: Sequence[One], rule: Rule) -> Question:
    is_number = asked.level == "interval"
    ratings = [
        Rating(f"{each.record} {place}", each.reader, _rating(value, is_number), each.body, each.day)
        for each in readings
        for place, value in answered(asked, each.answers)
    ]
    return Question(
        name=f"Question {asked.number}",
        ratings=ratings,
        categories=list(asked.choices) if asked.kind == "select_one" and asked.choices else None,
        level=asked.level,
        answers=[value for each in _one_each(readings) for _, value in answered(asked, each.answers)],
        rule=rule,
        labels=asked.choices,
    )


def _rating(value: str | None, is_number: bool) -> str | float | None:
    if not value:
        return None
    try:
        return float(value) if is_number else value
    except ValueError:
        return None


def _one_each(readings: Sequence[One]) -> list[One]:
    """The first reading of each record."""
    return list({each.record: each for each in reversed(readings)}.values())


def _times_read(readings: Sequence[One]) -> dict[str, int]:
    times: dict[str, int] = {}
    for each in readings:
        times[each.record] = times.get(each.record, 0) + 1
    return times


def _agreement(asked: Asked, question: Question) -> QuestionAgreement:
    twice = [row for row in rows(question.ratings) if len(row) > 1]
    alike, n_pairs = observed_agreement(twice)
    return QuestionAgreement(
        asked,
        alike,
        n_pairs,
        gwet(twice, question.categories, question.level),
        krippendorff_alpha(twice, question.categories, question.level),
    )
