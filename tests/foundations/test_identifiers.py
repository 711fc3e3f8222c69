"""The guard warns of what looks like an identifier of a person, and leaves ordinary words alone.

Every number and name here is made up; the telephone numbers are those set aside for drama.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.foundations.identifiers import (
    IdentifierKind,
    fits_modulus_11,
    kinds_in_words,
    likely_identifiers,
)

MADE_UP_CHI = "0101411235"


def kinds(text: str) -> list[tuple[str, str]]:
    """What is found in a text, as pairs of kind and words."""
    return [(found.kind.value, found.text) for found in likely_identifiers(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"CHI {MADE_UP_CHI}.", ("chi", MADE_UP_CHI)),
        ("010141 1235", ("chi", "010141 1235")),
        ("101411235", ("chi", "101411235")),  # Excel has dropped the nought
        ("CHI no: 0101411236", ("chi", "0101411236")),  # mistyped, and said to be one
        ("943 476 5919", ("nhs", "943 476 5919")),
        ("AB 12 34 56 C", ("ni", "AB 12 34 56 C")),
        ("Ring 0131 496 0123 today", ("phone", "0131 496 0123")),
        ("+44 7700 900123", ("phone", "+44 7700 900123")),
        ("write to a.b@example.org", ("email", "a.b@example.org")),
        ("lives in ZE1 0AA", ("postcode", "ZE1 0AA")),
        ("ka3 1ab", ("postcode", "ka3 1ab")),
        ("at 12 Old Mill Road", ("address", "12 Old Mill Road")),
        ("born on 3 March 1941", ("birth", "3 March 1941")),
        ("03/03/41", ("birth", "03/03/41")),
        ("1941-03-03", ("birth", "1941-03-03")),
        ("DOB: 02/05/26", ("birth", "02/05/26")),
        ("Mrs McInventit said", ("name", "Mrs McInventit")),
        ("Margaret's son", ("name", "Margaret")),
        ("Mark Invention called", ("name", "Mark Invention")),
        ("Invention, Morag", ("name", "Invention, Morag")),
        ("a man known as Tav", ("name", "Tav")),
    ],
)
def test_what_looks_like_an_identifier_is_found(text: str, expected: tuple[str, str]) -> None:
    assert kinds(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "NB-0042",
        "ASP-2026-013 and AB12-3CD",
        "reference 1234567890",
        "seen on 12 March 2026 and 2026-03-28, 28/03/26",
        "In May the team will mark it. Grace was given until 12 May Police Scotland said.",
        "Adult 17 of the North Coast locality; 5 of 50 records",
        "The crisis team was rung at 14:30; nobody came. Falls: 3 in 10 days.",
        "999 was called",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_the_same_characters_count_once_and_in_order() -> None:
    found = kinds(f"Morag at 12 High Street, EH1 1AA, CHI {MADE_UP_CHI}")
    assert [kind for kind, _ in found] == ["name", "address", "postcode", "chi"]
    assert kinds_in_words(likely_identifiers(f"Morag, EH1 1AA and EH1 1AB, {MADE_UP_CHI}")) == (
        "a name of a person, a postcode and a CHI number"
    )


@given(st.integers(0, 999_999_999))
def test_one_wrong_digit_never_fits_the_check_digit(number: int) -> None:
    fitting = [f"{number:09}{check}" for check in range(10) if fits_modulus_11(f"{number:09}{check}")]
    assert len(fitting) <= 1
    for whole in fitting:
        for at in range(10):
            wrong = f"{whole[:at]}{(int(whole[at]) + 1) % 10}{whole[at + 1 :]}"
            assert not fits_modulus_11(wrong)


@given(st.text(max_size=200))
def test_any_text_is_read_and_each_find_stands_where_it_says(text: str) -> None:
    for found in likely_identifiers(text):
        assert text[found.where :].startswith(found.text)
        assert found.kind in IdentifierKind
