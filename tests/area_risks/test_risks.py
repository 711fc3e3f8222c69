"""Risks as forecasts that are scored; barriers and enablers with a life."""

from datetime import timedelta

import pytest

from speir.area_risks import permissions, queries
from speir.area_risks.choices import FactorStatus, RiskStatus
from speir.area_risks.operations import forecast_again, move_factor, resolve_risk
from speir.area_teams.choices import Tier
from speir.area_teams.queries import reader_of_areas
from speir.foundations.refusals import NotAllowed, NotNow, RuleBroken
from speir.people.choices import Role
from tests.area_risks.factories import barrier, risk
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, TODAY, World, later
from tests.people_standings import allowed_roles


@pytest.fixture
def world(db: None) -> World:
    """An area with a link inspector."""
    return known()


def test_who_may() -> None:
    may = {Role.LINK_INSPECTOR, Role.RELATIONSHIP_MANAGER, Role.SERVICE_MANAGER}
    assert allowed_roles(permissions.may_forecast) == may


def test_what_a_risk_must_say(world: World) -> None:
    with pytest.raises(RuleBroken) as broken:
        risk(world, statement="Bad", likelihood=100, horizon_on=TODAY, would_change="", why="")
    assert {reason.field for reason in broken.value.reasons} == {
        "statement",
        "likelihood",
        "horizon_on",
        "would_change",
        "why",
    }
    with pytest.raises(NotAllowed):
        risk(world, by=world.outsider)


def test_a_further_forecast_stands_beside_the_first(world: World) -> None:
    made = risk(world)
    forecast_again(risk=made, likelihood=40, why="Somebody applied.", by=world.manager, at=later(days=5))
    [line] = queries.open_risks([area_of(world)], reader_of_areas(world.link, TODAY))
    assert (line.first, line.now) == (70, 40)
    with pytest.raises(RuleBroken, match="resolve this risk"):
        forecast_again(risk=made, likelihood=10, why="Late.", by=world.link, at=later(days=90))


def test_that_it_did_not_happen_is_known_after_the_day_only(world: World) -> None:
    made = risk(world)
    with pytest.raises(RuleBroken, match="once the day has passed"):
        resolve_risk(risk=made, as_=RiskStatus.DID_NOT, outcome="Filled.", by=world.link, at=later(days=90))
    assert queries.is_to_be_resolved(made, TODAY + timedelta(days=91))
    resolve_risk(risk=made, as_=RiskStatus.DID_NOT, outcome="Filled.", by=world.link, at=later(days=91))
    with pytest.raises(NotNow):
        resolve_risk(risk=made, as_=RiskStatus.VOID, outcome="No.", by=world.link, at=later(days=92))


def test_each_resolved_risk_counts_once_and_what_cannot_be_judged_not_at_all(world: World) -> None:
    happened, did_not, void = risk(world, likelihood=80), risk(world, likelihood=30), risk(world)
    forecast_again(risk=happened, likelihood=95, why="Nearly so.", by=world.link, at=later(days=2))
    for made, status in (
        (happened, RiskStatus.CAME_TRUE),
        (did_not, RiskStatus.DID_NOT),
        (void, RiskStatus.VOID),
    ):
        resolve_risk(risk=made, as_=status, outcome="It is known.", by=world.link, at=later(days=99))
    risk(world)
    reader = reader_of_areas(world.link, TODAY)
    told = queries.forecasting(reader, is_fictional=True)
    assert (told.first.n, told.open, told.void) == (2, 1, 1)
    assert told.first.brier == pytest.approx((0.2**2 + 0.3**2) / 2)
    assert told.last.brier == pytest.approx((0.05**2 + 0.3**2) / 2)
    assert queries.forecasting(reader, is_fictional=False).first.n == 0
    nobody = queries.forecasting(reader_of_areas(world.police_inspector, TODAY), is_fictional=True)
    assert (nobody.first.n, nobody.open, nobody.void) == (0, 0, 0)


def test_a_risk_is_read_by_its_tier(world: World) -> None:
    made = risk(world, tier=Tier.TEAM)
    assert queries.risk_seen(reader_of_areas(world.link, TODAY), made.pk)
    assert queries.risk_seen(reader_of_areas(world.manager, TODAY), made.pk)
    for person in (world.outsider, world.inspector, world.coordinator):
        assert queries.risk_seen(reader_of_areas(person, TODAY), made.pk) is None


def test_a_barrier_has_a_life(world: World) -> None:
    made = barrier(world)
    move_factor(factor=made, to=FactorStatus.WORKED_ON, why="A bridge is built.", by=world.link, at=NOW)
    move_factor(factor=made, to=FactorStatus.GONE, why="One system now.", by=world.link, at=NOW)
    assert queries.factors_in([area_of(world)], reader_of_areas(world.link, TODAY)) == []
    assert [move.to_status for move in queries.life_of(made)] == ["worked_on", "gone"]
    assert queries.factors_gone([area_of(world)], reader_of_areas(world.link, TODAY)) == [made]
    assert queries.may_become(made) == [FactorStatus.WORKED_ON]
    with pytest.raises(NotNow):
        move_factor(factor=made, to=FactorStatus.GONE, why="Again.", by=world.link, at=NOW)
