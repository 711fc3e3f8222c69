"""A council area, a partnership and an NHS board of one name are three: landed, compared and found apart."""

from datetime import date

import pytest

from speir.foundations.refusals import RuleBroken
from speir.handovers.operations import look_for_signals
from speir.indicators import finding_signals as look
from speir.indicators.choices import Collection, SignalKind
from speir.indicators.kinds_of_area import Sought, said_in_name, sought
from speir.indicators.mapping import Columns, guess, with_kind
from speir.indicators.models import NationalFigure, Observation, ValueNotTaken
from speir.indicators.numbers_file import read_grid
from speir.indicators.operations import Landed, import_numbers, set_family_groups
from speir.indicators.queries import (
    all_series,
    begin_with,
    groups_of_areas,
    indicator_at,
    newest_mapping,
    series_everywhere,
    series_in,
)
from speir.indicators.signal_queries import signals_for, signals_in_numbers
from speir.partnerships.choices import AreaKind
from speir.partnerships.operations import load_reference_areas
from speir.partnerships.queries import resolve_area
from speir.people.operations import SYSTEM
from tests.factories import NOW
from tests.indicators.sheets import long_file, workbook

COUNCIL, HSCP, BOARD = AreaKind.COUNCIL, AreaKind.HSCP, AreaKind.HEALTH_BOARD
DIVISION = AreaKind.POLICE_DIVISION
HEADS = ("Area", "Kind of area", "Indicator", "Year", "Value")
TODAY = date(2026, 9, 1)


@pytest.fixture
def scotland(db: None) -> None:
    load_reference_areas(by=SYSTEM, at=NOW)


def bring_in(
    *rows: tuple[object, ...],
    heads: tuple[str, ...] = HEADS,
    collection: Collection = Collection.JUSTICE,
    columns: Columns | None = None,
) -> Landed:
    content = long_file(*rows, heads=heads)
    return import_numbers(
        collection=collection, content=content, name="invented.csv", columns=columns, by=SYSTEM, at=NOW
    )


def landed() -> dict[tuple[str, str], float | None]:
    rows = Observation.objects.values_list("area__name", "area__kind", "value")
    return {(name, kind): value for name, kind, value in rows}


@pytest.mark.parametrize(
    ("words", "kind_words", "kind", "names"),
    [
        ("Fife", "", COUNCIL, ("Fife",)),
        ("Fife", "Health board", BOARD, ("Fife", "NHS Fife")),
        ("NHS Fife", "", BOARD, ("NHS Fife", "fife", "NHS fife")),
        ("Fife HSCP", "", HSCP, ("Fife HSCP", "fife")),
        ("Fife Council", "", COUNCIL, ("Fife Council", "fife")),
        ("Fife", "Integration authority", HSCP, ("Fife",)),
        ("S08000029", "", COUNCIL, ("S08000029",)),
    ],
)
def test_what_a_row_says_of_its_kind(
    words: str, kind_words: str, kind: AreaKind, names: tuple[str, ...]
) -> None:
    found = sought(words, kind_words, COUNCIL)
    assert found == Sought(kind, names, bool(kind_words) or said_in_name(words)[0] is not None)


def test_a_kind_that_is_not_known_or_contradicts_the_name_is_refused() -> None:
    with pytest.raises(RuleBroken, match="not a kind of area that numbers are kept for"):
        sought("Fife", "Parish", COUNCIL)
    with pytest.raises(RuleBroken, match="its name says otherwise"):
        sought("NHS Fife", "Council", COUNCIL)


def test_one_name_told_to_be_three_kinds_lands_as_three_areas(scotland: None) -> None:
    made = bring_in(
        ("Fife", "Council area", "CPO", "2023/24", 100),
        ("Fife", "HSC partnership", "CPO", "2023/24", 200),
        ("Fife", "NHS Board", "CPO", "2023/24", 300),
        ("Scotland", "Country", "CPO", "2023/24", 15100),
    )
    assert (made.vintage.landed, made.vintage.refused, made.national) == (4, 0, 1)
    assert landed() == {("Fife", COUNCIL): 100, ("Fife", HSCP): 200, ("NHS Fife", BOARD): 300}
    assert NationalFigure.objects.get().value == 15100
    cpo = indicator_at("justice-social-work", "CPO")
    assert cpo is not None
    assert {key[1]: len(group) for key, group in all_series(is_fictional=False).items()} == {
        COUNCIL: 1,
        HSCP: 1,
        BOARD: 1,
    }
    (own,) = series_in([resolve_area("Fife", COUNCIL).pk])
    assert [point.value for point in own.points] == [100]


def test_numbers_of_police_divisions_land_and_reach_who_looks_after_a_council_in_one(scotland: None) -> None:
    quarters = [f"20{year}/{year + 1} Q{quarter}" for year in (22, 23, 24, 25) for quarter in (1, 2, 3, 4)]
    values = [50, 52, 51, 50, 49, 51, 50, 52, 50, 51, 49, 50, 51, 50, 52, 90]
    rows = [("Fife", "Police division", "SIR", *each) for each in zip(quarters, values, strict=True)]
    # By code and by its own words too; and the council and the board of the name stay apart.
    rows += [("S32000015", "", "SIR", quarters[0], 7), ("Tayside police division", "", "SIR", quarters[0], 8)]
    rows += [("Fife", "Council", "SIR", quarters[0], 9), ("Fife", "NHS board", "SIR", quarters[0], 10)]
    made = bring_in(*rows, collection=Collection.RETURNS)
    assert (made.vintage.landed, made.vintage.refused) == (20, 0)
    assert {key for key in landed() if key[1] == DIVISION} == {
        ("Fife", DIVISION),
        (resolve_area("S32000015").name, DIVISION),
        ("Tayside", DIVISION),
    }
    look_for_signals(is_fictional=False, by=SYSTEM, at=NOW)
    fife, angus = resolve_area("Fife", COUNCIL), resolve_area("Angus", COUNCIL)
    found = {(each.signal.area.kind, each.signal.kind) for each in signals_for([fife])}
    assert (DIVISION, SignalKind.OUTSIDE_LIMITS) in found
    assert SignalKind.OUTSIDE_LIMITS not in {each.signal.kind for each in signals_for([angus])}


def test_codes_tell_the_kind_also_those_of_old_vintages(scotland: None) -> None:
    heads = ("Area code", "Indicator", "Year", "Value")
    bring_in(
        ("S12000046", "CPO", "2017/18", 1),
        ("S12000049", "CPO", "2023/24", 2),
        ("S37000015", "CPO", "2017/18", 3),
        ("S08000021", "CPO", "2017/18", 4),
        ("S08000031", "CPO", "2023/24", 5),
        heads=heads,
    )
    cpo = indicator_at("justice-social-work", "CPO")
    assert cpo is not None
    found = {
        (each.area_name, each.kind): [point.value for point in each.points] for each in series_everywhere(cpo)
    }
    assert found == {
        ("Glasgow City", COUNCIL): [1, 2],
        ("Glasgow City", HSCP): [3],
        ("NHS Greater Glasgow and Clyde", BOARD): [4, 5],
    }


def test_a_code_of_another_kind_than_told_and_a_kind_without_numbers_are_listed(scotland: None) -> None:
    made = bring_in(
        ("S12000047", "Council", "CPO", "2023/24", 1),
        ("S12000047", "Health board", "CPO", "2022/23", 2),
        ("S11000003", "", "CPO", "2023/24", 3),
    )
    assert (made.vintage.landed, made.vintage.refused) == (1, 2)
    reasons = [each.reason for each in ValueNotTaken.objects.all()]
    assert "another kind of area (Council area) than is told (NHS board)" in reasons[0]
    assert "numbers are not kept for that kind" in reasons[1]


def test_without_a_kind_a_name_is_the_collections_own_and_no_other(scotland: None) -> None:
    heads = ("Area", "Indicator", "Year", "Value")
    made = bring_in(
        ("Fife", "CPO", "2023/24", 1),
        ("NHS Fife", "CPO", "2023/24", 2),
        ("Clackmannanshire and Stirling", "CPO", "2023/24", 3),
        heads=heads,
    )
    assert (made.vintage.landed, made.vintage.refused) == (2, 1)
    assert landed() == {("Fife", COUNCIL): 1, ("NHS Fife", BOARD): 2}
    told = ValueNotTaken.objects.get()
    assert (told.row, "Choose the column “Kind of area”" in told.reason) == (4, True)


def test_a_list_of_boards_that_does_not_say_so_puts_no_board_to_a_council(scotland: None) -> None:
    heads = ("Area", "Indicator", "Year", "Value")
    rows = (("Fife", "CPO", "2023/24", 1), ("Lothian", "CPO", "2023/24", 2), ("Angus", "CPO", "2023/24", 3))
    made = bring_in(*rows, heads=heads)
    assert landed() == {("Angus", COUNCIL): 3}
    reasons = [each.reason for each in ValueNotTaken.objects.all()]
    assert len(reasons) == made.vintage.refused == 2
    assert "may be one of the council areas or an NHS board" in reasons[0]
    told = Columns({**guess(heads).headings}, {"kind": "health_board"})
    bring_in(*rows[:2], heads=heads, columns=told)
    boards = {key: value for key, value in landed().items() if key[1] == BOARD}
    assert boards == {("NHS Fife", BOARD): 1, ("NHS Lothian", BOARD): 2}


def test_a_column_of_kinds_is_seen_also_where_an_older_mapping_is_kept(scotland: None) -> None:
    bring_in(("Fife", "CPO", "2022/23", 1), heads=("Area", "Indicator", "Year", "Value"))
    kept = newest_mapping("justice-social-work")
    assert kept is not None
    assert "kind" not in kept.headings
    grid = read_grid(long_file(heads=HEADS), "x.csv")
    assert begin_with(Collection.JUSTICE, grid, kept).headings["kind"] == "Kind of area"
    bring_in(("Fife", "NHS board", "CPO", "2023/24", 2))
    assert landed() == {("Fife", COUNCIL): 1, ("NHS Fife", BOARD): 2}
    fixed = Columns({"area": "Area"}, {"kind": "council"})
    assert with_kind(fixed, HEADS) == fixed


def test_speirs_own_layout_takes_a_column_of_kinds_along_and_again_changes_nothing(scotland: None) -> None:
    heads = (
        "Area",
        "Indicator",
        "Period",
        "Value",
        "Numerator",
        "Denominator",
        "Flags",
        "Definition",
        "Kind",
    )
    row = ("Fife", "NI-12", "2023/24", 11, "", "", "", "", "Council")
    content = workbook(heads, row, ("Fife", *row[1:-1], "HSCP"), sheet="Numbers")
    made = [
        import_numbers(collection=Collection.CORE_SUITE, content=content, name="x.xlsx", by=SYSTEM, at=NOW)
        for _ in range(2)
    ]
    assert [each.is_new for each in made] == [True, False]
    assert landed() == {("Fife", COUNCIL): 11, ("Fife", HSCP): 11}


def test_nothing_is_ranked_or_limited_across_two_kinds(scotland: None) -> None:
    """Shares of councils lie at 50 of 100, those of boards at 5 of 100: each kind agrees with itself."""
    heads = ("Area", "Indicator", "Year", "Value", "Numerator", "Denominator")
    councils = [(f"S120000{n:02}", "CPO-DONE", "2023/24", 50, 500, 1000) for n in (33, 34, 41, 35, 36)]
    boards = [(f"S080000{n:02}", "CPO-DONE", "2023/24", 5, 50, 1000) for n in (15, 16, 17, 19, 20)]
    made = bring_in(*councils, *boards, heads=heads)
    assert (made.vintage.landed, made.vintage.refused) == (10, 0)
    assert not [
        each
        for each in signals_in_numbers(is_fictional=False, today=TODAY)
        if each.kind == SignalKind.OUTSIDE_FUNNEL
    ]
    mixed = [each for group in all_series(is_fictional=False).values() for each in group]
    assert look.outside_funnel(mixed), "together they would have been found: the test can fail"


def test_a_signal_about_a_board_reaches_whoever_looks_after_a_council_area_in_it(scotland: None) -> None:
    heads = ("Area", "Indicator", "Year", "Value", "Numerator", "Denominator")
    boards = [(f"S080000{n:02}", "CPO-DONE", "2023/24", 70, 700, 1000) for n in (15, 16, 17, 19)]
    bring_in(*boards, ("NHS Fife", "CPO-DONE", "2023/24", 20, 200, 1000), heads=heads)
    look_for_signals(is_fictional=False, by=SYSTEM, at=NOW)
    (found,) = [
        each.signal
        for each in signals_for([resolve_area("Fife", COUNCIL)])
        if each.signal.kind == SignalKind.OUTSIDE_FUNNEL
    ]
    assert found.area == resolve_area("NHS Fife", BOARD)


def test_a_changed_definition_is_told_of_each_kind_that_has_it(scotland: None) -> None:
    heads = ("Area", "Indicator", "Year", "Value", "Definition")
    rows = [
        (name, "CPO", year, 10, definition)
        for name in ("Fife", "Angus", "NHS Fife", "NHS Lothian")
        for year, definition in (("2022/23", "1"), ("2023/24", "2"))
    ]
    bring_in(*rows, heads=heads)
    found = [
        each
        for each in signals_in_numbers(is_fictional=False, today=TODAY)
        if each.kind == SignalKind.BROKEN_TREND
    ]
    assert len({each.key for each in found}) == 2
    assert ["NHS boards" in each.title for each in found].count(True) == 1


def test_partnerships_are_compared_among_partnerships(scotland: None) -> None:
    family = [("one", name) for name in ("Fife", "Angus", "Falkirk", "Moray", "Stirling")]
    set_family_groups(groups=family, by=SYSTEM, at=NOW)
    groups = groups_of_areas(is_fictional=False)
    fife, council = resolve_area("Fife", HSCP), resolve_area("Fife", COUNCIL)
    assert council.pk not in groups[fife.pk]["family group one"]
    assert fife.pk not in groups[council.pk]["family group one"]
    within = {resolve_area(name, HSCP).pk for name in ("Fife", "Angus", "Falkirk", "Moray")}
    assert groups[fife.pk]["family group one"] == within, "Stirling's partnership is Clackmannanshire's too"
    assert resolve_area("NHS Fife", BOARD).pk not in groups
    forth_valley = groups[resolve_area("Clackmannanshire and Stirling", HSCP).pk]["NHS Forth Valley"]
    assert forth_valley == {
        resolve_area(name, HSCP).pk for name in ("Clackmannanshire and Stirling", "Falkirk")
    }
