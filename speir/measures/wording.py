"""Words for percentages: "almost all", "most", "half", from bands that a programme may set for itself."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Band:
    """A word and the whole percentages it stands for, both ends included."""

    word: str
    low: int
    high: int


@dataclass(frozen=True)
class WordBands:
    """A set of bands that covers 0 to 100 without gap or overlap, and where it comes from.

    ``is_indicative`` is said beside every word until a programme has confirmed its own bands.
    Errors: ValueError when a percentage has no word, or two.
    """

    name: str
    source: str
    is_indicative: bool
    bands: tuple[Band, ...]

    def __post_init__(self) -> None:
        for percent in range(101):
            words = [band.word for band in self.bands if band.low <= percent <= band.high]
            if len(words) != 1:
                found = " and ".join(words) or "no word"
                raise ValueError(f"{percent} per cent has {found}; every percentage has one word.")


# Recollected from reports, not taken from a published key: the words are in published use, the limits are not
# verified. That is why the set is indicative; a programme sets its own.
ADULT_PROTECTION = WordBands(
    "Joint inspections of adult support and protection",
    "Recollected from reports; the words are seen in use, the limits are not published. To be confirmed.",
    True,
    (
        Band("none", 0, 0),
        Band("few", 1, 19),
        Band("some", 20, 39),
        Band("just under half", 40, 49),
        Band("half", 50, 50),
        Band("just over half", 51, 59),
        Band("most", 60, 79),
        Band("almost all", 80, 99),
        Band("all", 100, 100),
    ),
)
ADULT_SERVICES = WordBands(
    "Inspections of adult services",
    "Recollected key of reports on adult services; not verified. To be confirmed.",
    True,
    (
        Band("none", 0, 0),
        Band("few", 1, 14),
        Band("less than half", 15, 49),
        Band("the majority", 50, 74),
        Band("most", 75, 89),
        Band("almost all", 90, 99),
        Band("all", 100, 100),
    ),
)
SHIPPED = (ADULT_PROTECTION, ADULT_SERVICES)


def words_for(percent: float, bands: WordBands = ADULT_PROTECTION) -> str:
    """The word for a percentage from 0 to 100.

    Rounded to the nearest whole percentage first, halves up; but only 0 is none and only 100 is all: 99.6 is
    no more than 99. Errors: ValueError outside 0 to 100. Source: the bands'; the rule on ends is ours.
    """
    whole = rounded(percent)
    return next(band.word for band in bands.bands if band.low <= whole <= band.high)


def rounded(percent: float) -> int:
    """The whole percentage that is printed and worded: nearest, halves up, never 0 or 100 unless exactly so.

    Errors: ValueError outside 0 to 100.
    """
    if not 0 <= percent <= 100:
        raise ValueError(f"A percentage lies from 0 to 100, not at {percent}.")
    if percent in (0, 100):
        return int(percent)
    return min(99, max(1, int(percent + 0.5)))


def fits(word: str, percent: float, bands: WordBands = ADULT_PROTECTION) -> bool:
    """Whether a word in a report is the one for the percentage behind it; letters' case does not matter.

    Errors: ValueError outside 0 to 100, or when the bands do not have the word.
    """
    if word.lower() not in {band.word.lower() for band in bands.bands}:
        raise ValueError(f"{bands.name} has no word {word!r}.")
    return words_for(percent, bands).lower() == word.lower()


def possible_words(low: float, high: float, bands: WordBands = ADULT_PROTECTION) -> Sequence[str]:
    """The words of every percentage between two ends from 0 to 100, lowest first.

    For the reader who wonders how firm a word is: the words of a figure's whole interval.
    Errors: ValueError outside 0 to 100. Source: ours.
    """
    first, last = rounded(low), rounded(high)
    ordered = sorted(bands.bands, key=lambda band: band.low)
    return [band.word for band in ordered if band.high >= first and band.low <= last]
