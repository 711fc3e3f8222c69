"""How far readers agree, question by question, and what that advises; plain Python over ``measures``."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from speir.measures.advice import Advice, Question, advise
from speir.measures.agreement import Agreement, gwet, krippendorff_alpha, observed_agreement
from speir.measures.drift import Drift, by_day
from speir.measures.over_questions import PartOver, Rated, over_questions
from speir.measures.readers import Pair, Rating, bodies_of, pairs, readers_of, rows
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
    """Everything agreement says: by question, reader and pair of bodies, over the days, and the advice.

    ``days`` follows the share of a record's answers that are alike, on the day its second reading came in.
    """

    questions: tuple[QuestionAgreement, ...]
    readers: tuple[PartOver, ...]
    bodies: tuple[PartOver, ...]
    days: Drift
    advice: tuple[Advice, ...]
    n_records: int


def findings(asked: Sequence[Asked], readings: Sequence[One], rules: Mapping[str, Rule]) -> Findings:
    """What the original answers say of readers and questions; reconciled answers have no part in it."""
    questions = [(each, _question(each, readings, rules.get(each.address, PLAIN))) for each in asked]
    rated = [Rated(question.ratings, question.categories, question.level) for _, question in questions]
    twice = [record for record, many in _times_read(readings).items() if many > 1]
    return Findings(
        questions=tuple(_agreement(each, question) for each, question in questions),
        readers=over_questions(rated, readers_of),
        bodies=over_questions(rated, bodies_of),
        days=_over_the_days([pair for _, question in questions for pair in pairs(question.ratings)]),
        advice=advise([question for _, question in questions]),
        n_records=len(twice),
    )


def _over_the_days(together: Sequence[Pair]) -> Drift:
    """Answers of one record hang together, so that each record counts once, by how many are alike."""
    alike: dict[tuple[str, date], list[bool]] = defaultdict(list)
    for pair in together:
        if pair.day is not None:
            alike[pair.record, pair.day].append(pair.is_alike)
    return by_day([(day, sum(each) / len(each)) for (_, day), each in alike.items()])


def _question(asked: Asked, readings: Sequence[One], rule: Rule) -> Question:
    is_number = asked.level == "interval"
    ratings = [
        Rating(
            f"{each.record} {place}", each.reader, _rating(value, is_number), each.body, each.day, each.record
        )
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
