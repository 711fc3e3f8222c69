"""How days, times, counts, sizes and texts are shown."""

from datetime import UTC, date, datetime

import pytest

from speir.web.shared import showing

SUMMER_EVENING = datetime(2026, 7, 31, 23, 30, tzinfo=UTC)  # half past midnight on 1 August in Scotland


def test_days_and_times_are_those_in_scotland() -> None:
    assert showing.day(SUMMER_EVENING) == "1 August 2026"
    assert showing.day_short(SUMMER_EVENING) == "1 Aug"
    assert showing.clock(SUMMER_EVENING) == "00:30"
    assert showing.moment(SUMMER_EVENING) == "1 August 2026 at 00:30"


def test_a_date_is_shown_as_it_is_and_nothing_as_nothing() -> None:
    assert showing.day(date(2026, 11, 22)) == "22 November 2026"
    assert [showing.day(None), showing.day_short(None), showing.clock(None), showing.moment(None)] == [""] * 4


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "no bodies"), (1, "1 body"), (2, "2 bodies"), (1200, "1,200 bodies")],
)
def test_counts_agree_with_their_word(number: int, words: str) -> None:
    assert showing.count(number, "body", "bodies") == words


def test_a_plain_plural_needs_no_second_word() -> None:
    assert showing.count(3, "document") == "3 documents"


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "no bytes"), (1, "1 byte"), (1023, "1,023 bytes"), (340 * 1024, "340 KB"), (1_468_006, "1.4 MB")],
)
def test_sizes(size: int, words: str) -> None:
    assert showing.file_size(size) == words


def test_paragraphs_keep_lines_and_never_let_markup_through() -> None:
    shown = showing.paragraphs("One <b>\r\ntwo\n\n\n\nThree")
    assert shown == "<p>One &lt;b&gt;<br>two</p><p>Three</p>"


def test_no_text_is_no_paragraph() -> None:
    assert showing.paragraphs(" \n\n ") == ""
