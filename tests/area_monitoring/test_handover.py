"""An area goes from one link inspector to another with a briefing that wrote itself."""

from datetime import date, timedelta

import pytest

from speir.area_monitoring import permissions
from speir.area_monitoring.briefing import NOTHING, Facts, Told, draft
from speir.area_monitoring.choices import HandoverStatus
from speir.area_monitoring.models import Handover
from speir.area_monitoring.operations import (
    answer_handover,
    offer_handover,
    start_handover,
    withdraw_handover,
    write_briefing,
)
from speir.area_monitoring.queries import handover_of, handovers_for
from speir.area_teams.choices import Tier
from speir.area_teams.queries import link_inspector_in
from speir.foundations.refusals import NotAllowed, NotNow, RuleBroken
from speir.indicators.choices import SignalKind
from speir.indicators.finding_signals import Found
from speir.indicators.operations import record_signals
from speir.partnerships.queries import link_inspector_of
from speir.people.choices import Role
from speir.people.operations import SYSTEM
from tests.area_monitoring.factories import note
from tests.area_risks.factories import barrier, risk
from tests.area_teams.factories import area_of, known
from tests.enquiries.factories import asked
from tests.factories import NOW, TODAY, World, later
from tests.people_standings import allowed_roles


@pytest.fixture
def world(db: None) -> World:
    """An area with a link inspector, who has written about it."""
    made = known()
    note(made, result="The audit is late.", next_step="Ask for it", tier=Tier.TEAM, next_due_on=TODAY)
    risk(made)
    barrier(made)
    asked(made)
    return made


def start(world: World) -> Handover:
    """The service manager hands the area over, a week later."""
    return start_handover(area=area_of(world), to_person=world.outsider, by=world.manager, at=later(days=7))


def test_who_may() -> None:
    assert allowed_roles(permissions.may_start_handover) == {Role.SERVICE_MANAGER}
    assert allowed_roles(permissions.may_write_briefing) == {Role.SERVICE_MANAGER, Role.LINK_INSPECTOR}


def test_an_empty_briefing_says_that_it_is_empty() -> None:
    words = draft(Facts("Glentest", "Routine", [], [], [], [], [], [], []))
    assert words.count(NOTHING) == 8
    told = Facts("Glentest", "Routine", [], [Told(date(2026, 3, 2), "Ask")], [], [], [], [], [])
    assert "Next steps that are overdue\n- Ask (was due 2 March 2026)" in draft(told)


def test_the_briefing_holds_the_signals_that_are_open(world: World) -> None:
    found = Found(
        SignalKind.ABSENCE, area_of(world).pk, "Notifications: none", "About 9 would be expected.", 8
    )
    record_signals(found=[found], is_fictional=area_of(world).is_fictional, by=SYSTEM, at=NOW)
    told = "Signals that are open\n- Notifications: none. About 9 would be expected."
    assert told in start(world).briefing


def test_the_briefing_holds_what_is_recorded(world: World) -> None:
    briefing = start(world).briefing
    for words in (
        "Ask for it (was due 2 November 2026)",
        "Held 70% likely",
        "Barrier: Two recording systems",
        "The audit is late.",
        "E-",
    ):
        assert words in briefing


def test_the_new_link_inspector_accepts_and_the_area_is_theirs(world: World) -> None:
    handover, area, at = start(world), area_of(world), later(days=8)
    with pytest.raises(NotNow):
        answer_handover(handover=handover, is_accepted=True, why="", by=world.outsider, at=at)
    write_briefing(handover=handover, briefing="Edited by a person.", base=1, by=world.link, at=at)
    with pytest.raises(NotNow, match="saved by somebody else"):
        write_briefing(handover=handover, briefing="From an old page.", base=1, by=world.link, at=at)
    offer_handover(handover=handover, by=world.link, at=at)
    assert handovers_for(world.outsider) == [handover]
    with pytest.raises(RuleBroken, match="Only the new link inspector"):
        answer_handover(handover=handover, is_accepted=True, why="", by=world.link, at=at)
    with pytest.raises(RuleBroken, match="what is missing"):
        answer_handover(handover=handover, is_accepted=False, why="", by=world.outsider, at=at)
    answer_handover(handover=handover, is_accepted=False, why="The posts.", by=world.outsider, at=at)
    offer_handover(handover=handover, by=world.link, at=at + timedelta(hours=1))
    answer_handover(handover=handover, is_accepted=True, why="", by=world.outsider, at=later(days=9))
    assert link_inspector_in(area, TODAY + timedelta(days=9)) == world.outsider
    assert link_inspector_of(world.partnership) == world.outsider
    assert handover_of(area) is None
    assert Handover.objects.get().status == HandoverStatus.ACCEPTED


def test_one_handover_at_a_time_and_it_can_be_withdrawn(world: World) -> None:
    handover = start(world)
    with pytest.raises(RuleBroken, match="handed over already"):
        start(world)
    with pytest.raises(NotAllowed):
        withdraw_handover(handover=handover, by=world.link, at=NOW)
    withdraw_handover(handover=handover, by=world.manager, at=NOW)
    assert start(world).pk != handover.pk
