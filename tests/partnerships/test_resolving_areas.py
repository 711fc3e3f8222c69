"""Any old code or name leads to today's area; an unknown one is named with what it might have been."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speir.foundations.refusals import RuleBroken
from speir.partnerships import area_names, queries, scotland
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import AreaCode

NAMES = sorted({row.name for row in scotland.names()})


@pytest.mark.parametrize(
    ("asked", "kind", "code"),
    [
        ("S12000047", "council", "S12000047"),
        ("S12000015", "council", "S12000047"),
        ("S12000024", "council", "S12000048"),
        ("S12000046", "council", "S12000049"),
        ("S12000044", "council", "S12000050"),
        ("S08000018", "health_board", "S08000029"),
        ("S08000027", "health_board", "S08000030"),
        ("S08000021", "health_board", "S08000031"),
        ("S08000023", "health_board", "S08000032"),
        ("S37000014", "hscp", "S37000032"),
        ("S37000023", "hscp", "S37000033"),
        ("S37000015", "hscp", "S37000034"),
        ("S37000021", "hscp", "S37000035"),
        ("s12 000 015", "council", "S12000047"),
        ("Western Isles", "council", "S12000013"),
        ("Comhairle nan Eilean Siar", "council", "S12000013"),
        ("Eilean Siar", "council", "S12000013"),
        ("Edinburgh", "council", "S12000036"),
        ("Edinburgh, City of", "council", "S12000036"),
        ("Perth & Kinross", "council", "S12000048"),
        ("Clackmannanshire and Stirling", "hscp", "S37000005"),
        ("Highlands and Islands", "police_division", "S32000010"),
        ("V Division", "police_division", "S32000005"),
        ("NHS Western Isles", "health_board", "S08000028"),
        ("Mid and East Lothian", "alcohol_and_drug", "S11000051"),
        ("Lothian and Borders", "sheriffdom", ""),
        ("Community Justice Ayrshire", "community_justice", ""),
        ("East Lothian and Midlothian", "protection_committee", ""),
        ("South West Scotland", "mappa_region", ""),
    ],
)
@pytest.mark.usefixtures("scotland")
def test_a_code_or_name_leads_to_todays_area(asked: str, kind: str, code: str) -> None:
    area = queries.resolve_area(asked)
    assert (area.kind, area.code) == (kind, code)


@pytest.mark.usefixtures("scotland")
def test_a_shared_name_means_the_kind_that_was_asked_for() -> None:
    assert queries.resolve_area("Fife").kind == AreaKind.COUNCIL
    for kind in (AreaKind.HSCP, AreaKind.POLICE_DIVISION, AreaKind.MAPPA_REGION, AreaKind.ADULT_PROTECTION):
        assert queries.resolve_area("Fife", kind).kind == kind


@pytest.mark.usefixtures("scotland")
def test_every_code_of_every_area_leads_to_it() -> None:
    for held in AreaCode.objects.select_related("area"):
        assert queries.resolve_area(held.code) == held.area


@pytest.mark.parametrize(
    ("asked", "suggested"),
    [("Abberdeen City", "Aberdeen City"), ("Perth and Kinros", "Perth and Kinross"), ("S1200047", "Fife")],
)
@pytest.mark.usefixtures("scotland")
def test_a_misspelt_name_is_answered_with_near_ones(asked: str, suggested: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        queries.resolve_area(asked)
    (reason,) = refused.value.reasons
    assert reason.field == "area"
    assert f"“{asked}”" in reason.message
    if asked != "S1200047":
        assert f"Did you mean “{suggested}”" in reason.message


@pytest.mark.usefixtures("scotland")
def test_an_unknown_code_is_named_with_near_codes() -> None:
    with pytest.raises(RuleBroken, match="code “S12000099”"):
        queries.resolve_area("S12000099")


@pytest.mark.usefixtures("scotland")
def test_a_known_name_of_the_wrong_kind_is_refused() -> None:
    with pytest.raises(RuleBroken, match="“Inverclyde”"):
        queries.resolve_area("Inverclyde", AreaKind.SHERIFFDOM)


@pytest.mark.parametrize("asked", ["", "   ", "\t\n"])
@pytest.mark.usefixtures("scotland")
def test_asking_for_nothing_says_what_to_give(asked: str) -> None:
    with pytest.raises(RuleBroken, match="Give the name or the code"):
        queries.resolve_area(asked)


@pytest.mark.parametrize("asked", ["; drop table", "😀", "x" * 5000, "%", "S12000047; "])
@pytest.mark.usefixtures("scotland")
def test_nonsense_is_refused_and_never_fails(asked: str) -> None:
    with pytest.raises(RuleBroken):
        queries.resolve_area(asked)


def _dressed(draw: st.DrawFn, name: str) -> str:
    """The name in another case, with spare spaces, and with & for "and"."""
    if draw(st.booleans()):
        name = name.replace(" and ", " & ")
    letters = [letter.upper() if draw(st.booleans()) else letter.lower() for letter in name]
    spaced = ["  \t" if letter == " " and draw(st.booleans()) else letter for letter in letters]
    return draw(st.sampled_from(["", " ", "\n"])) + "".join(spaced) + draw(st.sampled_from(["", "  "]))


@st.composite
def _variations(draw: st.DrawFn) -> tuple[str, str]:
    name = draw(st.sampled_from(NAMES))
    return name, _dressed(draw, name)


@given(_variations())
def test_case_and_spaces_do_not_change_how_a_name_is_compared(pair: tuple[str, str]) -> None:
    name, dressed = pair
    assert area_names.fold(dressed) == area_names.fold(name)


@given(_variations())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@pytest.mark.usefixtures("scotland")
def test_any_variation_of_a_name_resolves_to_the_same_area(pair: tuple[str, str]) -> None:
    name, dressed = pair
    assert queries.resolve_area(dressed) == queries.resolve_area(name)


@given(st.text())
def test_comparing_a_compared_name_changes_nothing(text: str) -> None:
    once = area_names.fold(text)
    assert area_names.fold(once) == once
