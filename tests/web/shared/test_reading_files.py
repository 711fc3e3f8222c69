"""Files as answers over HTTP: with a page, from a device, and given out; nothing to those who may not."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from speir.foundations.models import AuditEntry
from speir.record_reading.answering_operations import take_events
from speir.record_reading.choices import ReadingStatus
from speir.record_reading.models import AttachedFile, Reading
from speir.record_reading.queries import replayed
from speir.xforms.attached import Attached, read_attached
from tests.factories import World, pdf
from tests.record_reading.every_kind import every_kind
from tests.record_reading.factories import make_exercise, make_reading, reading_world, sent
from tests.record_reading.test_the_way_of_a_reading import AT
from tests.web.shared.test_reading_pages import browser, hidden, place

pytestmark = pytest.mark.django_db
EXTRACT = "papers/extract"


@pytest.fixture
def world() -> World:
    return reading_world()


def open_for(world: World, who: str) -> Reading:
    """An open reading of a template that asks for files."""
    exercise = make_exercise(world)
    exercise.template_version = every_kind(world.manager)
    exercise.save()
    return make_reading(exercise, world.people[who])


def papers(world: World, who: str, reading: Reading) -> str:
    return f"{place(world, who)}{reading.pk}/page/papers/"


@pytest.mark.parametrize("who", ["inspector", "local_reader"])
def test_a_file_comes_with_its_page_and_is_taken_out_again(world: World, who: str) -> None:
    reading, client = open_for(world, who), browser(world, who)
    here = papers(world, who, reading)
    form = hidden(client.get(here).content.decode())
    for _ in range(2):  # the same sending twice counts once
        client.post(here, {**form, f"answer:{EXTRACT}": pdf("extract.pdf"), "pressed": "next"})
    file = AttachedFile.objects.get(reading=reading)
    assert replayed(reading).values == {EXTRACT: f"{file.identity} extract.pdf"}
    html = client.get(here).content.decode()
    address = f"/reading/{reading.pk}/files/{file.identity}/"
    assert f'href="{address}"' in html
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == pdf("extract.pdf").read()  # type: ignore[attr-defined]
    assert answer["Content-Disposition"] == 'attachment; filename="extract.pdf"'
    assert answer["Cache-Control"] == "private, no-store"
    assert AuditEntry.objects.filter(what="File of a reading downloaded: extract.pdf").count() == 1
    client.post(here, {**hidden(html), "pressed": f"take_out {EXTRACT}"})
    assert replayed(reading).values == {}
    assert f'href="{address}"' not in client.get(here).content.decode()
    assert not replayed(reading).differing


def test_a_file_that_is_not_taken_is_told_and_the_rest_is_kept(world: World) -> None:
    reading, client = open_for(world, "inspector"), browser(world, "inspector")
    here = papers(world, "inspector", reading)
    form = hidden(client.get(here).content.decode())
    wrong = SimpleUploadedFile("run.exe", b"MZ")
    told = {**form, f"answer:{EXTRACT}": wrong, "answer:papers/says": "Four", "pressed": "next"}
    answer = client.post(here, told, follow=True)
    assert "An extract without names: “run.exe” cannot be taken" in answer.content.decode()
    assert answer.request["PATH_INFO"] == here
    assert replayed(reading).values == {"papers/says": "Four"}
    assert not AttachedFile.objects.exists()


def send(client: Client, reading: Reading, file_id: object, **changed: object) -> HttpResponse:
    form = {"person": str(reading.reader_id), "address": EXTRACT, "sha256": "", "file": pdf(), **changed}
    told = {name: value for name, value in form.items() if value is not None}
    return client.post(f"/reading/{reading.pk}/files/{file_id}/", told)  # type: ignore[return-value]


def test_a_device_sends_a_file_any_number_of_times(world: World) -> None:
    reading, client, one = open_for(world, "inspector"), browser(world, "inspector"), uuid.uuid4()
    for _ in range(3):
        answer = send(client, reading, one)
        assert (answer.status_code, answer.json()) == (200, {"kept": str(one)})  # type: ignore[attr-defined]
    assert AttachedFile.objects.filter(identity=one).count() == 1


@pytest.mark.parametrize(
    ("changed", "status", "why"),
    [
        ({"file": None}, 400, "could not be understood"),
        ({"file": SimpleUploadedFile("run.exe", b"MZ")}, 422, "type is not allowed"),
        ({"sha256": "0" * 64}, 422, "cut short"),
        ({"address": "typed/words"}, 422, "takes a file"),
        ({"person": str(uuid.UUID(int=7))}, 401, "Sign in again"),
    ],
)
def test_a_device_is_told_why_not(world: World, changed: dict[str, object], status: int, why: str) -> None:
    reading = open_for(world, "inspector")
    answer = send(browser(world, "inspector"), reading, uuid.uuid4(), **changed)
    assert answer.status_code == status
    assert why in answer.json()["reason"]  # type: ignore[attr-defined]
    assert not AttachedFile.objects.exists()


@pytest.mark.parametrize("who", ["lead", "local_reader", "coordinator", "outsider", "manager"])
def test_nobody_else_sends_or_opens(world: World, who: str) -> None:
    reading, one = open_for(world, "inspector"), uuid.uuid4()
    send(browser(world, "inspector"), reading, one)
    client = browser(world, who)
    assert client.get(f"/reading/{reading.pk}/files/{one}/").status_code == 404
    answer = send(client, reading, uuid.uuid4(), person=str(world.people[who].pk))
    assert answer.status_code == 404
    assert AttachedFile.objects.count() == 1


def test_signed_out_nothing_is_given_or_taken(world: World) -> None:
    reading, one = open_for(world, "inspector"), uuid.uuid4()
    send(browser(world, "inspector"), reading, one)
    assert send(Client(), reading, uuid.uuid4()).status_code == 401
    answer = Client().get(f"/reading/{reading.pk}/files/{one}/")
    assert answer.status_code == 302
    assert "sign-in" in answer["Location"]


def test_the_lead_opens_it_from_the_reading_once_it_is_in(world: World) -> None:
    reading, one = open_for(world, "inspector"), uuid.uuid4()
    send(browser(world, "inspector"), reading, one)
    events = [sent(EXTRACT, Attached(one, "document.pdf").written)]
    take_events(reading=reading, events=events, by=reading.reader, at=AT)
    Reading.objects.filter(pk=reading.pk).update(status=ReadingStatus.SUBMITTED, submitted_at=AT)
    client = browser(world, "lead")
    html = client.get(f"{place(world, 'lead')}{reading.pk}/about/").content.decode()
    assert f'<a href="/reading/{reading.pk}/files/{one}/">document.pdf</a>' in html
    given = client.get(f"/reading/{reading.pk}/files/{one}/")
    assert given.status_code == 200
    assert b"".join(given.streaming_content) == pdf().read()  # type: ignore[attr-defined]
    assert read_attached(replayed(reading).values[EXTRACT]) == Attached(one, "document.pdf")
