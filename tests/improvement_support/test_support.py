"""Support is offered, answered, carried out, and what came of it is asked for and said."""

from datetime import timedelta

import pytest

from speir.area_teams.choices import Tier
from speir.area_teams.queries import reader_of_areas
from speir.foundations.refusals import AlreadyDone, NotAllowed, NotNow, RuleBroken
from speir.improvement_support import permissions, queries
from speir.improvement_support.choices import GrewFrom, OfferStatus, Outcome
from speir.improvement_support.models import SupportOffer
from speir.improvement_support.operations import (
    Source,
    answer_offer,
    note_answer,
    record_outcome,
    record_session,
    signpost,
    withdraw_offer,
)
from speir.people.choices import Role
from tests.area_risks.factories import risk
from tests.area_teams.factories import area_of, known
from tests.factories import TODAY, World, later, make_world
from tests.good_practice.factories import checked
from tests.improvement_plans.factories import agreed
from tests.improvement_support.factories import accepted, notified_area, offered
from tests.people_standings import allowed_roles

ONCE = "6f1c9f6e-1111-4222-8333-444455556666"


@pytest.fixture
def world(db: None) -> World:
    """An area whose partnership's people hold roles."""
    return notified_area()


def outcome(
    world: World, offer: SupportOffer, said: Outcome, seen: str = "Two audits.", **given: object
) -> None:
    usual = {"ask_again_on": None, "by": world.link, "at": later(days=61), **given}
    record_outcome(offer=offer, outcome=said, seen=seen, **usual)  # type: ignore[arg-type]


def test_who_may() -> None:
    offers = {Role.LINK_INSPECTOR, Role.RELATIONSHIP_MANAGER, Role.SERVICE_MANAGER}
    assert allowed_roles(permissions.may_offer_support) == offers
    assert allowed_roles(permissions.may_answer_offer) == {Role.COORDINATOR, Role.HEAD}


def test_what_an_offer_must_say(world: World) -> None:
    with pytest.raises(RuleBroken) as broken:
        offered(world, what="", for_whom=" ", why="", outcome_due_on=TODAY, grew_from=GrewFrom.RISK)
    fields = {reason.field for reason in broken.value.reasons}
    assert fields == {"what", "for_whom", "why", "outcome_due_on", "source"}
    with pytest.raises(RuleBroken, match="CHI"):
        offered(world, why="CHI 010101 1237 and nobody else.")
    with pytest.raises(NotAllowed):
        offered(world, by=world.outsider)


def test_sent_twice_it_is_offered_once(world: World) -> None:
    offered(world, once=ONCE)
    with pytest.raises(AlreadyDone):
        offered(world, once=ONCE)
    assert len(queries.offers_in([area_of(world)])) == 1


def test_the_partnership_accepts_and_nobody_else_does(world: World) -> None:
    offer, other = offered(world), known(make_world())
    for person in (world.contributor, world.senior_manager, world.link, other.coordinator):
        with pytest.raises(NotAllowed):
            answer_offer(offer=offer, is_accepted=True, words="", by=person, at=later(days=1))
    answer_offer(offer=offer, is_accepted=True, words="Gladly.", by=world.council_head, at=later(days=1))
    with pytest.raises(NotNow):
        answer_offer(offer=offer, is_accepted=False, words="No.", by=world.coordinator, at=later(days=1))
    offer.refresh_from_db()
    assert (offer.status, offer.answer, offer.answered_by) == ("accepted", "Gladly.", world.council_head)


def test_declining_has_a_reason_and_ends_it(world: World) -> None:
    offer = offered(world)
    with pytest.raises(RuleBroken, match="offer something better"):
        answer_offer(offer=offer, is_accepted=False, words=" ", by=world.coordinator, at=later(days=1))
    said = "We have one of our own."
    note_answer(
        offer=offer, is_accepted=False, words=said, told_by="Lead officer", by=world.link, at=later(days=1)
    )
    offer.refresh_from_db()
    assert (offer.status, offer.told_by, offer.answered_by) == (
        OfferStatus.DECLINED,
        "Lead officer",
        world.link,
    )
    with pytest.raises(RuleBroken, match="accepted and under way"):
        outcome(world, offer, Outcome.NOTHING)


def test_sessions_and_signposts_need_an_accepted_offer(world: World) -> None:
    offer, practice = offered(world), checked(world)
    session = {"held_on": TODAY, "purpose": "To compare.", "attended": "Managers (6)", "by": world.link}
    sign = {"title": "", "address": "", "why": "They began alike.", "by": world.link, "at": later(days=3)}
    with pytest.raises(RuleBroken, match="accepted and under way"):
        record_session(offer=offer, at=later(), **session)  # type: ignore[arg-type]
    answer_offer(offer=offer, is_accepted=True, words="", by=world.coordinator, at=later(days=1))
    offer.refresh_from_db()
    record_session(offer=offer, at=later(days=3), **session)  # type: ignore[arg-type]
    signpost(offer=offer, practice=practice, **sign)  # type: ignore[arg-type]
    guide = {"title": "A guide", "address": "https://example.org/", "at": later(days=4)}
    signpost(offer=offer, practice=None, **{**sign, **guide})  # type: ignore[arg-type]
    for wrong in ({"title": "A guide"}, {"title": "A guide", "address": "https://example.org/"}):
        with pytest.raises(RuleBroken):
            signpost(offer=offer, practice=practice, **{**sign, **wrong})  # type: ignore[arg-type]
    with pytest.raises(RuleBroken, match="not in the future"):
        record_session(offer=offer, at=later(), **{**session, "held_on": TODAY + timedelta(days=1)})  # type: ignore[arg-type]
    file = queries.file_of(offer)
    assert [each.attended for each in file.sessions] == ["Managers (6)"]
    assert [each.practice or each.title for each in file.signposts] == [practice, "A guide"]


def test_too_early_asks_again_and_nothing_is_an_answer(world: World) -> None:
    offer, again = accepted(world), TODAY + timedelta(days=120)
    with pytest.raises(RuleBroken, match="a day that lies ahead"):
        outcome(world, offer, Outcome.TOO_EARLY)
    outcome(world, offer, Outcome.TOO_EARLY, ask_again_on=again)
    offer.refresh_from_db()
    assert (offer.status, offer.outcome_due_on) == (OfferStatus.ACCEPTED, again)
    later_on = {"at": later(days=121), "seen": "The managers moved on; nobody used it."}
    outcome(world, offer, Outcome.NOTHING, **later_on)  # type: ignore[arg-type]
    offer.refresh_from_db()
    assert offer.status == OfferStatus.CONCLUDED
    assert [each.outcome for each in queries.file_of(offer).outcomes] == ["too_early", "nothing"]
    with pytest.raises(RuleBroken):
        outcome(world, offer, Outcome.CHANGED)


def test_an_offer_is_taken_back_with_a_reason(world: World) -> None:
    offer = accepted(world)
    with pytest.raises(RuleBroken):
        withdraw_offer(offer=offer, why="", by=world.link, at=later(days=3))
    withdraw_offer(offer=offer, why="The team was merged.", by=world.link, at=later(days=3))
    assert queries.under_way([area_of(world)]) == []


def test_of_a_risk_the_partnership_reads_nothing(world: World) -> None:
    source = risk(world, tier=Tier.TEAM)
    offer = offered(world, grew_from=GrewFrom.RISK, source=Source(risk=source))
    assert queries.grew_from_words(offer) == "What is known of the area"
    assert queries.risk_of(offer, reader_of_areas(world.link, TODAY)) == source
    for person in (world.outsider, world.police_inspector, world.coordinator):
        assert queries.risk_of(offer, reader_of_areas(person, TODAY)) is None
    other = known(make_world())
    with pytest.raises(RuleBroken, match="another area"):
        offered(world, grew_from=GrewFrom.RISK, source=Source(risk=risk(other)))


def test_an_offer_grows_from_an_area_for_improvement(db: None) -> None:
    world, _ = agreed()
    known(world)
    [first, *_] = queries.plan_areas_in(area_of(world), reader_of_areas(world.link, TODAY).everywhere)
    at = later(days=140)
    due = at.date() + timedelta(days=60)
    given = {"grew_from": GrewFrom.PLAN_AREA, "source": Source(plan_area=first), "outcome_due_on": due}
    offer = offered(world, at=at, **given)
    assert first.text in queries.grew_from_words(queries.offers_in([area_of(world)])[0])
    assert queries.own_partnership_ids(world.coordinator) == [offer.partnership_id]
    assert queries.plan_areas_in(area_of(world), reader_of_areas(world.outsider, TODAY).everywhere) == []
