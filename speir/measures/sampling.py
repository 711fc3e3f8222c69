"""Drawing a sample of records that anyone can draw again: from a frame, targets and a seed, without chance.

The method, in full (``ALGORITHM`` version ``VERSION``):

1. Within a population the target is a cap. When it is no smaller than the population, all are taken.
2. Otherwise each stratum gets target x (its size / size of the population), rounded down; the records still
   to give go one each to the largest remainders (then the larger stratum, then the name in order).
   ``least`` first gives each stratum that many, as far as the target reaches, and divides the rest.
3. Every record has a number: the SHA-256 of the UTF-8 text of seed, population and reference, one on each
   line. Within a stratum the lowest numbers are drawn. The order of reading is by number, strata mixed.
4. Reserves are drawn in the same manner from what is left.

No random number library is used, so the draw is the same on every machine and in every year.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from speir.measures.receipts import canonical, frame_digest, sha256_of

ALGORITHM = "speir-stratified-sha256"
VERSION = "1"


@dataclass(frozen=True)
class Unit:
    """One record of the frame: a pseudonymous reference, its stratum (locality) and its population."""

    reference: str
    stratum: str
    population: str


@dataclass(frozen=True)
class Picked:
    """One record drawn, and where it stands in its population from 1; reserves count from 1 on their own."""

    reference: str
    stratum: str
    population: str
    order: int
    is_reserve: bool


@dataclass(frozen=True)
class Draw:
    """What was drawn, by population in order of name, samples before reserves; and the receipt."""

    picked: tuple[Picked, ...]
    receipt: Mapping[str, Any]

    @property
    def sha256(self) -> str:
        """The receipt's own digest, 64 hexadecimal figures."""
        return str(self.receipt["sha256"])

    @property
    def receipt_text(self) -> str:
        """The receipt as canonical JSON, to keep and to print."""
        return canonical(self.receipt)

    def sample(self, population: str) -> tuple[Picked, ...]:
        """The records to read of a population, in order of reading."""
        return tuple(each for each in self._of(population) if not each.is_reserve)

    def reserves(self, population: str) -> tuple[Picked, ...]:
        """The reserves of a population, in order."""
        return tuple(each for each in self._of(population) if each.is_reserve)

    def next_reserve(self, population: str, stratum: str, used: Collection[str] = ()) -> Picked | None:
        """The first unused reserve of the same stratum, else of the population, else none.

        ``used`` holds the references of reserves called before. Source: ours; a record that cannot be read is
        replaced from its own locality while that has reserves.
        """
        free = [each for each in self.reserves(population) if each.reference not in used]
        return next((each for each in free if each.stratum == stratum), free[0] if free else None)

    def _of(self, population: str) -> Iterable[Picked]:
        return (each for each in self.picked if each.population == population)


@dataclass(frozen=True)
class Rerun:
    """What drawing again gave: ``differences`` in plain sentences, none when the draw is the same."""

    differences: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether the frame and the receipt give the same draw."""
        return not self.differences

    def __bool__(self) -> bool:
        return self.is_same


def draw(
    frame: Sequence[Unit],
    targets: Mapping[str, int],
    seed: str,
    reserves: int | Mapping[str, int] = 0,
    least: int = 0,
) -> Draw:
    """Draw a stratified sample by the method above.

    Shapes and units: one Unit a record; ``targets`` and ``reserves`` are whole numbers of records by name of
    population (one number of reserves serves every population). A target is a cap, so a population may be
    empty; a population that is not to be drawn has the target 0. The order of ``frame`` does not matter.
    Errors: ValueError when a reference comes twice in a population or is empty, when a text holds a line
    break, when the frame has a population without a target (misspelt, most often), or a number is negative.
    Source: proportional allocation, Cochran, Sampling Techniques (1977), 5.5; largest remainders (Hamilton);
    ordering by SHA-256 is ours, in the manner of permanent random numbers (Ohlsson, 1995).
    """
    wanted = reserves if isinstance(reserves, Mapping) else dict.fromkeys(targets, reserves)
    _check(frame, targets, wanted, seed, least)
    picked: list[Picked] = []
    allocations = {}
    for population in sorted(targets):
        units = [unit for unit in frame if unit.population == population]
        sample, allocations[population] = _take(units, targets[population], seed, least)
        drawn = {unit.reference for unit in sample}
        left = [unit for unit in units if unit.reference not in drawn]
        spare, _ = _take(left, wanted.get(population, 0), seed, 0)
        picked += _numbered(sample, is_reserve=False) + _numbered(spare, is_reserve=True)
    inputs = {"targets": dict(targets), "reserves": dict(wanted), "least": least, "seed": seed}
    return Draw(tuple(picked), _receipt(frame, inputs, allocations, picked))


def allocate(sizes: Mapping[str, int], target: int, least: int = 0) -> dict[str, int]:
    """How many records each stratum gives: in proportion to its size, by largest remainders.

    Shapes and units: whole numbers by name of stratum; the answer has the same names, adds up to the smaller
    of ``target`` and all records, and asks no stratum for more than it has. ``least`` gives each stratum that
    many first (larger strata before smaller when the target does not reach all).
    Errors: ValueError when a number is negative. Source: Hamilton's method of largest remainders.
    """
    if target < 0 or least < 0 or any(size < 0 for size in sizes.values()):
        raise ValueError("A number of records is not negative.")
    target = min(target, sum(sizes.values()))
    order = sorted(sizes, key=lambda name: (-sizes[name], name))
    given = dict.fromkeys(order, 0)
    for turn in range(least):
        for name in order:
            if sum(given.values()) < target and sizes[name] > turn:
                given[name] += 1
    rest, room = target - sum(given.values()), {name: sizes[name] - given[name] for name in order}
    whole = sum(room.values())
    if rest:
        shares = {name: divmod(rest * room[name], whole) for name in order}
        over = rest - sum(share for share, _ in shares.values())
        # Sorting keeps the order of equals, so ties go to the larger stratum and then by name.
        rounded_up = set(sorted(order, key=lambda name: -shares[name][1])[:over])
        given = {name: given[name] + shares[name][0] + (name in rounded_up) for name in order}
    return {name: given[name] for name in sorted(given)}


def weights(sizes: Mapping[str, int], drawn: Mapping[str, int]) -> dict[str, float]:
    """How many records of the frame each record read stands for, by stratum: N_h / n_h.

    Shapes and units: whole numbers by name of stratum; strata without a record drawn have no weight and are
    left out. Only needed where allocation was not proportional. Source: Cochran (1977), 5A.
    Errors: ValueError when more was drawn than a stratum holds.
    """
    if any(count > sizes.get(name, 0) for name, count in drawn.items()):
        raise ValueError("More records were drawn than a stratum holds.")
    return {name: sizes[name] / count for name, count in sorted(drawn.items()) if count}


def rerun(receipt: Mapping[str, Any], frame: Sequence[Unit]) -> Rerun:
    """Draw again from a receipt and a frame, and say in sentences what differs, if anything.

    Shapes: a receipt as ``Draw.receipt`` gives it (or read back from its JSON). Never raises for a receipt
    that was tampered with: that is a difference.
    """
    if (receipt.get("algorithm"), receipt.get("version")) != (ALGORITHM, VERSION):
        return Rerun(("The receipt names another method or version than this one.",))
    told = {name: value for name, value in receipt.items() if name != "sha256"}
    differences = []
    if sha256_of(told) != receipt.get("sha256"):
        differences.append("The receipt was changed after it was made: its SHA-256 does not fit.")
    try:
        again = draw(frame, *(receipt[name] for name in ("targets", "seed", "reserves", "least")))
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        return Rerun((*differences, f"The draw cannot be made again: {problem}"))
    parts = {
        "frame": "The frame is not the one that was drawn from.",
        "allocation": "The strata are given other numbers of records.",
        "result": "Other records are drawn, or in another order.",
    }
    differences += [says for part, says in parts.items() if again.receipt[part] != receipt.get(part)]
    return Rerun(tuple(differences))


def _check(
    frame: Sequence[Unit], targets: Mapping[str, int], reserves: Mapping[str, int], seed: str, least: int
) -> None:
    texts = [text for unit in frame for text in (unit.reference, unit.stratum, unit.population)]
    if any("\n" in text or "\r" in text for text in (*texts, seed)):
        raise ValueError("A reference, stratum, population or seed is one line of text.")
    if any(not unit.reference.strip() for unit in frame):
        raise ValueError("Every record of the frame has a reference.")
    counts = Counter((unit.population, unit.reference) for unit in frame)
    twice = sorted(reference for (_, reference), count in counts.items() if count > 1)
    if twice:
        raise ValueError(f"These references come more than once in the frame: {', '.join(twice[:5])}.")
    unknown = sorted({unit.population for unit in frame} - set(targets))
    if unknown:
        raise ValueError(f"There is no target for: {', '.join(unknown)}.")
    if min((*targets.values(), *reserves.values(), least)) < 0:
        raise ValueError("A number of records is not negative.")


def _number(unit: Unit, seed: str) -> tuple[str, str]:
    text = f"{seed}\n{unit.population}\n{unit.reference}"
    return hashlib.sha256(text.encode()).hexdigest(), unit.reference


def _take(units: Sequence[Unit], target: int, seed: str, least: int) -> tuple[list[Unit], dict[str, int]]:
    by_stratum: dict[str, list[Unit]] = defaultdict(list)
    for unit in sorted(units, key=lambda unit: _number(unit, seed)):
        by_stratum[unit.stratum].append(unit)
    given = allocate({name: len(members) for name, members in by_stratum.items()}, target, least)
    taken = [unit for name, members in by_stratum.items() for unit in members[: given[name]]]
    return sorted(taken, key=lambda unit: _number(unit, seed)), given


def _numbered(units: Sequence[Unit], *, is_reserve: bool) -> list[Picked]:
    return [
        Picked(unit.reference, unit.stratum, unit.population, order, is_reserve)
        for order, unit in enumerate(units, start=1)
    ]


def _receipt(
    frame: Sequence[Unit],
    inputs: Mapping[str, Any],
    allocations: Mapping[str, Mapping[str, int]],
    picked: Sequence[Picked],
) -> dict[str, Any]:
    result = {
        population: {
            kind: [
                each.reference for each in picked if (each.population, each.is_reserve) == (population, spare)
            ]
            for kind, spare in (("sample", False), ("reserves", True))
        }
        for population in sorted(allocations)
    }
    receipt = {
        "algorithm": ALGORITHM,
        "version": VERSION,
        **inputs,
        "frame": frame_digest((unit.population, unit.stratum, unit.reference) for unit in frame),
        "allocation": dict(allocations),
        "result": result,
    }
    return {**receipt, "sha256": sha256_of(receipt)}
