"""What comes with Speir says truthfully which words are official."""

import pytest

from speir.frameworks.library import FrameworkLibrary
from speir.frameworks.reading import shipped_libraries

LIBRARIES = {library.key: library for library in shipped_libraries()}
PHASES = [LIBRARIES["asp-phase-1"], LIBRARIES["asp-phase-2"]]


def test_the_four_frameworks_are_there() -> None:
    assert sorted(LIBRARIES) == ["asp-2017", "asp-phase-1", "asp-phase-2", "asp-progress-review"]


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
