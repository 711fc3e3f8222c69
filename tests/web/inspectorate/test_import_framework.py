"""Importing a framework: the whole of it, or every fault and nothing."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from speir.foundations.library_faults import Fault, Place
from speir.frameworks.excel_library import workbook_of
from speir.frameworks.models import Framework
from speir.frameworks.operations import mark_used
from speir.frameworks.queries import framework as framework_at
from speir.frameworks.reading import LARGEST, SHIPPED, library_from_path
from speir.people.choices import BodyKind, Role
from speir.people.models import Person
from speir.people.operations import SYSTEM
from speir.web.inspectorate.framework_import import import_page
from tests.factories import NOW, make_body, make_person

GOOD = (SHIPPED / "asp-2017.yaml").read_bytes()
BROKEN = GOOD.replace(b"evaluated: yes", b"evaluated: perhaps", 1).replace(b"  - scale:", b"  - scael:", 1)


@pytest.fixture
def analyst(client: Client, db: None) -> Person:
    """A methods analyst, signed in."""
    person = make_person(make_body("Care body", BodyKind.SCRUTINY), "", Role.METHODS_ANALYST)
    client.force_login(person)
    return person


def send(client: Client, content: bytes, name: str) -> tuple[int, str]:
    """Send one file; the status and what is read after any redirect."""
    file = SimpleUploadedFile(name, content)
    answer = client.post(reverse("import_framework"), {"file": file}, follow=True)
    return answer.status_code, answer.content.decode()


def excel(change: tuple[str, str, str] | None = None) -> bytes:
    """The framework of 2017 as a workbook; ``change`` is a sheet, a cell and what is written there."""
    workbook = load_workbook(BytesIO(workbook_of(library_from_path(SHIPPED / "asp-2017.yaml"))))
    if change:
        sheet, cell, words = change
        workbook[sheet][cell] = words
    kept = BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def test_faults_are_told_by_their_place() -> None:
    place = Place("f.xlsx", "items", 4, "kind")
    page = import_page([Fault(place, "Wrong.", "Mend it."), Fault(Place("f.xlsx"), "All.", "Do.")], [])
    assert page.is_excel
    assert (page.faults[0].sheet, page.faults[0].row, page.faults[0].column) == ("items", "4", "kind")
    assert (page.faults[1].sheet, page.faults[1].row, page.faults[1].column) == ("", "", "")


def test_without_faults_there_is_no_table() -> None:
    assert import_page([], []).faults == ()


def test_a_good_file_is_kept_and_its_page_opens(client: Client, analyst: Person) -> None:
    status, words = send(client, GOOD, "asp-2017.yaml")
    assert status == 200
    assert "The framework is imported" in words
    assert Framework.objects.get().key in words or "Adult support and protection 2017/18" in words


def test_a_broken_file_lists_every_fault_with_its_place_and_saves_nothing(
    client: Client, analyst: Person
) -> None:
    status, words = send(client, BROKEN, "broken.yaml")
    assert status == 200
    assert "broken.yaml has 3 faults. Nothing was saved" in words
    for told in ("“perhaps” is neither yes nor no.", "Write yes or no.", "Did you mean “scale”?", "Line"):
        assert told in words
    assert not Framework.objects.exists()


def test_faults_of_a_workbook_name_sheet_row_and_column(client: Client, analyst: Person) -> None:
    content = excel(("items", "F2", "perhaps"))
    _, words = send(client, content, "changed.xlsx")
    assert "changed.xlsx has 1 fault." in words
    for told in (
        'data-label="Sheet">items</td>',
        'data-label="Row">2</td>',
        'data-label="Column">evaluated</td>',
    ):
        assert told in words
    assert not Framework.objects.exists()


def test_a_careless_workbook_is_told_whole_in_one_go_and_nothing_of_it_is_kept(
    client: Client, analyst: Person
) -> None:
    workbook = load_workbook(BytesIO(excel()))
    workbook["items"].merge_cells("C3:C4")
    workbook["items"]["D5"] = "=A1"
    workbook["levels"]["C2"] = "two"
    workbook["levels"].title = "My levels"
    kept = BytesIO()
    workbook.save(kept)
    status, words = send(client, kept.getvalue(), "careless.xlsx")
    assert status == 200
    for told in (
        "careless.xlsx has 4 faults. Nothing was saved",
        "The cells C3:C4 are merged",
        "This cell holds a formula.",
        'data-label="Sheet">My levels</td>',
        "The sheet “levels” is missing.",
    ):
        assert told in words
    assert not Framework.objects.exists()


def test_a_workbook_downloaded_from_speir_can_be_imported_again(client: Client, analyst: Person) -> None:
    content = excel()
    status, words = send(client, content, "again.xlsx")
    assert status == 200
    assert "The framework is imported" in words


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "empty.yaml", "The file is empty."),
        (b"not: [closed", "bad.yaml", "This is not YAML"),
        (b"\xff\xfe\x00", "latin.yaml", "This is not UTF-8 text."),
        (b"%PDF-1.4", "report.pdf", "Give it as YAML (.yaml) or Excel (.xlsx)."),
        (b"no workbook", "fake.xlsx", "This is not an Excel workbook."),
        (b"framework: {key: <script>}", "<script>.yaml", "is needed"),
    ],
)
def test_a_file_that_is_no_framework_is_explained(
    client: Client, analyst: Person, content: bytes, name: str, told: str
) -> None:
    status, words = send(client, content, name)
    assert status == 200
    assert "There is a problem" in words
    assert "<script>" not in words
    if told != "is needed":
        assert told in words
    assert not Framework.objects.exists()


def test_a_file_that_is_far_too_large_is_refused_before_it_is_read(client: Client, analyst: Person) -> None:
    _, words = send(client, b"#" * (LARGEST + 1), "large.yaml")
    assert "A framework is at most 10 MB" in words


def test_sending_no_file_says_so(client: Client, analyst: Person) -> None:
    answer = client.post(reverse("import_framework"), {"once": ""})
    assert "Choose the file that holds the framework." in answer.content.decode()


def test_sending_the_same_file_twice_keeps_it_once(client: Client, analyst: Person) -> None:
    send(client, GOOD, "asp-2017.yaml")
    status, _ = send(client, GOOD, "asp-2017.yaml")
    assert status == 200
    assert Framework.objects.count() == 1


def test_a_used_framework_is_not_replaced_and_the_reason_is_given(client: Client, analyst: Person) -> None:
    send(client, GOOD, "asp-2017.yaml")
    kept = Framework.objects.get()
    mark_used(framework=framework_at(kept.key, kept.version), by=SYSTEM, at=NOW)
    _, words = send(client, GOOD.replace(b"title: Outcomes", b"title: Changed", 1), "asp-2017.yaml")
    assert "has already been used in an inspection" in words
    assert Framework.objects.get().checksum == kept.checksum


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_import_is_refused_with_the_reason(client: Client, db: None, method: str) -> None:
    person = make_person(make_body("Care body", BodyKind.SCRUTINY), "", Role.STRATEGIC_INSPECTOR)
    client.force_login(person)
    answer = getattr(client, method)(reverse("import_framework"))
    assert answer.status_code == 403
    assert "Only the methods analyst or service manager can do this." in answer.content.decode()


def test_the_partnerships_side_does_not_reach_it(client: Client, db: None) -> None:
    client.force_login(make_person(make_body("A council")))
    assert client.get(reverse("import_framework")).status_code == 404


def test_it_takes_no_other_method(client: Client, analyst: Person) -> None:
    assert client.put(reverse("import_framework")).status_code == 405
