"""The morning page: what others changed since I last looked, why, and putting it away."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from speir.area_monitoring.choices import Intensity
from speir.area_monitoring.operations import dismiss_line, mark_seen, set_intensity
from speir.area_teams.choices import AreaRole, PostKind, Tier
from speir.area_teams.operations import appoint_to_area, note_post_holder
from speir.area_teams.queries import reader_of_areas
from speir.foundations.refusals import RuleBroken
from speir.web.inspectorate.morning import Morning, morning
from tests.area_monitoring.factories import note
from tests.area_risks.factories import risk
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, TODAY, World, later


@pytest.fixture
def world(db: None) -> World:
    """An area with a link inspector and a relationship manager."""
    made = known()
    appoint_to_area(area=area_of(made), role=AreaRole.ADULTS, person=made.lead, by=made.manager, at=NOW)
    return made


def seen(world: World, who: str = "link") -> Morning:
    """What somebody finds an hour later."""
    person = world.people[who]
    return morning(person, reader_of_areas(person, TODAY), (area_of(world),), later(hours=2))


def happen(world: World) -> None:
    """Others write, forecast, note and decide; one note is about a day long past."""
    area, by = area_of(world), world.lead
    note(world, by=by, held_on=TODAY - timedelta(days=300), tier=Tier.TEAM, who_with="Somebody of old")
    risk(world, by=by)
    note_post_holder(area=area, post=PostKind.CHIEF_OFFICER, name="Una Craig", from_on=TODAY, by=by, at=NOW)
    set_intensity(area=area, intensity=Intensity.FORMAL, reason="Weak.", by=world.manager, at=NOW)


def test_every_line_says_why_it_is_shown(world: World) -> None:
    happen(world)
    note(world)  # my own
    lines = seen(world).lines
    assert len(lines) == 4
    assert all(line.why and line.address and line.key for line in lines)
    assert any("Somebody of old" in line.title for line in lines)


def test_what_i_have_seen_is_gone_and_what_comes_later_is_not(world: World) -> None:
    happen(world)
    mark_seen(up_to=later(hours=1), by=world.link, at=later(hours=1))
    mark_seen(up_to=NOW, by=world.link, at=later(hours=1))  # an old page does not bring it back
    assert seen(world).lines == ()
    note(world, by=world.lead, at=later(hours=1.5))
    assert len(seen(world).lines) == 1


def test_a_line_is_put_away_for_me_alone(world: World) -> None:
    note(world, by=world.manager)
    [line] = seen(world).lines
    for _ in range(2):
        dismiss_line(line=line.key, by=world.link, at=NOW)
    assert seen(world).lines == ()
    assert len(seen(world, "lead").lines) == 1
    with pytest.raises(RuleBroken, match="not of the morning page"):
        dismiss_line(line="x", by=world.link, at=NOW)


def test_the_page_puts_away_without_a_script(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(hours=2))
    note(world, by=world.lead, who_with="Chief officer of the morning")
    client.force_login(world.link)
    assert "Chief officer of the morning" in client.get(reverse("my_areas")).content.decode()
    [line] = seen(world).lines
    client.post(reverse("put_away"), {"line": line.key})
    assert "Chief officer of the morning" not in client.get(reverse("my_areas")).content.decode()
