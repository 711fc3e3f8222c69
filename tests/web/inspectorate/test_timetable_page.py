"""The timetable: the picture, the milestones, and leaving weeks out."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.inspections.models import Milestone, Pause
from speir.inspections.operations import leave_weeks_out, shift_timetable
from speir.inspections.queries import standing_of
from speir.programmes.models import PhaseMilestone
from speir.web.inspectorate.timetable import timetable_page
from speir.web.shared.forms import ALREADY_SAVED
from tests.factories import TODAY, World, gathering, later, world_at
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_at(gathering)


def filled(**fields: str) -> dict[str, str]:
    """The form filled in well, changed as asked."""
    given = {"first_day": "21 December 2026", "last_day": "1 January 2027", "reason": "Festive closure"}
    return {**given, "once": str(uuid4()), **fields}


def test_every_milestone_has_its_day_and_whose_turn_it_is(world: World) -> None:
    page = timetable_page(world.inspection, standing_of(world.lead, world.inspection), later(30).date())
    lines = {line.title: line for line in page.milestones}
    assert len(lines) == 13
    assert lines["Documents due"].whose == "Inspection coordinator: Coordinator"
    assert lines["Documents due"].state == "7 days late"
    assert lines["Notified"].words == "2 November 2026, Lead Inspector"


def test_leaving_weeks_out_says_what_moved(client: Client, world: World) -> None:
    client.force_login(world.lead)
    seen = client.post(address("timetable", world), filled(), follow=True).content.decode()
    assert "What moved stands under" in seen
    assert "8 milestones moved" in seen
    assert "Published: from 24 March 2027 to 7 April 2027" in seen
    assert Milestone.objects.get(inspection=world.inspection, key="published").due_on == date(2027, 4, 7)


def test_a_pause_that_moves_nothing_says_so(world: World) -> None:
    given = {"inspection": world.inspection, "by": world.lead, "at": later(3)}
    leave_weeks_out(first_day=date(2026, 12, 5), last_day=date(2026, 12, 6), reason="A weekend", **given)
    page = timetable_page(world.inspection, standing_of(world.lead, world.inspection), TODAY)
    assert [(pause.reason, pause.effect, pause.moved) for pause in page.pauses] == [
        ("A weekend", "Nothing moved.", ())
    ]


BAD = [
    ({"last_day": "1 December 2026"}, "The last day is before the first."),
    ({"first_day": ""}, "Enter the first day."),
    ({"last_day": "whenever"}, "Enter a date like"),
    ({"reason": ""}, "Say why these weeks do not count."),
    ({"last_day": "1 January 2029"}, "That is longer than a year."),
]


@pytest.mark.parametrize(("wrong", "message"), BAD)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: Client, world: World, wrong: dict[str, str], message: str
) -> None:
    client.force_login(world.lead)
    sent = filled(**wrong)
    seen = client.post(address("timetable", world), sent).content.decode()
    assert message in seen
    assert "There is a problem" in seen
    assert all(f'value="{sent[name]}"' in seen for name in ("first_day", "last_day", "reason") if sent[name])
    assert not Pause.objects.filter(inspection=world.inspection).exists()


def test_the_same_form_sent_twice_counts_once(client: Client, world: World) -> None:
    client.force_login(world.lead)
    sent = filled()
    client.post(address("timetable", world), sent)
    again = client.post(address("timetable", world), sent, follow=True)
    assert ALREADY_SAVED in again.content.decode()
    assert Pause.objects.filter(inspection=world.inspection).count() == 1


@pytest.mark.parametrize(
    ("who", "may"),
    [("lead", True), ("support", True), ("manager", True), ("inspector", False), ("link", False)],
)
def test_who_may_not_change_the_timetable_reads_why(
    client: Client, world: World, who: str, may: bool
) -> None:
    seen = page_of(client, getattr(world, who), address("timetable", world))
    assert ('name="first_day"' in seen) is may
    assert ("Only the lead inspector, strategic support officer or service manager" in seen) is not may


def test_an_inspector_who_sends_the_form_all_the_same_changes_nothing(client: Client, world: World) -> None:
    client.force_login(world.inspector)
    client.post(address("timetable", world), filled())
    assert not Pause.objects.filter(inspection=world.inspection).exists()


def test_another_team_finds_nothing_and_a_wrong_method_is_turned_away(client: Client, world: World) -> None:
    assert status_for(client, world.outsider, address("timetable", world)) == 404
    assert status_for(client, world.coordinator, address("timetable", world)) == 404
    assert status_for(client, world.lead, address("timetable", world), "delete") == 405


def test_the_number_of_questions_does_not_grow_with_the_pauses(client: Client, world: World) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address("timetable", world)).status_code == 200
        return len(asked)

    client.force_login(world.lead)
    counted = []
    for month in (1, 2, 3):
        leave_weeks_out(
            inspection=world.inspection,
            first_day=date(2027, month, 11),
            last_day=date(2027, month, 15),
            reason="Closed",
            by=world.lead,
            at=later(3),
        )
        counted.append(questions())
    assert counted[0] == counted[2]


def test_a_timetable_laid_before_its_method_changed_says_what_is_different(
    client: Client, world: World
) -> None:
    here, words = address("timetable", world), "The method has changed since"
    assert words not in page_of(client, world.lead, here)
    of_phase = PhaseMilestone.objects.filter(phase=world.phase)
    of_phase.filter(key="documents_due").update(key="papers_due", title="Papers due")
    of_phase.filter(key="published").update(week=30)
    seen = page_of(client, world.lead, here)
    assert words in seen
    panel = seen.split('id="method-changed"')[1].split("</section>")[0]
    assert "<li>Papers due</li>" in panel
    assert "<li>Documents due</li>" in panel
    assert "<li>Published (week 30)</li>" in panel
    shift_timetable(
        inspection=world.inspection, from_key="published", weeks=1, reason="Late.", by=world.lead, at=later(9)
    )
    assert "week 30" not in page_of(client, world.lead, here)  # a shifted one has weeks of its own
