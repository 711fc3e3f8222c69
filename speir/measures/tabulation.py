"""A figure and everything it rests on: numerator, denominator, who was left out and why, and an interval.

An answer is a choice name, several of them (where more than one may be ticked), ``BLANK`` (asked, and left
empty) or ``NOT_ASKED`` (the routing passed the question by, so it never enters a denominator).
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from speir.measures.intervals import Interval, possible, wilson

Answer = str | Sequence[str] | None
BLANK = ""
NOT_ASKED = None

# The six-point scale of the quality improvement frameworks, best first, and what counts as good or better.
SIX_POINT = ("excellent", "very_good", "good", "adequate", "weak", "unsatisfactory")
GOOD_OR_BETTER = SIX_POINT[:3]


class Rule(Protocol):
    """What the template says of counting one question; ``xforms.counting.CountingRule`` is one."""

    @property
    def denominator(self) -> str: ...
    @property
    def out(self) -> Collection[str]: ...
    @property
    def missing(self) -> Collection[str]: ...
    @property
    def good(self) -> Collection[str]: ...


@dataclass(frozen=True)
class PlainRule:
    """A counting rule made by hand: ``denominator`` is "asked" or "recorded"; the rest are choice names."""

    denominator: str = "asked"
    out: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    good: tuple[str, ...] = ()


SIX_POINT_RULE = PlainRule(out=("not_applicable",), missing=("not_recorded",), good=GOOD_OR_BETTER)


@dataclass(frozen=True)
class Base:
    """The records behind a question, in whole numbers: whom it was asked of, and who is in the denominator.

    ``missing`` were not recorded, ``blank`` of them were left empty; they are inside the denominator unless
    the rule says recorded. records = denominator + out + not_asked, plus missing when the rule says recorded.
    """

    records: int
    denominator: int
    out: int
    missing: int
    blank: int
    not_asked: int
    counts_missing: bool

    @property
    def asked(self) -> int:
        """How many records the question was asked of."""
        return self.records - self.not_asked


@dataclass(frozen=True)
class Figure:
    """One figure: ``numerator`` of ``denominator``, ``percent`` 0 to 100 or None without a denominator.

    ``interval`` is a proportion 0 to 1; ``base`` and ``rule_text`` say who is in the denominator.
    """

    numerator: int
    denominator: int
    out: int
    missing: int
    percent: float | None
    interval: Interval
    rule_text: str
    base: Base


@dataclass(frozen=True)
class Line:
    """One answer of a distribution: how often it was given and, inside the denominator, its percentage."""

    choice: str
    count: int
    is_in_denominator: bool
    percent: float | None
    interval: Interval | None


@dataclass(frozen=True)
class Distribution:
    """All answers of a question in the order of its choices, blank last if there are any, and their base."""

    lines: tuple[Line, ...]
    base: Base
    rule_text: str


def tabulate(
    answers: Sequence[Answer],
    rule: Rule,
    counting: Collection[str] | None = None,
    *,
    population: int | None = None,
    is_all_drawn: bool = False,
    confidence: float = 0.95,
) -> Figure:
    """How many in the denominator gave an answer that counts: one of ``counting``, or else of ``rule.good``.

    Shapes and units: one answer a record; a record with several ticks counts once when any of them counts.
    ``population`` is how many records the sample was drawn from, narrowing the interval; when some records
    drawn are outside the denominator it is scaled to what the denominator stands for. With ``is_all_drawn``
    there was no sample: the ends are what the records not read could make of it (``intervals.possible``).
    Errors: ValueError when neither ``rule.good`` nor ``counting`` names an answer, or the population is
    smaller than the number of records. Source: plain counting; interval of ``intervals.wilson``.
    """
    wanted = set(rule.good if counting is None else counting)
    if not wanted:
        raise ValueError("Say which answers count: the question has no good answers of its own.")
    classes = [_class_of(answer, rule) for answer in answers]
    base = base_of(answers, rule)
    numerator = sum(
        1
        for answer, kind in zip(answers, classes, strict=True)
        if _is_in(kind, rule) and wanted & set(_chosen(answer))
    )
    return Figure(
        numerator,
        base.denominator,
        base.out,
        base.missing,
        _percent(numerator, base.denominator),
        _interval(numerator, base, population, confidence, is_all_drawn),
        rule_text(base),
        base,
    )


def distribution(
    answers: Sequence[Answer],
    rule: Rule,
    choices: Sequence[str] = (),
    *,
    population: int | None = None,
    is_all_drawn: bool = False,
    confidence: float = 0.95,
) -> Distribution:
    """Every answer with its count and, inside the denominator, its percentage and interval.

    Shapes and units: as ``tabulate``; ``choices`` gives the order and brings in answers nobody gave; answers
    that are not among them follow in order of name. Percentages of a question with several ticks may add up
    to more than 100. Errors and source: as ``tabulate``.
    """
    base = base_of(answers, rule)
    counts = Counter(choice for answer in answers for choice in _ticked(answer))
    order = [*dict.fromkeys(choices), *sorted(set(counts) - set(choices) - {BLANK})]
    order += [BLANK] if counts[BLANK] else []
    lines = []
    for choice in order:
        is_in = _is_in(_class_of(choice, rule), rule)
        lines.append(
            Line(
                choice,
                counts[choice],
                is_in,
                _percent(counts[choice], base.denominator) if is_in else None,
                _interval(counts[choice], base, population, confidence, is_all_drawn) if is_in else None,
            )
        )
    return Distribution(tuple(lines), base, rule_text(base))


def good_or_better(
    answers: Sequence[Answer], rule: Rule = SIX_POINT_RULE, *, population: int | None = None
) -> Figure:
    """Excellent, very good or good on the six-point scale; shapes and errors of ``tabulate``."""
    return tabulate(answers, rule, GOOD_OR_BETTER, population=population)


def base_of(answers: Sequence[Answer], rule: Rule) -> Base:
    """Who is in the denominator of a question and who is not; one answer a record, in whole numbers.

    Errors: ValueError when the rule's denominator is neither "asked" nor "recorded". Source: ours, after the
    three different things that a record can say: no, not recorded, not applicable.
    """
    if rule.denominator not in ("asked", "recorded"):
        raise ValueError(f"A denominator is of those asked or of those recorded, not {rule.denominator!r}.")
    kinds = Counter(_class_of(answer, rule) for answer in answers)
    missing = kinds["missing"] + kinds["blank"]
    counts_missing = rule.denominator == "asked"
    return Base(
        records=len(answers),
        denominator=kinds["in"] + (missing if counts_missing else 0),
        out=kinds["out"],
        missing=missing,
        blank=kinds["blank"],
        not_asked=kinds["not asked"],
        counts_missing=counts_missing,
    )


def rule_text(base: Base, one: str = "record", many: str = "records") -> str:
    """The denominator in a sentence that a reader of the report can check against the counts."""
    asked = f"Of the {_count(base.asked, one, many)} where this was asked"
    parts = []
    if base.out:
        parts.append(f"{base.out} where it did not apply {_are(base.out)} left out")
    if base.missing:
        inside = "counted in" if base.counts_missing else "left out"
        parts.append(f"{base.missing} where it was not recorded {_are(base.missing)} {inside}")
    parts.append(f"the percentage is of {base.denominator}")
    if base.not_asked:
        parts.append(f"{_count(base.not_asked, one, many)} passed the question by")
    return f"{asked}: {'; '.join(parts)}."


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _chosen(answer: Answer) -> tuple[str, ...]:
    return () if answer is None else (answer,) if isinstance(answer, str) else tuple(answer)


def _ticked(answer: Answer) -> tuple[str, ...]:
    """The choices a record adds to, each once; an empty answer adds to blank."""
    return () if answer is None else tuple(dict.fromkeys(_chosen(answer))) or (BLANK,)


def _class_of(answer: Answer, rule: Rule) -> str:
    """Which of in, out, missing, blank and not asked a record is; a tick that counts outweighs the others."""
    if answer is None:
        return "not asked"
    chosen = set(_chosen(answer)) - {BLANK}
    if not chosen:
        return "blank"
    if chosen - set(rule.out) - set(rule.missing):
        return "in"
    return "missing" if chosen & set(rule.missing) else "out"


def _is_in(kind: str, rule: Rule) -> bool:
    return kind == "in" or (kind in ("missing", "blank") and rule.denominator == "asked")


def _percent(count: int, denominator: int) -> float | None:
    return 100 * count / denominator if denominator else None


def _interval(
    count: int, base: Base, population: int | None, confidence: float, is_all_drawn: bool
) -> Interval:
    if population is None or not base.records:
        return wilson(count, base.denominator, confidence)
    if population < base.records:
        raise ValueError(f"{base.records} records cannot be read of {population}.")
    if is_all_drawn:
        return possible(count, base.denominator, population - base.records)
    # What the denominator stands for in the population, as the sample has it: never fewer than were read.
    scaled = max(base.denominator, round(population * base.denominator / base.records))
    return wilson(count, base.denominator, confidence, scaled)
