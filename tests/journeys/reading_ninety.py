"""What the journey of ninety records reads: a template in Excel, a frame, and how six people answer."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from speir.people.models import Person
from speir.record_reading.choices import ReadingOrder
from speir.record_reading.models import Reading
from speir.record_samples.choices import Agency, Population
from speir.record_samples.frame_sheet import FrameRow
from speir.record_samples.frame_workbook import frame_workbook
from tests.xforms.excel import survey

PLACES = ("Invertown", "Glen Affar", "Northern isles")
CHOICES = (
    ("list_name", "name", "label", "counts_as"),
    ("yes_no", "yes", "Yes", "in"),
    ("yes_no", "no", "No", "in"),
    ("yes_no", "not_recorded", "Not recorded", "missing"),
    ("six", "excellent", "Excellent", "in"),
    ("six", "good", "Good", "in"),
    ("six", "weak", "Weak", "in"),
    ("six", "not_recorded", "The record does not say", "missing"),
    ("six", "na", "There was no plan to be made", "out"),
)
ROWS = (
    ("type", "name", "label", "required", "relevant", "good", "indicator", "denominator", "guidance_hint"),
    ("begin_group", "inquiry", "Initial inquiry", "", "", "", "", "", ""),
    (
        "select_one yes_no",
        "in_time",
        "Was the inquiry made in good time?",
        "yes",
        "",
        "yes",
        "1.2",
        "",
        "Within five days.",
    ),
    ("integer", "days", "How many days late was it?", "yes", "${in_time} = 'no'", "", "", "", ""),
    ("end_group", "", "", "", "", "", "", "", ""),
    ("begin_group", "plan", "Protection plan", "", "", "", "", "", ""),
    (
        "select_one six",
        "quality",
        "How good is the protection plan?",
        "yes",
        "",
        "excellent good",
        "1.7",
        "recorded",
        "",
    ),
    ("text", "why", "Why do you say so?", "", "", "", "", "", "Name nobody."),
    ("end_group", "", "", "", "", "", "", "", ""),
)
TIMELY, QUALITY = "Was the inquiry made in good time?", "How good is the protection plan?"


def template() -> bytes:
    """The template as its author writes it in Excel."""
    settings = [("form_title", "form_id", "version"), ("Reading of ninety records", "ninety", "1")]
    return survey(*ROWS, choices=list(CHOICES), settings=settings)


def frame(starts_on: date) -> bytes:
    """The partnership's workbook: 124 and 97 rows under pseudonyms, over two years and three localities."""
    sizes = ((Population.INVESTIGATION, 124), (Population.INQUIRY, 97))
    return frame_workbook(
        [
            FrameRow(
                reference=f"NB-{population[:3].upper()}{number:03}",
                population=population,
                locality=PLACES[number % 3],
                agencies=tuple(Agency),
                episode_on=starts_on - timedelta(days=5 + (number * 53) % 700),
                sheet="frame",
                row=number + 1,
            )
            for population, many in sizes
            for number in range(1, many + 1)
        ]
    )


def answers_for(reading: Reading) -> dict[str, str]:
    """What this reader finds in this record: now and then their own view of it."""
    found = _answers_by_lot(reading)
    if reading.record_id != _sure_to_differ(reading):
        return found
    return {**found, "plan/quality": "weak" if reading.order == ReadingOrder.SECOND else "good"}


def _sure_to_differ(reading: Reading) -> uuid.UUID:
    """One record on which two readers disagree, whichever were drawn and whoever reads them."""
    twice = Reading.objects.filter(exercise=reading.exercise_id, is_read_twice=True)
    return min(twice.values_list("record__unit__reference", "record_id"))[1]


def _answers_by_lot(reading: Reading) -> dict[str, str]:
    record, reader = reading.record_reference, str(reading.reader.full_name)
    lot = _lot(record, reader if _lot(record, reader) % 5 == 0 else "")
    timely = ("yes", "yes", "yes", "no", "not_recorded")[lot % 5]
    quality = ("excellent", "good", "good", "weak", "not_recorded", "na")[lot // 5 % 6]
    found = {"inquiry/in_time": timely, "plan/quality": quality, "plan/why": "Fictional. The plan is short."}
    return {**found, "inquiry/days": str(1 + lot % 9)} if timely == "no" else found


def _lot(*parts: str) -> int:
    return int(hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:8], 16)


class Device:
    """A reader's laptop without its screen: it sends what the pages send, to the same addresses."""

    def __init__(self, person: Person, prefix: str, reference: str) -> None:
        self.person, self.client = person, Client()
        self.client.force_login(person)
        self.home = f"/{prefix}/{reference}/reading/"

    def reads(self, reading: Reading, *, is_offline: bool) -> None:
        """Declare, answer and hand in: each answer as it is made, or a day's at once, twice, out of order."""
        here = f"{self.home}{reading.pk}/"
        self.client.get(here)
        declared = self.client.post(here, {"connection": "none", "says": ""})
        assert declared.status_code == 302, declared.content
        events = self._events(reading, answers_for(reading))
        batches = [[*events[::-1], *events]] if is_offline else [[event] for event in events]
        for batch in batches:
            told = self._sends(reading, batch)
            assert not told["refused"], told
        assert told["status"] == "submitted"

    def _sends(self, reading: Reading, events: list[dict[str, object]]) -> Mapping[str, object]:
        answer = self.client.post(
            f"/reading/{reading.pk}/events/",
            json.dumps({"person": str(self.person.pk), "events": events}),
            content_type="application/json",
        )
        assert answer.status_code == 200, answer.content
        told: Mapping[str, object] = answer.json()
        return told

    def _events(self, reading: Reading, answers: Mapping[str, str]) -> list[dict[str, object]]:
        made = [("answer", address, value) for address, value in answers.items()]
        return [
            {
                "event_id": str(uuid.uuid4()),
                "device_id": f"laptop-{self.person.pk}",
                "device_sequence": number,
                "kind": kind,
                "address": address,
                "value": value,
                "typed_at": timezone.now().isoformat(),
                "based_on": None,
            }
            for number, (kind, address, value) in enumerate([*made, ("submit", "", None)], 1)
        ]
