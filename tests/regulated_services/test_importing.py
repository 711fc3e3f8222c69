"""Importing a month: good rows land, bad ones are listed, nobody's name is kept."""

import pytest
from django.db import connection

from speir.foundations.models import AuditEntry
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.partnerships.choices import AreaKind
from speir.partnerships.operations import load_reference_areas, register_fictional_area
from speir.partnerships.queries import resolve_area
from speir.people.choices import Role
from speir.people.operations import SYSTEM
from speir.regulated_services.models import AreaCounts, RowNotTaken, ServiceInMonth, Snapshot
from speir.regulated_services.operations import Imported, import_services
from speir.regulated_services.queries import changes_in, low_graded, rows_not_taken, snapshot_of
from tests.factories import NOW, TODAY, later, make_body, make_person
from tests.regulated_services.datastore import HEADS, file_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def areas() -> None:
    load_reference_areas(by=SYSTEM, at=NOW)


def bring_in(content: bytes, name: str = "MDSF_data_30 June 2024.csv", month: str = "") -> Imported:
    return import_services(content=content, name=name, month=month, by=SYSTEM, at=NOW)


def test_a_council_is_known_by_any_of_its_names_and_a_place_may_be_outside_scotland() -> None:
    councils = ["Argyll & Bute", "Western Isles", "City of Edinburgh", "outside Scotland"]
    made = bring_in(file_of(*({"Council_Area_Name": name} for name in councils)))
    places = set(AreaCounts.objects.values_list("area__name", flat=True))
    assert places == {"Argyll and Bute", "Na h-Eileanan Siar", "City of Edinburgh", None}
    assert (made.snapshot.landed, made.snapshot.outside_scotland) == (4, 1)


def test_bad_rows_are_listed_with_what_to_do_and_good_rows_land() -> None:
    made = bring_in(
        file_of(
            {},
            {"MinGrade": "7"},
            {"Council_Area_Name": "Atlantis"},
            {"Last_inspection_Date": "2023-10-26"},
            {"Complaints_upheld_2223": "many"},
            {"ServiceStatus": "."},
        )
        + b"one,cell\r\n"
    )
    listed = [(each.row, each.column) for each in rows_not_taken(made.snapshot)]
    assert listed == [
        (3, "MinGrade"),
        (4, "Council_Area_Name"),
        (5, "Last_inspection_Date"),
        (6, "Complaints_upheld_2223"),
        (7, "ServiceStatus"),
        (8, "whole row"),
    ]
    assert all(each.reason and each.to_do for each in RowNotTaken.objects.all())
    assert ServiceInMonth.objects.count() == made.snapshot.landed == 1


def test_nobodys_name_number_or_address_is_kept() -> None:
    bring_in(
        file_of(
            {
                "CareService": "Child Minding",
                "ServiceName": "Ailsa Invented",
                "ServiceProvider": "Ailsa Invented",
            },
            {"ServiceType": "Private", "ServiceProvider": "Mr & Mrs Invented a Partnership"},
            {"ServiceType": "Private", "ServiceProvider": "Catriona Invented"},
            {"ServiceType": "Private", "ServiceProvider": "Invented Homes Limited"},
        )
    )
    with connection.cursor() as cursor:
        cursor.execute("select * from regulated_services_serviceinmonth")
        kept = repr(cursor.fetchall())
    for gone in ("Morag", "01632 960", "01632960", "Ailsa", "Mrs", "Catriona", "ZZ1 1ZZ"):
        assert gone not in kept
    assert "Invented Homes Limited" in kept
    assert "Manager_Name" in Snapshot.objects.get().left_out_columns


def test_the_same_file_again_changes_nothing_and_another_for_the_month_is_a_new_edition() -> None:
    first = bring_in(file_of({}, {"MinGrade": "9"}))
    again = bring_in(file_of({}, {"MinGrade": "9"}))
    assert (again.is_new, again.snapshot, ServiceInMonth.objects.count()) == (False, first.snapshot, 1)
    revised = bring_in(file_of({}, {"MinGrade": "2"}))
    assert (revised.is_new, revised.snapshot.edition, snapshot_of("2024-06")) == (True, 2, revised.snapshot)
    assert ServiceInMonth.objects.filter(snapshot=first.snapshot).count() == 1


def test_grade_changes_are_found_between_months_by_number_and_by_what_does_not_change() -> None:
    heads = ("CSNumber", *HEADS)
    before = [
        {"CSNumber": "CS1", "MinGrade": "5"},
        {"CSNumber": "NA", "ServiceName": "Other", "MinGrade": "2"},
    ]
    after = [
        {"CSNumber": "CS1", "MinGrade": "2"},
        {"CSNumber": "NA", "ServiceName": "Other", "MinGrade": "4"},
    ]
    bring_in(file_of(*before, heads=heads), month="2024-05")
    bring_in(file_of(*after, heads=heads))
    fife = resolve_area("Fife", AreaKind.COUNCIL)
    changes = changes_in(fife)
    assert [(each.graded.name, each.before, each.after, each.is_fall) for each in changes] == [
        ("Invented House", 5, 2, True),
        ("Other", 2, 4, False),
    ]
    assert [each.name for each in low_graded(fife)] == ["Invented House"]
    assert changes_in(fife, since=TODAY) == []


def test_without_an_earlier_month_the_change_that_the_datastore_reports_counts() -> None:
    minder = {"CareService": "Child Minding", "Client_group": "Children", "MinGrade": "3"}
    bring_in(file_of({**minder, "MinGrade_change": "Decline"}, {**minder, "MinGrade_change": "Same"}))
    changes = changes_in(resolve_area("Fife", AreaKind.COUNCIL))
    assert [(each.before, each.after, each.is_fall) for each in changes] == [(None, 3, True)]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 and so on", "Excel workbook"),
        ("CareService".encode("utf-16"), "Windows-1252 or UTF-8"),
        (file_of({}).replace(b"Invented House", b"\x81"), "line 2 holds a byte"),
        (file_of({}, heads=HEADS[:8]), "no column Client_group, Council_Area_Name, ServiceStatus, MinGrade"),
        (file_of({}).replace(b"KQ_Leadership", b"MinGrade"), "headings twice: MinGrade"),
        (file_of(), "headings and no rows"),
        (file_of({"MinGrade": "x"}), "first fault: row 2, MinGrade"),
        (b"<html>not a file</html>", "is not a file of regulated services"),
    ],
)
def test_what_is_no_such_file_is_refused_with_the_reason_and_nothing_is_saved(
    content: bytes, says: str
) -> None:
    with pytest.raises(RuleBroken, match=says):
        bring_in(content)
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize(
    ("name", "month"),
    [("regulated_services_2024-06.csv", 6), ("MDSF_data_31 August 2024.csv", 8), ("MDSF_Sep_2024.csv", 9)],
)
def test_the_month_is_read_from_the_name(name: str, month: int) -> None:
    assert bring_in(file_of({}), name).snapshot.month_on.month == month


def test_without_a_month_the_file_is_refused_until_somebody_says_it() -> None:
    with pytest.raises(RuleBroken, match="Say which month"):
        bring_in(file_of({}), "MDSF_latest.csv")
    with pytest.raises(RuleBroken, match="is not a month"):
        bring_in(file_of({}), "MDSF_latest.csv", month="June")
    assert bring_in(file_of({}), "MDSF_latest.csv", month="2024-06").is_new


def test_fictional_services_stay_in_fictional_areas_and_in_months_of_their_own() -> None:
    register_fictional_area(kind=AreaKind.COUNCIL, name="Glenmuir", by=SYSTEM, at=NOW)
    with pytest.raises(RuleBroken, match="mixes real councils with fictional"):
        bring_in(file_of({}, {"Council_Area_Name": "Glenmuir"}))
    invented = bring_in(file_of({"Council_Area_Name": "Glenmuir"}))
    real = bring_in(file_of({}))
    assert invented.snapshot.source == "Invented for demonstration"
    assert snapshot_of() == real.snapshot


def test_utf8_is_read_as_well() -> None:
    bring_in(file_of({"ServiceName": "Taigh an Cùil"}, encoding="utf-8"))
    assert ServiceInMonth.objects.get().name == "Taigh an Cùil"


def test_only_analysts_and_service_managers_import() -> None:
    body = make_body("Scrutiny")
    analyst = make_person(body, "", Role.METHODS_ANALYST)
    assert import_services(content=file_of({}), name="2024-06.csv", by=analyst, at=later(1)).is_new
    with pytest.raises(NotAllowed):
        import_services(content=file_of({}), name="2024-06.csv", by=make_person(body), at=later(1))
    assert AuditEntry.objects.filter(what__startswith="Regulated services imported").count() == 1
