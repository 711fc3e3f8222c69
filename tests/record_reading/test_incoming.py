"""What a device sends is understood whole, or refused with a reason; nothing raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.record_reading.incoming import LONGEST_VALUE, Incoming, Unfit, understand
from tests.record_reading.factories import sent

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=8), inner, max_size=2),
    max_leaves=4,
)


@pytest.mark.parametrize(
    "address", ["harm", "harm/what", "visit[a-1]/when", "visit[a]/person[b]/name", "Ä/b.c-d", "visit"]
)
def test_an_address_of_a_question_is_understood(address: str) -> None:
    assert isinstance(understand(sent(address)), Incoming)


@pytest.mark.parametrize(
    "address", ["", "/data/harm", "a//b", "a[", "a[b c]/d", "a" * 401, "a\nb", "../a", 7]
)
def test_another_address_is_refused(address: object) -> None:
    assert isinstance(understand({**sent(), "address": address}), Unfit)


@pytest.mark.parametrize(
    ("part", "given_value"),
    [
        ("event_id", "x"),
        ("event_id", None),
        ("device_id", ""),
        ("device_id", "a b"),
        ("device_sequence", -1),
        ("device_sequence", 2**53 + 1),
        ("device_sequence", True),
        ("device_sequence", "1"),
        ("kind", "destroy"),
        ("value", 5),
        ("value", "x" * (LONGEST_VALUE + 1)),
        ("typed_at", "2026-11-02T10:00:00"),
        ("typed_at", "0001-01-01T00:00:00+14:00"),
        ("based_on", "x"),
    ],
)
def test_one_bad_part_is_refused_with_a_reason(part: str, given_value: object) -> None:
    refused = understand({**sent(), part: given_value})
    assert isinstance(refused, Unfit)
    assert refused.reason.endswith(".")


@pytest.mark.parametrize("kind", ["add_item", "remove_item"])
def test_one_of_several_needs_its_key(kind: str) -> None:
    assert isinstance(understand(sent("visit", "k1", kind=kind)), Incoming)
    assert isinstance(understand(sent("visit", None, kind=kind)), Unfit)
    assert isinstance(understand(sent("visit", "a b", kind=kind)), Unfit)


def test_handing_in_is_about_the_whole() -> None:
    understood = understand(sent("", "anything", kind="submit"))
    assert isinstance(understood, Incoming)
    assert (understood.address, understood.value) == ("", None)


def test_half_a_character_and_nothing_are_kept_as_the_database_can() -> None:
    half = understand(sent(value="a\ud83d\x00b"))
    assert isinstance(half, Incoming)
    assert half.value == "a?b"
    empty = understand(sent(value=""))
    assert isinstance(empty, Incoming)
    assert empty.value is None


@given(ANYTHING)
def test_nonsense_never_raises(nonsense: object) -> None:
    understand(nonsense)


@given(st.sampled_from(sorted(sent())), ANYTHING)
def test_nonsense_in_one_part_never_raises(part: str, nonsense: object) -> None:
    understand({**sent(), part: nonsense})
