"""Numbers land once, whole or not at all, with what did not land listed."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.indicators.choices import Collection
from speir.indicators.mapping import Columns
from speir.indicators.models import DefinitionVersion, KeptMapping, Observation, ValueNotTaken, Vintage
from speir.indicators.operations import Landed, import_numbers
from speir.indicators.queries import indicator_at, newest_mapping, series_everywhere, series_in
from speir.partnerships.choices import AreaKind
from speir.partnerships.operations import load_reference_areas, register_fictional_area
from speir.partnerships.queries import resolve_area
from speir.people.choices import Role
from speir.people.operations import SYSTEM
from tests.factories import NOW, make_body, make_person
from tests.indicators.sheets import long_file, workbook

pytestmark = pytest.mark.django_db
JUSTICE = Collection.JUSTICE


@pytest.fixture(autouse=True)
def areas() -> None:
    load_reference_areas(by=SYSTEM, at=NOW)
    register_fictional_area(kind=AreaKind.COUNCIL, name="Glenmuir", by=SYSTEM, at=NOW)
    register_fictional_area(kind=AreaKind.COUNCIL, name="Farmuir", by=SYSTEM, at=NOW)


def bring_in(content: bytes, name: str = "invented.csv", **more: object) -> Landed:
    return import_numbers(  # type: ignore[misc]
        **{"collection": JUSTICE, "content": content, "name": name, "by": SYSTEM, "at": NOW, **more}
    )


ROW = ("Glenmuir", "CPO", "2023/24", "120", "", "", "")


def test_good_values_land_and_bad_ones_are_listed() -> None:
    made = bring_in(
        long_file(
            ROW,
            ("Atlantis", "CPO", "2023/24", "3", "", "", ""),
            ("Farmuir", "CPOO", "2023/24", "3", "", "", ""),
            ("Farmuir", "CPO", "2023/24", "?", "", "", ""),
            ("Scotland", "CPO", "2023/24", "15100", "", "", ""),
            ("Farmuir", "CPO-DONE", "2023/24", "", "30", "40", "p"),
        )
    )
    assert (made.vintage.landed, made.vintage.refused, made.national) == (3, 3, 1)
    listed = ValueNotTaken.objects.values_list("row", "column")
    assert list(listed) == [(3, "Local authority"), (4, "Indicator"), (5, "Value")]
    assert "Did you mean “CPO”" in ValueNotTaken.objects.get(row=4).to_do
    share = Observation.objects.get(indicator__code="CPO-DONE")
    assert (share.value, share.is_provisional) == (75, True)


def test_the_same_file_changes_nothing_and_a_later_one_is_a_new_vintage_that_counts() -> None:
    first = bring_in(long_file(ROW))
    again = bring_in(long_file(ROW))
    assert (again.is_new, again.vintage) == (False, first.vintage)
    assert "nothing changed" in str(again)
    revised = bring_in(long_file((*ROW[:3], "118", "", "", "")))
    assert (revised.is_new, revised.vintage.number) == (True, 2)
    indicator = indicator_at(JUSTICE, "CPO")
    assert indicator is not None
    (series,) = series_everywhere(indicator, is_fictional=True)
    assert [point.value for point in series.points] == [118]
    assert Observation.objects.count() == 2


def test_the_mapping_is_kept_and_used_for_the_next_vintage() -> None:
    mapping = Columns(
        {"area": "Wo", "value": "Wieviel"}, {"indicator": "CPO", "period": "2022/23"}, sheet="T"
    )
    rows = (("Wo", "Wieviel"), ("Glenmuir", 7))
    bring_in(workbook(*rows, sheet="T"), "a.xlsx", columns=mapping)
    assert newest_mapping(JUSTICE) == mapping
    made = bring_in(workbook(*rows, ("Farmuir", 8), sheet="T"), "b.xlsx")
    assert (made.vintage.landed, KeptMapping.objects.count()) == (2, 1)


def test_a_kept_mapping_that_does_not_fit_any_more_is_told(tmp_path: Path) -> None:
    bring_in(long_file(ROW))
    other = long_file(("Glenmuir", "CPO", "2023/24", "7"), heads=("Council", "Code", "Year", "Value"))
    with pytest.raises(RuleBroken, match="mapping that is kept does not fit"):
        bring_in(other)
    given = Columns({"area": "Council", "indicator": "Code", "period": "Year", "value": "Value"})
    assert bring_in(other, columns=given).vintage.landed == 1
    assert newest_mapping(JUSTICE) == given


def test_a_wide_file_of_next_year_needs_nothing_new() -> None:
    bring_in(long_file(("Glenmuir", "CPO", "3"), heads=("Council", "Code", "2021/22")))
    made = bring_in(long_file(("Glenmuir", "CPO", "3", "4"), heads=("Council", "Code", "2021/22", "2022/23")))
    assert made.vintage.landed == 2


def test_an_area_is_known_by_old_codes_and_other_names() -> None:
    names = ("S12000015", "Western Isles", "Argyll & Bute", "Edinburgh, City of")
    bring_in(long_file(*((name, *ROW[1:]) for name in names)))
    known = set(Observation.objects.values_list("area__name", flat=True))
    assert known == {"Fife", "Na h-Eileanan Siar", "Argyll and Bute", "City of Edinburgh"}
    (fife,) = series_in([resolve_area("Fife", AreaKind.COUNCIL).pk])
    assert fife.area_name == "Fife"


def test_one_area_under_two_names_lands_once() -> None:
    made = bring_in(long_file(("Fife", *ROW[1:]), ("S12000047", *ROW[1:])))
    assert (made.vintage.landed, made.vintage.refused) == (1, 1)
    assert "under another name" in made.refused[0].reason


def test_a_definition_that_changed_begins_with_its_period() -> None:
    load = {"collection": Collection.CORE_SUITE}
    bring_in(
        long_file(
            ("Fife", "NI-3", "2021/22", "60", "", "", ""),
            ("Fife", "NI-3", "2023/24", "59", "", "", ""),
        ),
        **load,
    )
    held = Observation.objects.order_by("starts_on").values_list("definition", flat=True)
    assert list(held) == ["1", "2"]
    assert DefinitionVersion.objects.filter(indicator__code="NI-3", is_break=True).count() == 1


def test_real_and_fictional_areas_do_not_mix() -> None:
    with pytest.raises(RuleBroken, match="mixes real areas with fictional"):
        bring_in(long_file(ROW, ("Fife", *ROW[1:])))
    assert bring_in(long_file(ROW)).vintage.source == "Invented for demonstration"
    assert bring_in(long_file(("Fife", *ROW[1:]))).vintage.number == 1


def test_a_file_of_which_nothing_lands_saves_nothing() -> None:
    with pytest.raises(RuleBroken, match="first fault: row 2, Local authority"):
        bring_in(long_file(("Atlantis", *ROW[1:])))
    assert not Vintage.objects.exists()
    assert not KeptMapping.objects.exists()


def test_a_fault_in_the_middle_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object, **more: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("speir.indicators.operations.ValueNotTaken.objects.bulk_create", broken)
        with pytest.raises(OSError, match="No space"):
            bring_in(long_file(ROW))
    assert not Vintage.objects.exists()
    assert not Observation.objects.exists()
    assert bring_in(long_file(ROW)).is_new


def test_only_analysts_and_service_managers_import() -> None:
    body = make_body("Scrutiny")
    with pytest.raises(NotAllowed):
        bring_in(long_file(ROW), by=make_person(body))
    assert bring_in(long_file(ROW), by=make_person(body, "", Role.METHODS_ANALYST)).is_new


def test_the_command_imports_with_a_mapping_and_lists_what_did_not_land(tmp_path: Path) -> None:
    file, mapping = tmp_path / "odd.csv", tmp_path / "odd.yaml"
    file.write_bytes(long_file(("Glenmuir", "4"), ("Atlantis", "5"), heads=("Where", "How many")))
    mapping.write_text(
        "columns: {area: Where, value: How many}\nfixed: {indicator: CPO, period: 2022/23}\n",
        encoding="utf-8",
    )
    heard = StringIO()
    call_command("import_indicators", "justice-social-work", str(file), mapping=mapping, stdout=heard)
    assert "Imported 1 values of Justice social work, vintage 1; 1 did not land" in heard.getvalue()
    assert "row 3, Where:" in heard.getvalue()
    call_command("import_indicators", "justice-social-work", str(file), stdout=heard)
    assert "nothing changed" in heard.getvalue()
    mapping.write_text("columns: {area: [", encoding="utf-8")
    with pytest.raises(CommandError, match="cannot be read as YAML"):
        call_command("import_indicators", "justice-social-work", str(file), mapping=mapping)


def test_family_groups_are_set_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "groups.csv"
    file.write_text("group,area\nA,Glenmuir\nA,Farmuir\n", encoding="utf-8")
    heard = StringIO()
    call_command("import_indicators", "family-groups", str(file), stdout=heard)
    assert "2 areas" in heard.getvalue()
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CommandError, match="headings group and area"):
        call_command("import_indicators", "family-groups", str(file))
