"""CPU time of a reading page as a browser gets and sends it: 100 questions and 10 items, all answered."""

import json
import os
import re
import statistics
import time
import uuid
from collections.abc import Callable
from itertools import count

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "speir.config.settings")
django.setup()

from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402

RUNS = 25


def read_record() -> tuple[Client, str]:
    """A reader signed in, with a record of 100 questions and 10 items answered; and where it is read."""
    from speir.record_reading.answering_operations import take_events
    from tests.bench.forms import SIX, YN, answered, hundred_questions
    from tests.factories import later
    from tests.record_reading.factories import make_exercise, make_reading, reading_world, sent
    from tests.record_reading.published import published_workbook
    from tests.xforms.forms import workbook

    settings = {"form_title": "A hundred questions", "form_id": "hundred", "version": "1"}
    world = reading_world()
    exercise = make_exercise(world)
    template = workbook(hundred_questions(), [*SIX, *YN], settings)
    exercise.template_version = published_workbook(template, world.manager)
    exercise.save()
    reading = make_reading(exercise, world.inspector)
    sheet = answered()
    changes = [("visit", key, "add_item") for key in sheet.items["visit"]]
    changes += [(address, value, "answer") for address, value in sheet.values.items()]
    events = [sent(a, value, kind=kind, sequence=n) for n, (a, value, kind) in enumerate(changes, 1)]
    take_events(reading=reading, events=events, by=reading.reader, at=later(days=11))
    client = Client()
    client.force_login(world.inspector)
    return client, f"/inspections/{world.inspection.reference}/reading/{reading.pk}/"


def sends_page(client: Client, page: str) -> Callable[[], object]:
    """Sends a page, as a browser without a script does, with one answer changed each time."""
    html = client.get(page).content.decode()
    tokens = dict(re.findall(r'<input type="hidden" name="(last|shown)" value="([^"]*)"', html))
    tokens = {name: value.replace("&#34;", '"') for name, value in tokens.items()}
    fields = {f"answer:{address}": value for address, value in json.loads(tokens["shown"]).items()}
    days = count(1)

    def send() -> None:
        told = {**tokens, **fields, "answer:page3/days3": str(next(days)), "sending": str(uuid.uuid4())}
        assert client.post(page, {**told, "pressed": "next"}).status_code == 302

    return send


def sends_events(client: Client, here: str, many: int) -> Callable[[], object]:
    """Sends so many answers, as a page with a script does; each replaces the one before it."""
    address = f"/reading/{here.strip('/').rpartition('/')[2]}"
    person = client.session["_auth_user_id"]
    held = client.get(f"{address}/state/").json()
    kept, places = list(held["sheet"]["values"].items())[:many], count(1)

    def send() -> None:
        events = [
            {
                "event_id": str(uuid.uuid4()),
                "device_id": "bench",
                "device_sequence": next(places),
                "kind": "answer",
                "address": where,
                "value": value,
                "typed_at": "2026-11-28T10:00:00+00:00",
                "based_on": held["last"][where],
            }
            for where, value in kept
        ]
        sent = json.dumps({"person": person, "events": events})
        told = client.post(f"{address}/events/", sent, content_type="application/json").json()
        assert len(told["acknowledged"]) == many

    return send


def cpu(work: Callable[[], object]) -> float:
    """CPU milliseconds of one run: the middle of several, after a first one that fills what is kept."""
    work()
    taken = []
    for _ in range(RUNS):
        began = time.process_time()
        work()
        taken.append((time.process_time() - began) * 1000)
    return statistics.median(taken)


def main() -> None:
    """Measure and print."""
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        client, here = read_record()
        pages = {
            "a page of 10 questions, from the database to HTML": "page/page3/",
            "the page of 10 items, from the database to HTML": "page/visit/",
            "the whole record in one page, for reading without a connection": "offline/",
        }
        for what, page in pages.items():

            def get(address: str = here + page) -> None:
                assert client.get(address).status_code == 200

            print(f"{cpu(get):8.1f} ms CPU  {what}")  # noqa: T201 (a command)
        sent = {
            "the page of 10 questions sent, one answer changed, to its redirect": sends_page(
                client, f"{here}page/page3/"
            ),
            "one answer sent by the script of a page": sends_events(client, here, 1),
            "ten answers sent by the script of a page": sends_events(client, here, 10),
        }
        for what, send in sent.items():
            print(f"{cpu(send):8.1f} ms CPU  {what}")  # noqa: T201 (a command)
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main()
