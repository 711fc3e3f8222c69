"""What comes with Speir says truthfully which words are official."""

import pytest

from speir.foundations.library_faults import LibraryFaults
from speir.frameworks.library import FrameworkLibrary
from speir.frameworks.operations import import_shipped_frameworks
from speir.frameworks.queries import crosswalk_of, excel_template, framework
from speir.frameworks.reading import library_from, shipped_libraries
from speir.people.operations import SYSTEM
from tests.factories import NOW

LIBRARIES = {library.key: library for library in shipped_libraries()}
PHASES = [LIBRARIES["asp-phase-1"], LIBRARIES["asp-phase-2"]]


def test_the_frameworks_are_there() -> None:
    assert sorted(LIBRARIES) == [
        "adults-integration",
        "asp-2017",
        "asp-phase-1",
        "asp-phase-2",
        "asp-progress-review",
        "asp-supported-self-evaluation",
        "cj-community-payback-orders",
        "cj-opif",
        "cj-performance-framework",
        "cj-self-evaluation-guide",
        "cj-throughcare",
        "joint-direction-execution-results",
        "jsw-performance-management",
        "prisons-inspectorate",
        "questions-of-a-review",
    ]


def test_nine_outcomes_and_ten_indicators_and_what_could_not_be_read_says_so() -> None:
    items = LIBRARIES["cj-performance-framework"].items
    assert len([item for item in items if item.kind == "key_area" and item.number.isdigit()]) == 9
    assert len([item for item in items if item.kind == "quality_indicator"]) == 10
    assert all(item.is_indicative for item in items)
    unread = [item for item in items if "not available" in item.title]
    assert len(unread) == 6 * 2 + 1
    assert all("could not be read" in item.source for item in unread)


def test_the_crosswalk_covers_every_outcome_of_2016_and_is_called_ours() -> None:
    crosswalk = LIBRARIES["cj-performance-framework"].crosswalk
    earlier = {item.number for item in LIBRARIES["cj-opif"].items if item.kind == "quality_indicator"}
    assert {line.earlier_number for line in crosswalk} == earlier
    assert all(line.is_indicative for line in crosswalk)


def test_payback_orders_have_five_indicators_on_six_points_and_one_topical_question() -> None:
    items = LIBRARIES["cj-community-payback-orders"].items
    assert [item.scale for item in items if item.is_evaluated] == ["six-point"] * 5
    assert [item.number for item in items if not item.is_evaluated] == ["T"]


@pytest.mark.django_db
def test_a_crosswalk_is_kept_told_in_titles_and_goes_out_again() -> None:
    import_shipped_frameworks(by=SYSTEM, at=NOW)
    told = crosswalk_of("cj-performance-framework", "2023.1")
    [line] = [line for line in told if line.item.startswith("1 ")]
    assert line.earlier_item == "4 Effective interventions prevent and reduce the risk of further offending"
    assert (line.relation, line.is_indicative) == ("Related", True)
    kept = framework("cj-performance-framework", "2023.1")
    assert library_from(excel_template(kept), "a.xlsx").checksum == kept.checksum


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (
            "earlier: a, earlier_version: '1', number: '1', relation: same, wording: indicative",
            "earlier_number",
        ),
        (
            "earlier: a, earlier_version: '1', earlier_number: '1', relation: same, wording: indicative",
            "number",
        ),
        ("earlier: a, earlier_version: '1', number: '9', relation: new, wording: indicative", "number"),
        ("earlier: a, earlier_version: '1', number: '1', relation: kin, wording: indicative", "relation"),
    ],
)
def test_a_fault_of_a_crosswalk_is_located(line: str, column: str) -> None:
    head = "framework: {key: a, version: '2', title: A}\nscales: []\nlevels: []\n"
    item = "items: [{number: '1', kind: key_area, title: One, wording: indicative}]\n"
    with pytest.raises(LibraryFaults) as refused:
        library_from(f"{head}{item}crosswalk: [{{{line}}}]\n".encode(), "a.yaml")
    assert column in {fault.place.column for fault in refused.value.faults}


def test_2017_has_three_evaluated_indicators_on_six_points() -> None:
    library = LIBRARIES["asp-2017"]
    assert [item.title for item in library.items] == ["Outcomes", "Key processes", "Leadership"]
    assert all(item.is_evaluated and item.scale == "six-point" for item in library.items)
    assert [level.label for level in library.scales[0].levels] == [
        "Excellent",
        "Very good",
        "Good",
        "Adequate",
        "Weak",
        "Unsatisfactory",
    ]


@pytest.mark.parametrize("library", PHASES, ids=lambda library: library.key)
def test_phases_evaluate_two_key_areas_on_three_conclusions(library: FrameworkLibrary) -> None:
    evaluated = [item for item in library.items if item.is_evaluated]
    assert [item.title for item in evaluated] == ["Key processes", "Strategic leadership"]
    assert {item.scale for item in evaluated} == {"three-conclusions"}
    [scale] = [scale for scale in library.scales if scale.key == "three-conclusions"]
    assert [(level.key, level.value) for level in scale.levels] == [
        ("very_effective", 3),
        ("effective", 2),
        ("important_weaknesses", 1),
    ]


@pytest.mark.parametrize("library", PHASES, ids=lambda library: library.key)
def test_every_indicator_is_illustrated_at_very_good_and_weak_only(library: FrameworkLibrary) -> None:
    indicators = [item for item in library.items if item.parent]
    assert len(indicators) == 16
    for item in indicators:
        assert [each.level for each in item.illustrations] == ["very_good", "weak"], item.number


def test_in_phase_1_only_we_share_information_and_its_area_are_official() -> None:
    official = [item.number for item in LIBRARIES["asp-phase-1"].items if not item.is_indicative]
    assert official == ["1", "1.3"]
    [shared] = [item for item in LIBRARIES["asp-phase-1"].items if item.number == "1.3"]
    assert shared.title == "We share information"


def test_no_item_of_phase_2_is_called_official() -> None:
    assert all(item.is_indicative for item in LIBRARIES["asp-phase-2"].items)


@pytest.mark.parametrize("library", LIBRARIES.values(), ids=lambda library: library.key)
def test_every_illustration_is_our_own_and_says_so(library: FrameworkLibrary) -> None:
    for item in library.items:
        for each in item.illustrations:
            assert each.is_indicative
            assert "not the official text" in each.source


def test_progress_is_judged_on_three_levels_and_on_no_items() -> None:
    library = LIBRARIES["asp-progress-review"]
    assert library.items == ()
    assert [level.label for level in library.scales[0].levels] == [
        "Significant progress made",
        "Some progress made",
        "Minimal progress made",
    ]
    assert not library.is_indicative
