"""A killed landing is taken up, by one alone; one that fails holds up nobody; its page tells how far."""

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from speir.foundations.files import path_of
from speir.foundations.under_way import done_of, hold, is_held
from speir.partnerships.operations import load_reference_areas
from speir.people.choices import BodyKind, Role
from speir.people.models import Person
from speir.people.operations import SYSTEM
from speir.regulated_services.choices import FileStatus
from speir.regulated_services.models import ServiceInMonth, ServicesFile, Snapshot
from speir.regulated_services.operations import begin_landing, hand_in_services, land_services
from speir.regulated_services.queries import files_to_land
from tests.factories import NOW, PASSWORD, later, make_body, make_person
from tests.regulated_services.datastore import file_of

HOLDER = """
import sys, time, uuid
from django.conf import settings
settings.configure(SPEIR_DATA_DIR=sys.argv[1])
from speir.foundations.under_way import hold
with hold(uuid.UUID(sys.argv[2])) as tell:
    tell(1500)
    print("held", flush=True)
    time.sleep(600)
"""


@pytest.fixture
def analyst(db: None) -> Person:
    load_reference_areas(by=SYSTEM, at=NOW)
    return make_person(make_body("Body", BodyKind.SCRUTINY), "Methods", Role.METHODS_ANALYST)


def hand_in(by: Person, month: str, many: int = 1) -> ServicesFile:
    content = file_of(*({"ServiceName": f"Invented House {number}"} for number in range(many)))
    return hand_in_services(upload=SimpleUploadedFile("x.csv", content), month=month, by=by, at=NOW)


def land() -> str:
    heard = io.StringIO()
    call_command("land_services", stdout=heard, stderr=io.StringIO())
    return heard.getvalue()


class Other:
    """Another process that holds a piece of work."""

    def __init__(self, identity: UUID) -> None:
        command = [sys.executable, "-c", HOLDER, str(settings.SPEIR_DATA_DIR), str(identity)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path.cwd())
        assert self.process.stdout is not None
        with self.process.stdout as said:
            assert said.readline() == "held\n"

    def is_killed(self) -> None:
        """As by kill -9: it can say nothing more."""
        self.process.kill()
        self.process.wait()


@pytest.fixture
def begun(analyst: Person) -> ServicesFile:
    """A file whose landing has begun."""
    file = hand_in(analyst, "2024-06")
    begin_landing(file=file, by=SYSTEM, at=NOW)
    return file


@pytest.fixture
def other(begun: ServicesFile) -> Iterator[Other]:
    """The process that lands it."""
    process = Other(begun.pk)
    yield process
    process.is_killed()


def test_what_another_process_lands_is_left_to_it_and_taken_up_when_that_is_killed(
    begun: ServicesFile, other: Other
) -> None:
    assert is_held(begun.pk)
    assert land() == "Nothing waits to land.\n"
    begun.refresh_from_db()
    assert begun.status == FileStatus.LANDING
    other.is_killed()
    assert not is_held(begun.pk)
    assert "Imported 1 services" in land()
    begun.refresh_from_db()
    assert begun.status == FileStatus.LANDED
    assert land() == "Nothing waits to land.\n"
    assert (Snapshot.objects.count(), ServiceInMonth.objects.count()) == (1, 1)


def test_the_page_tells_how_many_rows_are_in_and_when_it_was_interrupted(
    client: Client, analyst: Person, begun: ServicesFile, other: Other
) -> None:
    client.login(username=analyst.email, password=PASSWORD)
    address = reverse("services_file", args=[begun.pk])
    assert "1,500 of 1 row" in client.get(address).content.decode()
    other.is_killed()
    assert "Interrupted; nothing of it landed" in client.get(address).content.decode()


def test_how_far_it_is_is_told_while_it_lands(analyst: Person) -> None:
    file = hand_in(analyst, "2024-06", many=1201)
    begin_landing(file=file, by=SYSTEM, at=NOW)
    with hold(file.pk) as tell:
        assert tell is not None
        told: list[int] = []

        def tells(done: int) -> None:
            tell(done)
            told.append(done_of(file.pk))

        land_services(file=file, by=SYSTEM, at=NOW, tell=tells)
    assert told == [500, 1000, 1201]


def test_one_that_fails_unexpectedly_says_so_and_holds_up_nobody(analyst: Person) -> None:
    broken, sound = hand_in(analyst, "2024-05"), hand_in(analyst, "2024-06")
    path_of(broken.kept_id).write_bytes(b"{")  # as after a fault of the disk
    assert "2024-06" not in land()
    broken.refresh_from_db()
    sound.refresh_from_db()
    assert broken.status == FileStatus.NOT_LANDED
    assert "unexpected stopped it (JSONDecodeError)" in broken.outcome
    assert sound.status == FileStatus.LANDED
    assert [each.month_on.month for each in Snapshot.objects.all()] == [6]


def test_one_whose_landing_always_crashes_comes_after_those_that_wait(analyst: Person) -> None:
    first, second = hand_in(analyst, "2024-05"), hand_in(analyst, "2024-06")
    begin_landing(file=first, by=SYSTEM, at=NOW)
    assert files_to_land() == [second, first]
    begin_landing(file=second, by=SYSTEM, at=later(hours=1))
    assert files_to_land() == [first, second]
    begin_landing(file=first, by=SYSTEM, at=later(hours=2))
    assert files_to_land() == [second, first]
