"""Words for percentages: every percentage has one, and a wrong one is noticed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.measures.wording import (
    ADULT_PROTECTION,
    ADULT_SERVICES,
    SHIPPED,
    Band,
    WordBands,
    fits,
    possible_words,
    rounded,
    words_for,
)


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (0, "none"),
        (0.2, "few"),
        (19.4, "few"),
        (19.5, "some"),
        (49.5, "half"),
        (49.4, "just under half"),
        (50.5, "just over half"),
        (60, "most"),
        (80, "almost all"),
        (99.8, "almost all"),
        (100, "all"),
    ],
)
def test_words_of_adult_protection(percent: float, word: str) -> None:
    assert words_for(percent) == word
    assert fits(word.upper(), percent)


def test_a_programme_has_its_own_words() -> None:
    assert words_for(66, ADULT_PROTECTION) == "most"
    assert words_for(66, ADULT_SERVICES) == "the majority"


def test_shipped_words_are_said_to_be_indicative() -> None:
    assert all(each.is_indicative and "confirmed" in each.source for each in SHIPPED)


def test_a_wrong_word_is_noticed() -> None:
    assert not fits("almost all", 79)
    with pytest.raises(ValueError, match="has no word"):
        fits("loads", 79)


def test_how_firm_a_word_is() -> None:
    assert possible_words(55, 83) == ["just over half", "most", "almost all"]
    assert possible_words(100, 100) == ["all"]


def test_halves_go_up_but_never_to_all() -> None:
    assert [rounded(each) for each in (0, 0.1, 2.5, 99.5, 99.9, 100)] == [0, 1, 3, 99, 99, 100]


@pytest.mark.parametrize("percent", [-1, 100.1])
def test_a_percentage_lies_from_0_to_100(percent: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 100"):
        words_for(percent)


@pytest.mark.parametrize("bands", [(Band("all", 1, 100),), (Band("few", 0, 50), Band("most", 50, 100))])
def test_gaps_and_overlaps_are_refused(bands: tuple[Band, ...]) -> None:
    with pytest.raises(ValueError, match="every percentage has one word"):
        WordBands("Own", "Own", False, bands)


@given(st.floats(0, 100), st.sampled_from(SHIPPED))
def test_the_word_of_a_percentage_is_among_those_of_its_interval(percent: float, bands: WordBands) -> None:
    assert words_for(percent, bands) in possible_words(max(0, percent - 5), min(100, percent + 5), bands)
