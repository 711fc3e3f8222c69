"""A month handed in on a screen: it lands apart, once; bad rows are listed; nobody's name is kept."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from speir.foundations.files import path_of
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.partnerships.operations import load_reference_areas
from speir.people.choices import BodyKind, Role
from speir.people.models import Person, StandingRole
from speir.people.operations import SYSTEM
from speir.regulated_services import datastore_file
from speir.regulated_services.choices import FileStatus
from speir.regulated_services.kept_copy import as_kept, from_kept
from speir.regulated_services.models import ServiceInMonth, ServicesFile, Snapshot
from speir.regulated_services.operations import hand_in_services, import_services
from tests.factories import NOW, PASSWORD, TODAY, make_body, make_person
from tests.regulated_services.datastore import HEADS, file_of

NAME = "MDSF_data_30 June 2024.csv"
PERSONAL = {
    "Manager_Name": "Morag Zzmanager",
    "Service_Phone_Number": "01632 960777",
    "Eforms_email_address": "zzmail@example.org",
}
CHILDMINDER = {
    "CareService": "Child Minding",
    "ServiceName": "Zzminder, Fiona",
    "ServiceProvider": "Fiona Zzminder",
    "Service_town": "Zztown",
    "Service_Postcode": "ZZ9 9ZZ",
    "ServiceType": "Private",
}
# A comma too few before and one too many after: a row of the right length in which a name stands as a grade.
SLIPPED = {"MinGrade": "Hector Zzslipped", "Complaints_upheld_2223": "Ina Zzslipped"}
ALL = (*HEADS, "Eforms_email_address")
# Long enough that no compressed file holds them by chance.
PRIVATE = (
    *(b"Zzmanager", b"Zzminder", b"Zztown", b"Zzslipped", b"Zzowner"),
    *(b"zzmail", b"01632 960777", b"ZZ9 9ZZ"),
)


def month() -> bytes:
    return file_of(
        PERSONAL,
        {**CHILDMINDER, **PERSONAL},
        {**SLIPPED, **PERSONAL},
        {"Council_Area_Name": "Atlantis", **PERSONAL},
        {"ServiceType": "Private", "ServiceProvider": "Zzowner, Mary", **PERSONAL},
        heads=ALL,
    )


@pytest.fixture
def analyst(db: None) -> Person:
    load_reference_areas(by=SYSTEM, at=NOW)
    return make_person(make_body("Body", BodyKind.SCRUTINY), "Methods", Role.METHODS_ANALYST)


def hand_in(by: Person, content: bytes | None = None, name: str = NAME) -> ServicesFile:
    upload = SimpleUploadedFile(name, content or month(), content_type="text/csv")
    return hand_in_services(upload=upload, by=by, at=NOW)


def land() -> str:
    heard = io.StringIO()
    call_command("land_services", stdout=heard)
    return heard.getvalue()


def everything_kept() -> bytes:
    """Every byte of every table, and of every file."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"select * from {connection.ops.quote_name(table)}")
            found += [repr(row).encode() for row in cursor.fetchall()]
    files = Path(settings.SPEIR_DATA_DIR, "files")
    found += [each.read_bytes() for each in files.rglob("*") if each.is_file()]
    return b"\n".join(found)


def test_good_rows_land_and_bad_ones_are_listed(analyst: Person) -> None:
    file = hand_in(analyst)
    assert Snapshot.objects.count() == 0
    assert "2 rows did not land" in land()
    file.refresh_from_db()
    assert file.status == FileStatus.LANDED
    assert file.snapshot is not None
    assert (file.snapshot.landed, file.snapshot.refused, file.rows) == (3, 2, 5)
    assert land() == "Nothing waits to land.\n"


def test_nobodys_name_is_kept_anywhere_before_or_after_it_lands(analyst: Person) -> None:
    assert all(private in month() for private in PRIVATE)
    file = hand_in(analyst)
    for _ in range(2):
        kept = everything_kept()
        assert path_of(file.kept_id).read_bytes() in kept
        for private in PRIVATE:
            assert private not in kept, private
        land()


def test_the_same_file_changes_nothing_whichever_way_it_comes(analyst: Person) -> None:
    hand_in(analyst)
    land()
    again = hand_in(analyst)
    assert "imported before" in land()
    again.refresh_from_db()
    assert again.status == FileStatus.LANDED
    assert not import_services(content=month(), name=NAME, by=SYSTEM, at=NOW).is_new
    assert (Snapshot.objects.count(), ServiceInMonth.objects.count()) == (1, 3)


def test_on_a_screen_and_by_command_the_same_lands(analyst: Person) -> None:
    hand_in(analyst)
    land()
    fields = [f.name for f in ServiceInMonth._meta.fields if f.name not in ("id", "snapshot")]
    ours = list(ServiceInMonth.objects.order_by("pk").values_list(*fields))
    import_services(content=month(), name=NAME, month="2024-07", by=SYSTEM, at=NOW)
    theirs = ServiceInMonth.objects.filter(snapshot__month_on__month=7)
    assert list(theirs.order_by("pk").values_list(*fields)) == ours


def test_what_cannot_land_says_why_and_saves_nothing(analyst: Person) -> None:
    file = hand_in(analyst, file_of({"Council_Area_Name": "Atlantis"}))
    assert "did not land" in land()
    file.refresh_from_db()
    assert file.status == FileStatus.NOT_LANDED
    assert "Not one row" in file.outcome
    assert Snapshot.objects.count() == 0


def test_what_is_no_file_of_services_is_refused_at_once(analyst: Person) -> None:
    for content, name, why in (
        (b"a,b\r\n1,2\r\n", NAME, "not a file of regulated services"),
        (month(), "services.csv", "Say which month"),
        (month(), "services 2024-06.xlsx", "as CSV"),
    ):
        with pytest.raises(RuleBroken, match=why):
            hand_in(analyst, content, name)
    assert not ServicesFile.objects.exists()


def test_somebody_whose_role_ended_lands_nothing(analyst: Person) -> None:
    file = hand_in(analyst)
    StandingRole.objects.filter(person=analyst).update(until_on=TODAY)
    land()
    file.refresh_from_db()
    assert file.status == FileStatus.NOT_LANDED
    with pytest.raises(NotAllowed):
        hand_in(analyst)


def test_the_screen_tells_how_it_goes_and_looks_again(client: Client, analyst: Person) -> None:
    client.login(username=analyst.email, password=PASSWORD)
    upload = SimpleUploadedFile(NAME, month(), content_type="text/csv")
    answer = client.post(reverse("bring_in_services"), {"file": upload, "month": ""})
    (file,) = ServicesFile.objects.all()
    address = reverse("services_file", args=[file.pk])
    assert answer["Location"] == address
    waiting = client.get(address)
    assert waiting["Refresh"] == "3"
    assert "Waits to land" in waiting.content.decode()
    assert "waits to land" in client.get(reverse("numbers")).content.decode()
    land()
    landed = client.get(address)
    words = landed.content.decode()
    assert "Refresh" not in landed
    assert "What stands there is not a number." in words
    assert "Atlantis" in words


CELLS = st.text(st.characters(codec="cp1252", exclude_characters="\r\n\x00"), max_size=12)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(("ServiceName", "MinGrade", "Subtype"), CELLS))))
def test_what_is_kept_is_read_as_the_file_itself(services: list[dict[str, str]]) -> None:
    read = datastore_file.read(file_of({}, *services), NAME)
    assert from_kept(as_kept(read)) == read
