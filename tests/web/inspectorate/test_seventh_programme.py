"""A seventh programme, made up, added by an analyst with Excel alone as the how-to says, and then run."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from speir.document_packs.operations import release_due_documents
from speir.document_packs.queries import pack_of
from speir.foundations import audit
from speir.frameworks.operations import import_shipped_frameworks
from speir.inspections.letter_operations import send_letters
from speir.inspections.letter_queries import template_of
from speir.people.choices import Role
from speir.people.models import Body, Person
from speir.people.operations import SYSTEM
from speir.programmes.models import Programme
from speir.programmes.operations import import_shipped_programmes
from speir.programmes.queries import phase as phase_at
from speir.reports.publication_queries import publication_of
from tests.factories import NOW, later, make_person
from tests.programmes.whole_life import Exercise

MILESTONES = [
    ("begin", "notified", "Partnership told", 1, "monday", "lead_inspector"),
    ("begin", "letters_acknowledged", "Letters acknowledged", 1, "friday", "head"),
    ("begin", "documents_requested", "Account asked for", 2, "monday", "lead_inspector"),
    ("begin", "documents_due", "Account due", 4, "friday", "coordinator"),
    ("look", "evidence_lodged", "Evidence lodged", 6, "friday", "inspector"),
    ("tell", "draft", "Letter drafted", 8, "wednesday", "lead_inspector"),
    ("tell", "signed_off", "Letter signed", 9, "monday", "signatory"),
    ("tell", "factual_accuracy", "Facts checked", 9, "friday", "coordinator"),
    ("tell", "embargoed", "Embargoed letter sent", 10, "monday", "lead_inspector"),
    ("tell", "published", "Letter published", 10, "friday", "lead_inspector"),
]
ROWS: dict[str, list[tuple[object, ...]]] = {
    "programme": [("night-support", "Support at night", "Made up for a test.")],
    "phases": [
        ("pilot", "Pilot", "inquiry", "", "", None, None, "night", "1", "", "", "short", "indicative", "")
    ],
    "bodies": [("pilot", "Care Inspectorate", "Care Inspectorate", "yes", "")],
    "methods": [
        (
            "short",
            "1",
            "Night letter",
            "letter",
            "nothing",
            "health_and_social_care",
            "",
            "indicative",
            "Made up",
        )
    ],
    "stages": [("short", "begin", "Begin"), ("short", "look", "Look"), ("short", "tell", "Tell")],
    "tasks": [("short", "look", "inspector", "Visit at night")],
    "evidence_methods": [("short", "staff", "Conversations at night")],
    "instruments": [("short", "interview_guide", "Night guide", "")],
    "milestones": [("short", *row) for row in MILESTONES],
    "documents": [("short", 1, "Account of support at night", "Who is there, and when.", "yes")],
    "pack": [
        (
            *("short", "begin", "briefing", "Night briefing", "What will happen.", "coordinator, head", ""),
            *(1, "wednesday", "We come at night.\n\nTell your staff.", "indicative", "Made up"),
        ),
        (
            *("short", "look", "guide", "Night guide", "How to stay awake.", "coordinator", "council"),
            *(5, "monday", "", "indicative", "Made up"),
        ),
    ],
    "letters": [
        (
            *("short", "visit", "Before we visit", "head", "{partnership}: at night"),
            *("{coordinator} knows when.", "indicative", "Made up"),
        )
    ],
}


@pytest.fixture(autouse=True)
def _shipped(db: None, own_files: Path) -> None:
    import_shipped_frameworks(by=SYSTEM, at=NOW)
    import_shipped_programmes(by=SYSTEM, at=NOW)


@pytest.fixture
def analyst(client: Client) -> Person:
    """A methods analyst, signed in."""
    person = make_person(Body.objects.get(name="Care Inspectorate"), "", Role.METHODS_ANALYST)
    client.force_login(person)
    return person


def saved(workbook: Workbook) -> bytes:
    kept = BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def framework_workbook(client: Client) -> bytes:
    """Questions of a review, downloaded and changed into the questions of the new programme."""
    address = reverse("framework_workbook", args=["questions-of-a-review", "2026.1"])
    workbook = load_workbook(BytesIO(client.get(address).content))
    for column, words in {"A": "night", "B": "1", "C": "Support at night", "D": "", "E": ""}.items():
        workbook["framework"][f"{column}2"] = words or None
    items = workbook["items"]
    headings = [cell.value for cell in items[1]]
    for row in (2, 3, 4):
        items.cell(row, headings.index("title") + 1, f"Question {row - 1} about the night")
        items.cell(row, headings.index("wording") + 1, "indicative")
    return saved(workbook)


def programme_workbook(client: Client, **changed: tuple[str, object]) -> bytes:
    """The empty workbook, downloaded and filled in; ``changed`` gives a cell of a sheet another value."""
    workbook = load_workbook(BytesIO(client.get(reverse("programme_template")).content))
    for sheet, rows in ROWS.items():
        for row in rows:
            workbook[sheet].append(row)
    for sheet, (cell, value) in changed.items():
        workbook[sheet][cell] = value
    return saved(workbook)


def check(client: Client, content: bytes) -> str:
    """Choose the file and press “Check and preview”."""
    file = SimpleUploadedFile("night.xlsx", content)
    return client.post(reverse("import_programme"), {"file": file}).content.decode()


def hidden(page: str) -> dict[str, str]:
    """What the button “Import this programme” sends."""
    return {
        name: found.group(1)
        for name in ("name", "content", "once")
        if (found := re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', page))
    }


def import_framework(client: Client) -> None:
    file = SimpleUploadedFile("night-framework.xlsx", framework_workbook(client))
    page = client.post(reverse("import_framework"), {"file": file}, follow=True).content.decode()
    assert "The framework is imported" in page


def test_the_seventh_programme_is_added_with_excel_alone_and_runs(client: Client, analyst: Person) -> None:
    import_framework(client)
    page = check(client, programme_workbook(client))
    assert "night.xlsx holds 1 phase" in page
    assert "Visit at night" in page
    assert "10 weeks and 10 milestones" in page
    assert "Night briefing: Week 1, Wednesday" in page
    assert "{coordinator} knows when." in page
    assert not Programme.objects.filter(slug="night-support").exists()

    answer = client.post(reverse("import_programme"), hidden(page), follow=True)

    assert "The programme is imported" in answer.content.decode()
    assert "Support at night" in answer.content.decode()
    look = client.get(reverse("phase_method", args=["night-support", "pilot"])).content.decode()
    assert "Published letter without grades" in look
    assert "it can still change" in look

    made = Exercise(phase_at("night-support", "pilot"), "health_and_social_care", "Strathtest")
    made.notify()
    given = release_due_documents(inspections=[made.now()], by=SYSTEM, at=later(days=40))
    pack = {line.document.title: line for line in pack_of(made.now())}
    assert given == 1
    assert pack["Night briefing"].is_released
    assert len(pack["Night briefing"].readers) == 3
    assert not pack["Night guide"].is_released  # its words come as a file
    template = template_of(made.now(), "visit")
    assert template is not None
    assert send_letters(inspection=made.now(), template=template, by=made.lead, at=later(days=2)) == 2
    made.gather()
    made.judge()
    made.find()
    made.draft()
    made.publish()
    published = publication_of(made.now())
    assert published is not None
    assert published.content.report.conclusions == ()
    assert made.inspection.status == "closed"
    assert audit.first_break() is None
    again = client.get(reverse("phase_method", args=["night-support", "pilot"])).content.decode()
    assert "it cannot change" in again


def test_every_fault_is_told_with_sheet_row_and_column_and_nothing_is_kept(
    client: Client, analyst: Person
) -> None:
    import_framework(client)
    content = programme_workbook(client, phases=("C2", "inqury"), milestones=("E3", 0), bodies=("D2", "no"))
    page = " ".join(re.sub(r"<[^>]+>", " ", check(client, content)).split())
    assert "night.xlsx: 3 faults" in page
    assert "phases 2 kind “inqury” is not one of the words allowed here. Did you mean “inquiry”?" in page
    assert "milestones 3 week “0” is not such a number. Write a whole number from 1 to 104." in page
    assert "phases 2 – The phase “pilot” does not have exactly one lead body." in page
    assert not Programme.objects.filter(slug="night-support").exists()


def test_a_framework_that_is_not_in_speir_is_found_by_the_check(client: Client, analyst: Person) -> None:
    page = check(client, programme_workbook(client))
    assert "The framework “night”, version 1, is not in Speir." in page
    assert "Import this programme" not in page


def test_what_was_damaged_on_the_way_is_refused(client: Client, analyst: Person) -> None:
    sent = {"name": "night.xlsx", "content": "not base64!"}
    answer = client.post(reverse("import_programme"), sent)
    assert "The file was damaged on the way" in answer.content.decode()
    assert not Programme.objects.filter(slug="night-support").exists()


def test_a_programme_goes_out_as_a_workbook(client: Client, analyst: Person) -> None:
    answer = client.get(reverse("programme_workbook", args=["community-justice"]))
    sheet = load_workbook(BytesIO(answer.content))["phases"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2, max_row=3)] == [
        "community-payback-orders",
        "validated-self-evaluation",
    ]
    assert client.get(reverse("programme_workbook", args=["nothing"])).status_code == 404
