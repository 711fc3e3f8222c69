"""Contact notes, what follows from them, and when the next contact is due."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from speir.area_monitoring import permissions
from speir.area_monitoring.choices import Intensity
from speir.area_monitoring.expectations import DAYS_BETWEEN_CONTACTS, contact_due
from speir.area_monitoring.models import ContactNote
from speir.area_monitoring.operations import finish_step, set_intensity
from speir.area_monitoring.queries import how_followed, intensity_changes, open_steps
from speir.area_teams.choices import Tier
from speir.area_teams.queries import reader_of_areas
from speir.foundations.models import ChangeRefused
from speir.foundations.refusals import AlreadyDone, NotAllowed, RuleBroken
from speir.people.choices import Role
from tests.area_monitoring.factories import note
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, TODAY, World
from tests.people_standings import allowed_roles


@pytest.fixture
def world(db: None) -> World:
    """An area with a link inspector."""
    return known()


def test_who_may() -> None:
    around = {Role.LINK_INSPECTOR, Role.RELATIONSHIP_MANAGER, Role.SUPPORT_OFFICER}
    assert allowed_roles(permissions.may_record_contact) == around | {Role.SERVICE_MANAGER}
    assert allowed_roles(permissions.may_set_intensity) == {Role.LINK_INSPECTOR, Role.SERVICE_MANAGER}


def test_a_note_sent_twice_counts_once_and_is_never_changed(world: World) -> None:
    once = str(uuid4())
    first = note(world, once=once)
    assert str(first.pk) == once
    with pytest.raises(AlreadyDone):
        note(world, once=once)
    first.result = "Other words."
    with pytest.raises(ChangeRefused):
        first.save()
    assert ContactNote.objects.count() == 1


def test_what_a_note_must_say(world: World) -> None:
    with pytest.raises(RuleBroken) as broken:
        note(world, held_on=TODAY + timedelta(days=1), who_with=" ", result="", next_step="Ask again")
    assert {reason.field for reason in broken.value.reasons} == {
        "held_on",
        "who_with",
        "result",
        "next_due_on",
    }
    with pytest.raises(RuleBroken, match="must never stand in a log"):
        note(world, result="The record of 0101011234 was late, CHI 010101 1237.")
    with pytest.raises(NotAllowed, match="Only the link inspector"):
        note(world, by=world.outsider)


def test_a_next_step_is_open_until_it_is_done(world: World) -> None:
    note(world, next_step="Read the audit", next_due_on=TODAY, tier=Tier.TEAM)
    [step] = open_steps([area_of(world)], reader_of_areas(world.link, TODAY))
    assert open_steps([area_of(world)], reader_of_areas(world.outsider, TODAY)) == []
    finish_step(step=step, by=world.link, at=NOW)
    with pytest.raises(RuleBroken, match="finished already"):
        finish_step(step=step, by=world.link, at=NOW)
    assert open_steps([area_of(world)], reader_of_areas(world.link, TODAY)) == []


@pytest.mark.parametrize("intensity", list(Intensity))
def test_the_next_contact_is_counted_from_the_later_day(intensity: Intensity) -> None:
    days, first, later = DAYS_BETWEEN_CONTACTS[intensity], date(2026, 1, 5), date(2026, 3, 2)
    assert contact_due(intensity, None, None) is None
    assert contact_due(intensity, first, later) == later + timedelta(days=days)
    assert contact_due(intensity, later, first) == later + timedelta(days=days)
    assert contact_due(intensity, later, None) == later + timedelta(days=days)


def test_closer_monitoring_expects_more(world: World) -> None:
    area = area_of(world)
    note(world, held_on=TODAY - timedelta(days=20))
    assert how_followed([area])[area.pk].intensity == Intensity.ROUTINE
    set_intensity(
        area=area, intensity=Intensity.FORMAL, reason="Weak in two areas.", by=world.manager, at=NOW
    )
    how = how_followed([area])[area.pk]
    assert (how.intensity, how.reason) == (Intensity.FORMAL, "Weak in two areas.")
    assert how.due_on == TODAY + timedelta(days=14)
    with pytest.raises(RuleBroken, match="Say why"):
        set_intensity(area=area, intensity=Intensity.ROUTINE, reason=" ", by=world.link, at=NOW)


def test_following_an_area_the_same_way_again_adds_nothing(world: World) -> None:
    area = area_of(world)
    for _ in range(2):
        set_intensity(area=area, intensity=Intensity.FORMAL, reason="Weak.", by=world.manager, at=NOW)
    with pytest.raises(RuleBroken, match="followed like this already") as refused:
        set_intensity(area=area, intensity=Intensity.FORMAL, reason="Still.", by=world.manager, at=NOW)
    assert [each.field for each in refused.value.reasons] == ["intensity"]
    assert len(intensity_changes([area], TODAY + timedelta(days=1), 9)) == 1
    for hours, how in enumerate((Intensity.ROUTINE, Intensity.FORMAL), 1):
        later = NOW + timedelta(hours=hours)
        set_intensity(area=area, intensity=how, reason="Weak.", by=world.manager, at=later)
    assert len(intensity_changes([area], TODAY + timedelta(days=1), 9)) == 3
