"""Reminders come until it is dealt with, once in a slot of time, and say nothing of what waits."""

from datetime import datetime

import pytest
from django.core.management import call_command

from speir.concerns.models import Reminder
from speir.concerns.operations import (
    acknowledge_concern,
    ask_for_more,
    hold_back_concern,
    remind_of_concern,
)
from speir.concerns.queries import to_remind_about
from speir.foundations.models import OutgoingMessage
from speir.foundations.refusals import NotNow
from speir.inspections.operations import stand_down
from speir.inspections.queries import team_of
from speir.people.operations import SYSTEM
from tests.concerns.factories import SEEN, WORRY, acted, closed, passed, raised, with_a_senior_manager
from tests.factories import World, later


@pytest.fixture
def world(db: object) -> World:
    made = with_a_senior_manager()
    OutgoingMessage.objects.all().delete()
    return made


def told() -> list[str]:
    """Who has been written to since, by name in their address."""
    return sorted(message.to.split("@")[0].rsplit(".", 1)[0] for message in OutgoingMessage.objects.all())


def remind_at(moment: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the job at a moment."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    call_command("remind_concerns", verbosity=0)


def test_raised_the_lead_is_told_at_once(world: World) -> None:
    raised(world)
    assert told() == ["lead.inspector"]


def test_danger_now_is_told_to_the_service_manager_too(world: World) -> None:
    raised(world, is_immediate=True)
    assert told() == ["lead.inspector", "service.manager"]


def test_passed_on_the_senior_manager_is_told_at_once(world: World) -> None:
    passed(world)
    assert "senior.manager" in told()


def test_run_again_in_the_same_hour_nobody_is_told_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised(world)
    for minutes in (10, 20, 61, 62):
        remind_at(later(days=20, hours=minutes / 60), monkeypatch)
    assert told() == ["lead.inspector"] * 2


def test_two_rounds_at_once_remind_once(world: World) -> None:
    concern = raised(world)
    at = later(days=20, hours=1)
    remind_of_concern(concern=concern, by=SYSTEM, at=at)
    with pytest.raises(NotNow):
        remind_of_concern(concern=concern, by=SYSTEM, at=at)
    assert to_remind_about(at) == []


def test_overdue_more_people_are_told_every_hour(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    raised(world)
    OutgoingMessage.objects.all().delete()
    remind_at(later(days=21), monkeypatch)
    remind_at(later(days=21, hours=1), monkeypatch)
    assert told() == sorted(["lead.inspector", "service.manager", "support"] * 2)


def test_it_stops_only_when_it_is_dealt_with(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = raised(world)
    for days in range(21, 25):
        assert [one.pk for one in to_remind_about(later(days=days))] == [waiting.pk]
        remind_at(later(days=days), monkeypatch)
    hold_back_concern(concern=waiting, reason="Acted on.", by=world.lead, at=later(days=25))
    closed(world)
    assert to_remind_about(later(days=30)) == []
    assert Reminder.objects.filter(concern=waiting).count() == 5


def test_an_acknowledged_one_is_reminded_of_once_a_day(world: World) -> None:
    concern = passed(world)
    acknowledge_concern(concern=concern, by=world.senior_manager, at=later(days=20, hours=2))
    assert to_remind_about(later(days=20, hours=6)) == []
    assert to_remind_about(later(days=21))


def test_asked_for_more_on_the_same_day_the_senior_manager_is_told(world: World) -> None:
    concern = acted(world)
    OutgoingMessage.objects.all().delete()
    ask_for_more(concern=concern, more="Who visits next?", by=world.lead, at=later(days=20, hours=5))
    assert told() == ["senior.manager"]


def test_without_a_lead_the_service_manager_is_told(world: World) -> None:
    lead = next(one for one in team_of(world.inspection) if one.person == world.lead)
    stand_down(member=lead, by=world.manager, at=later(days=19))
    raised(world)
    assert told() == ["service.manager"]


def test_no_e_mail_says_anything_of_it(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    concern = acted(world)
    raised(world, is_immediate=True)
    remind_at(later(days=21), monkeypatch)
    for message in OutgoingMessage.objects.all():
        text = f"{message.subject} {message.body}".lower()
        for secret in ("concern", "safety", "nb-0042", SEEN, WORRY, concern.mark, str(concern.pk)):
            assert secret.lower() not in text
