"""From answers to figures: each with its n, its denominator, its rule and its interval; plain Python."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from speir.measures.tabulation import (
    NOT_ASKED,
    Answer,
    Distribution,
    Figure,
    Rule,
    distribution,
    rule_text,
    tabulate,
)
from speir.measures.wording import rounded
from speir.record_reading.differences import Answers
from speir.record_reading.places import answered

COUNTED_KINDS = ("select_one", "select_multiple")


@dataclass(frozen=True)
class Counted:
    """One question that is counted: its place and words in the template, its choices and its rule."""

    address: str
    label: str
    kind: str
    choices: Mapping[str, str]
    rule: Rule
    indicator: str = ""
    section: str = ""
    thing: str = ""


@dataclass(frozen=True)
class Tabulated:
    """One question with the distribution of its answers; ``figure`` is of the good ones, where some are.

    A question in a list is counted once for each item, in so many ``records``. Items of one record are alike,
    so an interval that takes each for itself would promise too much: none is given. Where all of a population
    was drawn, ``unread`` says how many of it are not read, and the interval is what they could change.
    """

    question: Counted
    distribution: Distribution
    figure: Figure | None
    counting: tuple[str, ...] = field(default=())
    records: int = 0
    unread: int | None = None


@dataclass(frozen=True)
class Read:
    """The answers of one record that enter figures, with its pseudonym and locality."""

    reference: str
    locality: str
    answers: Answers


@dataclass(frozen=True)
class Figures:
    """The figures of an exercise, the records behind them, and how many they were drawn from."""

    questions: list[Tabulated]
    records: list[Read]
    population: int | None
    is_all_drawn: bool = False


def answer_of(question: Counted, value: str | None) -> Answer:
    """What one record, or one item of it, says to a question, as tabulation takes it."""
    if value is None:
        return NOT_ASKED
    return value.split() if question.kind == "select_multiple" else value


def tabulated(
    question: Counted,
    records: Sequence[Answers],
    population: int | None,
    counting: Collection[str] = (),
    is_all_drawn: bool = False,
) -> Tabulated:
    """The figures of one question over all complete records; ``counting`` instead of the good answers."""
    by_record = [answered(question, each) for each in records]
    answers = [answer_of(question, value) for found in by_record for _, value in found]
    chosen = tuple(counting) or tuple(question.rule.good)
    # A population smaller than what was read is no population: the frame was replaced after the draw. Nor do
    # items of lists have one.
    fits = population is not None and population >= len(answers) and not question.thing
    size = population if fits else None
    is_whole = is_all_drawn and fits
    choices = tuple(question.choices)
    told = Tabulated(
        question=question,
        distribution=distribution(answers, question.rule, choices, population=size, is_all_drawn=is_whole),
        figure=tabulate(answers, question.rule, chosen, population=size, is_all_drawn=is_whole)
        if chosen
        else None,
        counting=chosen,
        records=sum(bool(found) for found in by_record),
        unread=size - len(answers) if size is not None and is_all_drawn else None,
    )
    return _of_items(told) if question.thing else told


def _of_items(found: Tabulated) -> Tabulated:
    text = rule_text(found.distribution.base, found.question.thing.lower(), "items")
    things, records = found.question.thing.lower(), found.records
    where = "1 record" if records == 1 else f"{records} records"
    text = f"Counted once for each {things}, in {where}. {text}"
    return replace(
        found,
        distribution=replace(found.distribution, rule_text=text),
        figure=replace(found.figure, rule_text=text) if found.figure else None,
    )


def in_words(found: Tabulated) -> str:
    """A figure as it enters the ledger: percentage, counts, interval, what counted and the rule."""
    figure, question = found.figure, found.question
    if figure is None or figure.percent is None:
        return ""
    named = " or ".join(f"“{question.choices.get(each, each)}”" for each in found.counting)
    interval = "" if question.thing else f"; {_interval_in_words(found, figure)}"
    things = f"items of “{question.thing}”" if question.thing else "records"
    return (
        f"{rounded(figure.percent)} % ({figure.numerator} of {figure.denominator}{interval}) of {things} "
        f"answered {named} to “{question.label}” {figure.rule_text}"
    )


def _interval_in_words(found: Tabulated, figure: Figure) -> str:
    low, high = (rounded(100 * end) for end in (figure.interval.low, figure.interval.high))
    if found.unread is None:
        return f"95 % interval {low} to {high} %"
    if not found.unread:
        return "every record that there is"
    return f"{low} to {high} %, whatever the {found.unread} not read would say"
