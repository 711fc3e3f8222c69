"""How one reader, or two bodies, agree with others over all questions together, beyond chance.

A reader has too few records read twice for a coefficient of each question. Taken over all questions there are
enough pairs; each question keeps its own categories, its own weights and its own chance.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from speir.measures.agreement import Agreement, gwet, krippendorff_alpha
from speir.measures.distances import Level, Numbers, agreement_weights, alpha_distances, values_of
from speir.measures.intervals import wilson
from speir.measures.readers import Pair, Rating, pairs, rows
from speir.measures.student import t_quantile

# Less disagreement by chance than this is none: a question with one answer says nothing of alpha.
LEAST = 1e-9


@dataclass(frozen=True)
class Rated:
    """The ratings of one question, the answers it offers in order, and how these lie to each other."""

    ratings: Sequence[Rating]
    categories: Sequence[object] | None = None
    level: Level = "nominal"


@dataclass(frozen=True)
class PartOver:
    """How one reader or pair of bodies agrees: ``alike`` of ``n_pairs`` pairs of answers are the same.

    ``records`` were read by this one and another. ``rest`` is the share of all other pairs that are alike, 0
    to 1, None when there are none.
    """

    name: str
    n_pairs: int
    alike: int
    records: int
    rest: float | None
    gwet: Agreement
    alpha: Agreement


@dataclass(frozen=True)
class _Weighed:
    """One pair of answers: how far they lie apart by each measure, and how far chance would set them."""

    pair: Pair
    gwet: tuple[float, float] | None
    alpha: tuple[float, float] | None


def over_questions(
    questions: Sequence[Rated], names_of: Callable[[Pair], set[str]], confidence: float = 0.95
) -> tuple[PartOver, ...]:
    """Each reader (``readers.readers_of``) or pair of bodies (``readers.bodies_of``), in order of name.

    Shapes and units: one Rated a question; proportions 0 to 1 and coefficients -1 to 1 come back.
    A coefficient is 1 - (sum of disagreements) / (sum of those by chance) over the pairs, with the chance of
    each question that of all its readers, by ``gwet`` and ``krippendorff_alpha``: one question and all
    readers give back its own coefficient. The interval takes records as drawn and chance as given; it is
    that of a ratio over records, with n - 1 degrees of freedom. Where no pair differs it is made from
    Wilson's for the records, as in ``gwet``. One record gives -1 to 1.
    Errors: those of ``gwet``. Source: ratio estimator, Cochran, Sampling Techniques (1977), 2.11 and 6.3; to
    sum over questions is ours.
    """
    weighed = [each for question in questions for each in _weighed(question)]
    by_name: dict[str, list[_Weighed]] = defaultdict(list)
    for each in weighed:
        for name in names_of(each.pair):
            by_name[name].append(each)
    return tuple(_part(name, found, weighed, confidence) for name, found in sorted(by_name.items()))


def _weighed(question: Rated) -> list[_Weighed]:
    twice = [row for row in rows(question.ratings) if len(row) > 1]
    by_gwet = gwet(twice, question.categories, question.level)
    by_alpha = krippendorff_alpha(twice, question.categories, question.level)
    place = {each: number for number, each in enumerate(_offered(question, twice))}
    close = agreement_weights(list(place), question.level) if len(place) > 1 else np.eye(1)
    apart = _apart(twice, place, question.level)
    # Alpha takes its chance without drawing the same reading twice.
    few = 1 - 1 / max(2, 2 * by_alpha.n_pairs)
    weighed = []
    for pair in pairs(question.ratings):
        one, other = place[pair.one.answer], place[pair.other.answer]
        by_chance = (by_gwet.chance, by_alpha.chance)
        weighed.append(
            _Weighed(
                pair,
                None if by_chance[0] is None else (1 - float(close[one, other]), 1 - by_chance[0]),
                None if by_chance[1] is None else (float(apart[one, other]), (1 - by_chance[1]) / few),
            )
        )
    return weighed


def _offered(question: Rated, twice: Sequence[Sequence[object]]) -> list[object]:
    if question.categories:
        return list(dict.fromkeys(question.categories))
    given = {answer for row in twice for answer in row if answer is not None}
    return sorted(given, key=lambda value: (isinstance(value, str), value))


def _apart(twice: Sequence[Sequence[object]], place: Mapping[object, int], level: Level) -> Numbers:
    """How far two answers lie apart as alpha has it, 1 for the furthest."""
    counts = np.zeros(len(place))
    for row in twice:
        answers = [each for each in row if each is not None]
        for answer in answers if len(answers) > 1 else ():
            counts[place[answer]] += 1
    distances = alpha_distances(values_of(list(place), level), counts, level)
    furthest = distances.max(initial=0)
    return np.asarray(distances / furthest) if furthest > 0 else distances


def _part(name: str, own: Sequence[_Weighed], every: Sequence[_Weighed], confidence: float) -> PartOver:
    alike = sum(each.pair.is_alike for each in own)
    rest_pairs = len(every) - len(own)
    rest_alike = sum(each.pair.is_alike for each in every) - alike
    by_gwet = [(each.pair.record, each.gwet) for each in own if each.gwet]
    by_alpha = [(each.pair.record, each.alpha) for each in own if each.alpha]
    return PartOver(
        name=name,
        n_pairs=len(own),
        alike=alike,
        records=len({each.pair.record for each in own}),
        rest=rest_alike / rest_pairs if rest_pairs else None,
        gwet=_ratio("AC", by_gwet, confidence),
        alpha=_ratio("alpha", by_alpha, confidence),
    )


def _ratio(name: str, found: Sequence[tuple[str, tuple[float, float]]], confidence: float) -> Agreement:
    """1 - lost / lost by chance over all pairs, with the interval of a ratio over records."""
    lost: dict[str, float] = defaultdict(float)
    chance: dict[str, float] = defaultdict(float)
    for record, (apart, by_chance) in found:
        lost[record] += apart
        chance[record] += by_chance
    n, whole, gone = len(lost), sum(chance.values()), sum(lost.values())
    if not n or whole < LEAST:
        return Agreement(name, None, None, None, n, len(found), None, None, None, "not defined")
    share, mean = gone / whole, whole / len(found)
    one = Agreement(
        name=name,
        value=1 - share,
        low=-1.0,
        high=1.0,
        n_items=n,
        n_pairs=len(found),
        observed=1 - gone / len(found),
        chance=1 - mean,
        standard_error=None,
        method="one record says nothing of the rest",
    )
    if n < 2:
        return one
    if gone < LEAST:
        low = max(-1.0, 1 - (1 - wilson(n, n, confidence).low) / mean)
        return replace(one, low=low, standard_error=0.0, method="no variance: from Wilson's for the records")
    variance = n / (n - 1) * sum((lost[each] - share * chance[each]) ** 2 for each in lost) / whole**2
    error = math.sqrt(variance)
    half = t_quantile(confidence, n - 1) * error
    low, high = max(-1.0, 1 - share - half), min(1.0, 1 - share + half)
    return replace(one, low=low, high=high, standard_error=error, method=f"ratio over {n} records")
