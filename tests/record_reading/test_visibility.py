"""Blind means blind: who sees whose answers, in every combination."""

from itertools import product

import pytest

from speir.people.choices import Role, Side
from speir.people.standing import Standing
from speir.record_reading.choices import HANDED_IN, ReadingStatus
from speir.record_reading.visibility import counts_in_tallies, may_see_answers

LIVE = [status for status in ReadingStatus if status not in ("barred", "taken_back")]
VIEWERS = {
    "first": Standing("first", Side.SCRUTINY, "b", frozenset({Role.INSPECTOR})),
    "second": Standing("second", Side.PARTNERSHIP, "c", frozenset({Role.LOCAL_READER})),
    "lead": Standing("lead", Side.SCRUTINY, "b", frozenset({Role.LEAD_INSPECTOR})),
    "inspector": Standing("inspector", Side.SCRUTINY, "b", frozenset({Role.INSPECTOR})),
    "support": Standing("support", Side.SCRUTINY, "b", frozenset({Role.SUPPORT_OFFICER})),
    "manager": Standing("manager", Side.SCRUTINY, "b", frozenset({Role.SERVICE_MANAGER})),
    "local reader": Standing("local reader", Side.PARTNERSHIP, "c", frozenset({Role.LOCAL_READER})),
    "coordinator": Standing("coordinator", Side.PARTNERSHIP, "c", frozenset({Role.COORDINATOR})),
}


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize(("first", "second"), list(product(LIVE, LIVE)))
def test_who_sees_the_first_readers_answers(viewer: str, first: str, second: str) -> None:
    both_in = first in HANDED_IN and second in HANDED_IN
    expected = viewer == "first" or (both_in and viewer in ("second", "lead"))
    assert may_see_answers(VIEWERS[viewer], "first", {"first": first, "second": second}) is expected


@pytest.mark.parametrize("status", LIVE)
def test_the_lead_sees_a_single_reading_once_it_is_in(status: ReadingStatus) -> None:
    assert may_see_answers(VIEWERS["lead"], "first", {"first": status}) is (status in HANDED_IN)


def test_a_lead_who_is_the_second_reader_is_as_blind_as_anybody() -> None:
    readers = {"first": ReadingStatus.SUBMITTED, "lead": ReadingStatus.OPEN}
    assert not may_see_answers(VIEWERS["lead"], "first", readers)


@pytest.mark.parametrize(("first", "second"), list(product(LIVE, LIVE)))
def test_no_tally_tells_a_second_reader_what_the_first_answered(first: str, second: str) -> None:
    assert counts_in_tallies([first, second]) is (first in HANDED_IN and second in HANDED_IN)


def test_no_reading_counts_for_nothing() -> None:
    assert not counts_in_tallies([])
