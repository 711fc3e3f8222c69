"""Days that were left out count again: the rest is dated again, people are told, the trail says why."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.foundations.models import AuditEntry, OutgoingMessage
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.inspections.models import Milestone, Pause, TimetableChange
from speir.inspections.operations import leave_weeks_out, reach_milestone
from speir.inspections.timetable_operations import put_weeks_back
from speir.inspections.timetable_queries import changes_to_acknowledge, put_back_in, would_move_back
from tests.factories import World, gathering, later, make_world
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db

HELD = (date(2027, 1, 11), date(2027, 1, 22))


@pytest.fixture
def world() -> World:
    return gathering(make_world())


def days(world: World) -> dict[str, date]:
    return dict(Milestone.objects.filter(inspection=world.inspection).values_list("key", "due_on"))


def hold(world: World, first: date = HELD[0], last: date = HELD[1]) -> None:
    leave_weeks_out(
        inspection=world.inspection,
        first_day=first,
        last_day=last,
        reason="Storm",
        by=world.lead,
        at=later(9),
    )


def back(world: World, who: str = "lead", **more: object) -> list[object]:
    given = {"first_day": HELD[0], "reason": "The roads are open.", "at": later(10), **more}
    return list(put_weeks_back(inspection=world.inspection, by=world.people[who], **given))


def test_the_timetable_is_again_as_it_was_and_the_trail_says_who_and_why(world: World) -> None:
    before = days(world)
    hold(world)
    foreseen = would_move_back(world.inspection, HELD[0])
    assert days(world) != before
    assert back(world) == foreseen != []
    assert days(world) == before
    assert world.fresh().publishes_on == before["published"]
    assert not Pause.objects.filter(inspection=world.inspection).exists()
    [kept] = put_back_in(world.inspection)
    assert (kept.left_out_for, kept.reason, kept.by) == ("Storm", "The roads are open.", world.lead.full_name)
    assert (kept.first_day, kept.last_day, list(kept.moved)) == (*HELD, foreseen)


def test_what_is_reached_or_fixed_stays(world: World) -> None:
    hold(world)
    reach_milestone(inspection=world.inspection, key="evidence_lodged", by=world.lead, at=later(9))
    Milestone.objects.filter(inspection=world.inspection, key="published").update(is_fixed=True)
    held = days(world)
    assert not {"evidence_lodged", "published"} & {each.key for each in back(world)}
    assert days(world)["published"] == held["published"]


def test_those_concerned_are_told_and_asked_to_know_of_it(world: World) -> None:
    hold(world)
    sent = OutgoingMessage.objects.count()
    back(world)
    assert OutgoingMessage.objects.count() > sent
    latest = TimetableChange.objects.filter(inspection=world.inspection).last()
    assert latest is not None
    assert (latest.kind, latest.reason) == ("back", "The roads are open.")
    assert changes_to_acknowledge(world.inspector, world.inspection)[-1].reason == "The roads are open."


def test_days_that_count_already_are_refused_and_nothing_happens_twice(world: World) -> None:
    hold(world)
    back(world)
    told = AuditEntry.objects.count()
    with pytest.raises(RuleBroken, match="count already"):
        back(world)
    assert AuditEntry.objects.count() == told


def test_a_reason_is_needed(world: World) -> None:
    hold(world)
    with pytest.raises(RuleBroken, match="Say why these weeks count"):
        back(world, reason=" ")


def test_nothing_comes_to_be_due_on_a_day_that_is_over(world: World) -> None:
    hold(world)
    moved = days(world)
    with pytest.raises(RuleBroken, match="due on a day that is over"):
        back(world, at=later(110))
    assert days(world) == moved


@pytest.mark.parametrize("who", ["inspector", "coordinator"])
def test_others_may_not(world: World, who: str) -> None:
    hold(world)
    with pytest.raises(NotAllowed):
        back(world, who)


def test_on_the_screen_what_would_move_is_seen_first(client: Client, world: World) -> None:
    hold(world)
    here = address("put_weeks_back", world, first_day=HELD[0].isoformat())
    assert here in page_of(client, world.lead, address("timetable", world))
    seen = page_of(client, world.lead, here)
    assert "11 January 2027 to 22 January 2027, left out for: Storm" in seen
    assert "Published: from 7 April 2027 to 24 March 2027" in seen
    assert "Say why these weeks count" in client.post(here, {"reason": ""}).content.decode()
    done = client.post(here, {"reason": "The roads are open."}, follow=True).content.decode()
    assert "Days put back" in done
    assert "The roads are open." in done
    assert "left out before for: Storm" in done
    assert "Put these days back" not in done
    assert status_for(client, world.lead, here) == 404


def test_who_may_not_change_the_timetable_sees_no_way_to_it(client: Client, world: World) -> None:
    hold(world)
    assert "Put these days back" not in page_of(client, world.inspector, address("timetable", world))


def test_the_number_of_questions_does_not_grow_with_the_days_put_back(client: Client, world: World) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address("timetable", world)).status_code == 200
        return len(asked)

    hold(world)
    back(world)
    client.force_login(world.lead)
    first = questions()
    for number in (1, 2):
        hold(world)
        back(world, at=later(10 + number))
    assert len(put_back_in(world.inspection)) == 3
    assert questions() == first
