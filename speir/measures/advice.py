"""What the figures of reading advise, in plain sentences, each with its rule and the counts behind.

A sentence is a reason to talk, not a verdict on a reader. Every limit is in ``limits`` with its source.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from speir.measures.agreement import Agreement, gwet, krippendorff_alpha
from speir.measures.distances import Level
from speir.measures.drift import Drift, agreement_by_day, answers_by_day, by_day, holm
from speir.measures.intervals import wilson
from speir.measures.limits import LIMITS
from speir.measures.readers import Rating, Share, bodies_of, confusions, pairs, readers_of, rows, shares
from speir.measures.tabulation import Answer, PlainRule, Rule, base_of
from speir.measures.wording import rounded

AVERAGE = "The average"
TOO_FEW = "too few read twice"
EVERY_ANSWER = PlainRule()


@dataclass(frozen=True)
class Question:
    """What is known of one question.

    ``name`` as in "Question 14". ``ratings`` are the answers of every reader, before reconciling, with body
    and day; records read once serve the drift only. ``categories`` are all answers offered, in order, and
    ``level`` how they compare. ``answers`` are those of all records, one each, to be counted by ``rule``.
    ``labels`` say choice names as people read them.
    """

    name: str
    ratings: Sequence[Rating]
    categories: Sequence[object] | None = None
    level: Level = "nominal"
    answers: Sequence[Answer] = ()
    rule: Rule = EVERY_ANSWER
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_number(self) -> bool:
        """Whether the answers are numbers to be averaged, not choices to be counted."""
        return self.level in ("interval", "ratio") and not any(
            isinstance(each.answer, str) for each in self.ratings
        )

    def says(self, choice: object) -> str:
        """A choice as people read it, in quotation marks."""
        return f"“{self.labels.get(str(choice), str(choice).replace('_', ' '))}”"


@dataclass(frozen=True)
class Advice:
    """One piece of advice: whom or what it is about, the sentence, the counts behind it, its rule."""

    about: str
    sentence: str
    because: str
    rule: str


def advise(questions: Sequence[Question]) -> tuple[Advice, ...]:
    """Everything worth saying of an exercise, question after question, then of readers and bodies.

    Shapes and units: one Question each; records of different questions may share their name.
    Errors: those of ``readers.pairs`` and ``agreement.gwet``. Source: the rules below, the limits in LIMITS.
    """
    found = _gathered([advice for question in questions for advice in _of_question(question)])
    return (*found, *_of_days(questions), *_of_people(questions))


def _gathered(found: list[Advice]) -> list[Advice]:
    """The advice with "too few read twice" said once, when it holds for several questions."""
    few = [advice.about for advice in found if advice.rule == TOO_FEW]
    if len(few) < 2:
        return found
    about = f"{len(few)} questions"
    said = f"{about} cannot be judged yet: too few records were read twice."
    rest = [advice for advice in found if advice.rule != TOO_FEW]
    return [*rest, Advice(about, said, f"{_listed(few)}.", TOO_FEW)]


def _listed(names: Sequence[str]) -> str:
    """The names in one line; numbered questions as their numbers, three or more in a row as one stretch."""
    found = [re.fullmatch(r"Question (\d+)", name) for name in names]
    numbers = [int(each[1]) for each in found if each]
    if len(numbers) < len(names):
        return ", ".join(names)
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    said = [
        [f"{each[0]} to {each[-1]}"] if len(each) > 2 else [str(number) for number in each]
        for each in stretches
    ]
    return "Questions " + ", ".join(words for each in said for words in each)


def of_question(question: Question) -> tuple[Advice, ...]:
    """What is worth saying of one question; not of drift, which is judged over all questions together."""
    return tuple(_of_question(question))


def _of_question(question: Question) -> Iterator[Advice]:
    measured = gwet(_twice(question), question.categories, question.level)
    if measured.n_items < LIMITS["records read twice"].value:
        if question.ratings:
            yield _too_few(question, measured)
    else:
        yield from _meaning(question, measured)
        yield from _same_answer(question, measured)
    yield from _confused(question)
    yield from _not_recorded(question)


def _too_few(question: Question, measured: Agreement) -> Advice:
    count = measured.n_items
    read = f"{count} record{' was' if count == 1 else 's were'} read twice"
    least = int(LIMITS["records read twice"].value)
    return Advice(
        question.name,
        f"{question.name} cannot be judged yet: too few records were read twice.",
        f"{read[0].upper()}{read[1:]}; this needs at least {least}.",
        TOO_FEW,
    )


def _meaning(question: Question, measured: Agreement) -> Iterator[Advice]:
    """Agreement below the limit: surely when even the upper end of its interval is, else perhaps."""
    least = LIMITS["least agreement"].value
    if measured.value is None or measured.high is None or measured.value >= least:
        return
    found = pairs(question.ratings)
    alike = sum(pair.is_alike for pair in found)
    is_sure = measured.high < least
    yield Advice(
        question.name,
        f"{question.name} {'means' if is_sure else 'may mean'} different things to different readers.",
        f"The same answer in {alike} of {len(found)} pairs of readings; {measured.name} {measured.value:.2f} "
        f"({measured.low:.2f} to {measured.high:.2f}), and below {least} nothing should rest on it.",
        "different meanings" if is_sure else "perhaps different meanings",
    )


def _same_answer(question: Question, measured: Agreement) -> Iterator[Advice]:
    """High agreement and low alpha at once: nearly every record is the same, and alpha needs variety."""
    least = LIMITS["least agreement"].value
    given = Counter(each.answer for pair in pairs(question.ratings) for each in (pair.one, pair.other))
    [(answer, count)] = given.most_common(1)
    is_same = count / given.total() >= LIMITS["nearly always the same"].value
    if not is_same or measured.value is None or measured.value < least:
        return
    alpha = krippendorff_alpha(_twice(question), question.categories, question.level)
    if alpha.value is None or alpha.value < least:
        told = "is not defined" if alpha.value is None else f"of {alpha.value:.2f} means little"
        yield Advice(
            question.name,
            f"{question.name} has nearly always the same answer, so its alpha {told}.",
            f"{question.says(answer)} in {count} of {given.total()} readings; "
            f"{measured.name} {measured.value:.2f}.",
            "nearly always the same",
        )


def _confused(question: Question) -> Iterator[Advice]:
    """Most disagreements are of one kind: a line in the guidance may settle it."""
    kinds = confusions(question.ratings)
    total = sum(kind.count for kind in kinds)
    if question.is_number or not kinds or kinds[0].count < LIMITS["disagreements of one kind"].value:
        return
    if len(kinds) > 1 and kinds[0].count == kinds[1].count:
        return
    offers_more = question.categories is not None and len(set(question.categories)) > 2
    if kinds[0].count / total >= LIMITS["share of one kind"].value and (offers_more or len(kinds) > 1):
        two = f"{question.says(kinds[0].one)} and {question.says(kinds[0].other)}"
        yield Advice(
            question.name,
            f"In {_small(question.name)} readers mix up {two}: say in the guidance when to choose which.",
            f"{kinds[0].count} of {total} differences are of this kind.",
            "two answers mixed up",
        )


def _not_recorded(question: Question) -> Iterator[Advice]:
    base = base_of(question.answers, question.rule)
    asked = base.asked - base.out
    is_enough = asked >= LIMITS["records read twice"].value
    if is_enough and base.missing / asked >= LIMITS["often not recorded"].value:
        yield Advice(
            question.name,
            f"{question.name} is often not recorded: ask whether these records can answer it.",
            f"{base.missing} of {asked} records where it applied.",
            "often not recorded",
        )


def _of_days(questions: Sequence[Question]) -> Iterator[Advice]:
    """Drift of answers and of agreement, each judged over all questions together: few alarms are false."""
    answers = [(question, *_surest(question)) for question in questions]
    agreement = [(question, "The same answer", agreement_by_day(question.ratings)) for question in questions]
    for rule, about, drifts in (
        ("answers drift", "Answers to", answers),
        ("agreement drifts", "Agreement on", agreement),
    ):
        tested = [(question, what, drift) for question, what, drift in drifts if drift.p is not None]
        adjusted = holm([drift.p for _, _, drift in tested if drift.p is not None])
        for (question, what, drift), p in zip(tested, adjusted, strict=True):
            if p < LIMITS["chance of a false alarm"].value:
                yield Advice(
                    question.name,
                    f"{about} {_small(question.name)} changed over the days: read some early records again.",
                    f"{_from_to(what, drift)}. Without any change this would come about {_chance(p)}.",
                    rule,
                )


def _surest(question: Question) -> tuple[str, Drift]:
    """The answer whose share changed most surely, and how; of numbers their average."""
    dated = [(each.day, each.answer) for each in question.ratings if each.day and each.answer is not None]
    if question.is_number:
        return AVERAGE, by_day([(day, float(answer)) for day, answer in dated])
    drifts = answers_by_day([(day, str(answer)) for day, answer in dated])
    tested = [(drift.p, choice) for choice, drift in drifts.items() if drift.p is not None]
    if not tested:
        return "", Drift((), 0, None, None)
    _, choice = min(tested)
    return question.says(choice), drifts[choice]


def _from_to(what: str, drift: Drift) -> str:
    means = [
        f"{each.mean:.1f}" if what == AVERAGE else f"{rounded(100 * each.mean)} %" for each in drift.days
    ]
    days = [
        f"{mean} of {each.n} on {each.day.day} {each.day:%B}"
        for mean, each in zip(means, drift.days, strict=True)
    ]
    return f"{what}: {days[0]}, then {days[-1]}"


def _chance(p: float) -> str:
    return "less than once in 1,000 times" if p < 0.001 else f"once in {round(1 / p):,} times"


def _of_people(questions: Sequence[Question]) -> Iterator[Advice]:
    """Readers, and pairs of bodies, whose answers differ more from others' than those of the rest do."""
    found = [pair for question in questions for pair in pairs(question.ratings)]
    for share in _apart(shares(found, readers_of)):
        yield Advice(
            share.name,
            f"{share.name} answers differently from the others more often than they do among themselves.",
            _counts(share),
            "reader apart",
        )
    for share in _apart(shares(found, bodies_of)):
        if " and " in share.name:
            yield Advice(
                share.name,
                f"Readers of {share.name} differ from each other more often than the rest do.",
                _counts(share),
                "bodies apart",
            )


def _apart(parts: Sequence[Share]) -> Iterator[Share]:
    """Those whose share is surely below the rest's, judged over all of them together (Bonferroni)."""
    confidence = 1 - LIMITS["chance of a false alarm"].value / max(1, len(parts))
    for part in parts:
        rest = part.rest_share
        if rest is None or part.n_pairs < LIMITS["pairs of a reader"].value:
            continue
        is_far = rest - part.alike / part.n_pairs >= LIMITS["points apart"].value
        if is_far and wilson(part.alike, part.n_pairs, confidence).high < rest:
            yield part


def _counts(share: Share) -> str:
    return (
        f"The same answer in {share.alike} of {share.n_pairs} pairs of readings, "
        f"against {share.rest_alike} of {share.rest_pairs} among the rest."
    )


def _twice(question: Question) -> list[list[object]]:
    """The records of a question that two or more readers read, whatever they left out."""
    return [row for row in rows(question.ratings) if len(row) > 1]


def _small(name: str) -> str:
    """A name inside a sentence: "Question 14" becomes "question 14"; other names stay."""
    return f"q{name[1:]}" if name.startswith("Question ") else name
