"""From answers to figures: each with its n, its denominator, its rule and its interval; plain Python."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from speir.measures.tabulation import (
    NOT_ASKED,
    Answer,
    Distribution,
    Figure,
    Rule,
    distribution,
    tabulate,
)
from speir.measures.wording import rounded
from speir.record_reading.differences import Answers

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


@dataclass(frozen=True)
class Tabulated:
    """One question with the distribution of its answers; ``figure`` is of the good ones, where some are."""

    question: Counted
    distribution: Distribution
    figure: Figure | None
    counting: tuple[str, ...] = field(default=())


def answer_of(question: Counted, answers: Answers) -> Answer:
    """What one record says to a question, as tabulation takes it."""
    value = answers.get(question.address, None)
    if value is None:
        return NOT_ASKED
    return value.split() if question.kind == "select_multiple" else value


def tabulated(
    question: Counted, records: Sequence[Answers], population: int | None, counting: Collection[str] = ()
) -> Tabulated:
    """The figures of one question over all complete records; ``counting`` instead of the good answers."""
    answers = [answer_of(question, each) for each in records]
    chosen = tuple(counting) or tuple(question.rule.good)
    # A population smaller than what was read is no population: the frame was replaced after the draw.
    size = population if population is not None and population >= len(answers) else None
    return Tabulated(
        question=question,
        distribution=distribution(answers, question.rule, tuple(question.choices), population=size),
        figure=tabulate(answers, question.rule, chosen, population=size) if chosen else None,
        counting=chosen,
    )


def in_words(found: Tabulated) -> str:
    """A figure as it enters the ledger: percentage, counts, interval, what counted and the rule."""
    figure = found.figure
    if figure is None or figure.percent is None:
        return ""
    named = " or ".join(f"“{found.question.choices.get(each, each)}”" for each in found.counting)
    low, high = (rounded(100 * end) for end in (figure.interval.low, figure.interval.high))
    return (
        f"{rounded(figure.percent)} % ({figure.numerator} of {figure.denominator}; 95 % interval {low} to "
        f"{high} %) of records answered {named} to “{found.question.label}” {figure.rule_text}"
    )
