"""What sources say to each other: counted by indicator, silence named, nothing judged. No database."""

from datetime import UTC, datetime

import pytest

from speir.evidence.choices import Bearing, SourceKind
from speir.frameworks.models import FrameworkItem, ScaleLevel
from speir.web.inspectorate.evidence_lines import (
    EvidenceLine,
    by_source,
    contradictions,
    silent_indicators,
)
from speir.web.inspectorate.judging_forms import shortened
from speir.web.inspectorate.judging_page import level_tag

WHEN = datetime(2026, 11, 12, tzinfo=UTC)


def line(
    indicator: str, kind: SourceKind, bearing: Bearing, withdrawn: bool = False, number: int = 1
) -> EvidenceLine:
    """One item of evidence."""
    return EvidenceLine(
        id=str(number),
        number=number,
        indicator=indicator,
        kind=kind,
        source="A source",
        locator="",
        says="It says so.",
        bearing=bearing,
        agency="",
        lodged_by="An inspector",
        lodged_at=WHEN,
        withdrawn_at=WHEN if withdrawn else None,
        withdrawn_by="",
        withdrawn_why="",
    )


FOR = line("1.1", SourceKind.STAFF_SURVEY, Bearing.STRENGTH)
AGAINST = line("1.1", SourceKind.RECORDS, Bearing.LIMITATION)


def test_every_kind_of_source_has_a_row_and_withdrawn_items_do_not_count() -> None:
    gone = line("1.1", SourceKind.PEOPLE, Bearing.STRENGTH, withdrawn=True)
    rows = {row.kind: row for row in by_source([FOR, AGAINST, gone])}
    assert list(rows) == list(SourceKind)
    assert (rows[SourceKind.STAFF_SURVEY].strengths, rows[SourceKind.RECORDS].limitations) == (1, 1)
    assert rows[SourceKind.PEOPLE].total == 0


def test_a_contradiction_names_the_sources_on_both_sides_with_their_numbers() -> None:
    assert contradictions([FOR, FOR, AGAINST]) == (
        "On 1.1, as a strength: staff survey (2); as a limitation: record reading (1).",
    )


@pytest.mark.parametrize(
    "others",
    [
        [],
        [line("1.2", SourceKind.RECORDS, Bearing.LIMITATION)],
        [line("1.1", SourceKind.RECORDS, Bearing.CONTEXT)],
        [line("1.1", SourceKind.RECORDS, Bearing.LIMITATION, withdrawn=True)],
    ],
)
def test_other_indicators_context_and_withdrawn_items_contradict_nothing(others: list[EvidenceLine]) -> None:
    assert contradictions([FOR, *others]) == ()


def test_silence_names_the_indicator() -> None:
    items = [FrameworkItem(number="1.1", title="Screening"), FrameworkItem(number="1.2", title="Sharing")]
    assert silent_indicators(items, [FOR]) == ("1.2 Sharing",)


def test_long_words_are_cut_between_words_and_marked() -> None:
    assert shortened("one two\nthree", 20) == "one two three"
    assert shortened("one two three", 9) == "one two …"


@pytest.mark.parametrize(
    ("size", "tags"),
    [
        (6, ["ok", "ok", "ok", "warn", "bad", "bad"]),
        (3, ["ok", "warn", "bad"]),
        (2, ["ok", "bad"]),
        (1, ["ok"]),
    ],
)
def test_a_level_is_coloured_by_its_place_and_always_in_words(size: int, tags: list[str]) -> None:
    levels = [ScaleLevel(label=f"Level {number}", is_indicative=True) for number in range(size)]
    assert [level_tag(level, levels).tag for level in levels] == tags
    assert level_tag(levels[0], levels).label == "Level 0"
