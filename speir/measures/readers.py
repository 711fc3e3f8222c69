"""Who agrees with whom: each reader and each body with the rest, and where answers are confused."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from speir.measures.agreement import Agreement, gwet
from speir.measures.distances import Level
from speir.measures.intervals import Interval, wilson


@dataclass(frozen=True)
class Rating:
    """One answer of one reader to one question of one record; ``answer`` None is missing.

    ``item``, ``reader`` and ``body`` are whatever tells them apart; ``day`` is the day of reading, for drift.
    ``record`` is the record that the item is a part of, "" when it is the record itself.
    """

    item: str
    reader: str
    answer: str | float | None
    body: str = ""
    day: date | None = None
    record: str = ""


@dataclass(frozen=True)
class Pair:
    """Two readers' answers to the same question of the same record, in order of the readers' names."""

    one: Rating
    other: Rating

    @property
    def is_alike(self) -> bool:
        """Whether both gave the same answer."""
        return self.one.answer == self.other.answer

    @property
    def record(self) -> str:
        """The record that both answered about."""
        return self.one.record or self.one.item

    @property
    def day(self) -> date | None:
        """The day on which the pair was complete: the later of the two, None when either is unknown."""
        days = [each.day for each in (self.one, self.other) if each.day is not None]
        return max(days) if len(days) == 2 else None


@dataclass(frozen=True)
class PartAgreement:
    """How one reader or body (or pair of bodies) agrees: ``alike`` of ``n_pairs`` pairs gave the same answer.

    ``interval`` is of alike / n_pairs, 0 to 1; ``rest`` is the same for all pairs without this one, None when
    there are no others; ``agreement`` is Gwet's coefficient over these pairs.
    """

    name: str
    n_pairs: int
    alike: int
    interval: Interval
    rest: float | None
    agreement: Agreement


@dataclass(frozen=True)
class Share:
    """How many of a reader's or body's pairs are alike, and how many of all other pairs; whole numbers."""

    name: str
    n_pairs: int
    alike: int
    rest_pairs: int
    rest_alike: int

    @property
    def rest_share(self) -> float | None:
        """The share of other pairs that are alike, 0 to 1; None when there are no others."""
        return self.rest_alike / self.rest_pairs if self.rest_pairs else None


@dataclass(frozen=True)
class Confusion:
    """Two answers that readers gave to the same record, and how many pairs of readers did: one <= other."""

    one: str
    other: str
    count: int


def pairs(ratings: Sequence[Rating]) -> list[Pair]:
    """Every pair of readers of every record where both answered, in order of record and reader.

    Errors: ValueError when a reader rated a record twice; originals and reconciled answers do not mix.
    """
    by_item: dict[str, dict[str, Rating]] = defaultdict(dict)
    for rating in ratings:
        if rating.reader in by_item[rating.item]:
            raise ValueError(f"{rating.reader} has two answers for record {rating.item}.")
        by_item[rating.item][rating.reader] = rating
    found = []
    for _, readers in sorted(by_item.items()):
        answered = [rating for _, rating in sorted(readers.items()) if rating.answer is not None]
        found += [Pair(one, other) for one, other in combinations(answered, 2)]
    return found


def rows(ratings: Sequence[Rating]) -> list[list[object]]:
    """The ratings as ``agreement`` takes them: one row a record, in order of record and reader."""
    by_item: dict[str, list[object]] = defaultdict(list)
    for rating in sorted(ratings, key=lambda each: (each.item, each.reader)):
        by_item[rating.item].append(rating.answer)
    return list(by_item.values())


def by_reader(
    ratings: Sequence[Rating], categories: Sequence[object] | None = None, level: Level = "nominal"
) -> tuple[PartAgreement, ...]:
    """How each reader agrees with those who read the same records, in order of name.

    Shapes and units: one Rating an answer; ``categories`` and ``level`` as in ``agreement.gwet``.
    A reader's pairs are taken as independent; with more than two readers a record that is a little generous.
    Errors: those of ``pairs`` and ``gwet``. Source: ours, on ``intervals.wilson`` and ``agreement.gwet``.
    """
    return _parts(pairs(ratings), readers_of, categories, level)


def by_body(
    ratings: Sequence[Rating], categories: Sequence[object] | None = None, level: Level = "nominal"
) -> tuple[PartAgreement, ...]:
    """How readers of two bodies agree, or of one body among themselves; names as "Body" or "Body and Body".

    Shapes, units, errors and source: as ``by_reader``.
    """
    return _parts(pairs(ratings), bodies_of, categories, level)


def shares(found: Sequence[Pair], names_of: Callable[[Pair], set[str]]) -> tuple[Share, ...]:
    """The plain counts behind ``by_reader`` and ``by_body``, in order of name.

    Errors: none. Source: plain counting.
    """
    own: Counter[str] = Counter()
    alike: Counter[str] = Counter()
    for pair in found:
        own.update(names_of(pair))
        if pair.is_alike:
            alike.update(names_of(pair))
    all_alike = sum(pair.is_alike for pair in found)
    return tuple(
        Share(name, own[name], alike[name], len(found) - own[name], all_alike - alike[name])
        for name in sorted(own)
    )


def readers_of(pair: Pair) -> set[str]:
    """The names of the two readers of a pair."""
    return {pair.one.reader, pair.other.reader}


def bodies_of(pair: Pair) -> set[str]:
    """The body of both readers, or the two bodies as "Body and Body", as a set of one."""
    return {" and ".join(sorted({pair.one.body, pair.other.body}))}


def confusions(ratings: Sequence[Rating]) -> tuple[Confusion, ...]:
    """Which answers stand against each other, most frequent first, then by name; whole numbers of pairs.

    Errors: those of ``pairs``. Source: plain counting.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for pair in pairs(ratings):
        if not pair.is_alike:
            one, other = sorted((str(pair.one.answer), str(pair.other.answer)))
            counts[one, other] += 1
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return tuple(Confusion(one, other, count) for (one, other), count in ordered)


def _parts(
    found: Sequence[Pair],
    names_of: Callable[[Pair], set[str]],
    categories: Sequence[object] | None,
    level: Level,
) -> tuple[PartAgreement, ...]:
    offered = categories if categories is not None else sorted(set(_answers(found)), key=str)
    parts = []
    for share in shares(found, names_of):
        own = [[pair.one.answer, pair.other.answer] for pair in found if share.name in names_of(pair)]
        interval = wilson(share.alike, share.n_pairs)
        measured = gwet(own, offered, level)
        parts.append(
            PartAgreement(share.name, share.n_pairs, share.alike, interval, share.rest_share, measured)
        )
    return tuple(parts)


def _answers(found: Sequence[Pair]) -> Iterator[object]:
    return (each.answer for pair in found for each in (pair.one, pair.other))
