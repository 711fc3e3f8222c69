"""How well a sample covers its frame, by locality and by agency: shares side by side, and gaps in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from speir.record_samples.choices import Agency, Population

# Fewer than half of what its share would give is thin, once its share would give at least this many.
THIN_BELOW = 0.5
ENOUGH_TO_SAY = 3
# How one or many of a place are spoken of: episodes, then adults.
_PLACE = (("is from there", "are from there"), ("lives there", "live there"))


@dataclass(frozen=True)
class Counted:
    """One record of the frame as coverage sees it."""

    reference: str
    population: Population
    locality: str
    agencies: frozenset[Agency]


@dataclass(frozen=True)
class CoverageLine:
    """One locality or agency: how many of the frame and how many of the sample; shares are 0 to 100."""

    words: str
    in_frame: int
    in_sample: int
    frame_share: float
    sample_share: float
    gap: str = ""


@dataclass(frozen=True)
class Coverage:
    """One population's coverage; ``gaps`` are whole sentences, none when all is covered."""

    population: Population
    frame: int
    sample: int
    localities: tuple[CoverageLine, ...]
    agencies: tuple[CoverageLine, ...]

    @property
    def gaps(self) -> tuple[str, ...]:
        """What is missing or thin, localities first."""
        return tuple(line.gap for line in (*self.localities, *self.agencies) if line.gap)

    @property
    def is_whole(self) -> bool:
        """Whether all were taken."""
        return self.frame == self.sample


def coverage_of(population: Population, frame: Sequence[Counted], drawn: Collection[str]) -> Coverage:
    """Coverage of one population; ``frame`` are its records that could be drawn, ``drawn`` the references."""
    taken = [one for one in frame if one.reference in drawn]
    sizes = (len(frame), len(taken))
    names = sorted({one.locality for one in frame}, key=str.casefold)
    localities = [
        _line(
            name,
            sum(one.locality == name for one in frame),
            sum(one.locality == name for one in taken),
            sizes,
            _Words(population, f"from {name}", *_PLACE[_is_adults(population)]),
        )
        for name in names
    ]
    agencies = [
        _line(
            agency.label,
            sum(agency in one.agencies for one in frame),
            sum(agency in one.agencies for one in taken),
            sizes,
            _Words(population, f"with a {agency.label.lower()} record", "has one", "have one"),
        )
        for agency in Agency
    ]
    return Coverage(population, *sizes, tuple(localities), tuple(agencies))


@dataclass(frozen=True)
class _Words:
    population: Population
    which: str
    has_it: str
    have_it: str

    @property
    def nobody(self) -> str:
        return "Nobody" if _is_adults(self.population) else "No inquiry-only episode"


def _is_adults(population: Population) -> bool:
    return population == Population.INVESTIGATION


def _line(words: str, in_frame: int, in_sample: int, sizes: tuple[int, int], say: _Words) -> CoverageLine:
    frame, sample = sizes
    return CoverageLine(
        words=words,
        in_frame=in_frame,
        in_sample=in_sample,
        frame_share=100 * in_frame / frame if frame else 0.0,
        sample_share=100 * in_sample / sample if sample else 0.0,
        gap=_gap(in_frame, in_sample, sizes, say),
    )


def _gap(in_frame: int, in_sample: int, sizes: tuple[int, int], say: _Words) -> str:
    frame, sample = sizes
    if not in_frame:
        return ""
    of_frame = f"{in_frame} of {frame} in the frame {say.has_it if in_frame == 1 else say.have_it}"
    if not in_sample:
        return f"{say.nobody} {say.which} was drawn: {of_frame}."
    expected = sample * in_frame / frame
    if expected >= ENOUGH_TO_SAY and in_sample < THIN_BELOW * expected:
        drawn = f"{in_sample} of the {sample} drawn {'is' if in_sample == 1 else 'are'}"
        return f"Only {drawn} {say.which}: {of_frame}."
    return ""
