"""Consulting on a draft: what is held still, who is asked, and what is taken from whom."""

from datetime import timedelta
from uuid import uuid4

import pytest

from speir.consultations import permissions, queries
from speir.consultations.choices import Stance
from speir.consultations.operations import invite, move_closing_day, open_consultation
from speir.consultations.rules import MOST_AN_HOUR_FROM_ONE_PLACE
from speir.foundations.models import AuditEntry, ChangeRefused, OutgoingMessage
from speir.foundations.refusals import AlreadyDone, NotAllowed, NotNow, RuleBroken
from speir.frameworks.operations import import_framework, mark_used
from speir.frameworks.queries import library_of
from speir.people.choices import PARTNERSHIP_ROLES, Role
from speir.people.operations import SYSTEM
from tests.consultations.factories import CLOSES_IN, opened, prepared, said
from tests.factories import NOW, TODAY, World, later, make_framework, make_world
from tests.people_standings import allowed_roles


@pytest.fixture
def world(db: None) -> World:
    """A partnership with inspectors."""
    return make_world()


def test_who_may() -> None:
    look_after = {Role.METHODS_ANALYST, Role.SERVICE_MANAGER}
    assert allowed_roles(permissions.may_consult) == look_after
    assert allowed_roles(permissions.may_decide_on_comments) == look_after
    assert allowed_roles(permissions.may_group_comments) == look_after | {Role.STRATEGIC_INSPECTOR}
    assert allowed_roles(permissions.may_comment_for_a_body) == set(PARTNERSHIP_ROLES)


def test_a_draft_stays_as_it_is_and_no_inspection_uses_it(world: World) -> None:
    consultation = opened(world)
    draft = consultation.framework
    with pytest.raises(RuleBroken, match="is a draft"):
        mark_used(framework=draft, by=SYSTEM, at=NOW)
    changed = library_of(draft)
    with pytest.raises(RuleBroken, match="consulted on this version"):
        import_framework(library=changed, by=world.people["analyst"], at=NOW)
    assert draft not in queries.drafts_to_consult_on()


def test_what_is_in_use_is_no_draft(world: World) -> None:
    with pytest.raises(RuleBroken, match="in use or named by a programme"):
        prepared(world, framework=world.phase.framework)
    framework = make_framework()
    consultation = prepared(world, framework=framework)
    mark_used(framework=framework, by=SYSTEM, at=NOW)
    consultation.framework.refresh_from_db()
    with pytest.raises(RuleBroken, match="in use or named by a programme"):
        open_consultation(consultation=consultation, by=world.people["analyst"], at=NOW)


def test_only_those_who_look_after_methods_consult(world: World) -> None:
    with pytest.raises(NotAllowed, match="methods analyst or service manager"):
        prepared(world, by=world.lead)
    consultation = prepared(world)
    with pytest.raises(NotAllowed):
        open_consultation(consultation=consultation, by=world.coordinator, at=NOW)
    open_consultation(consultation=consultation, by=world.manager, at=NOW)
    with pytest.raises((NotNow, RuleBroken)):
        open_consultation(consultation=consultation, by=world.manager, at=NOW)


def test_everybody_of_an_invited_body_is_told_once(world: World) -> None:
    consultation, analyst = prepared(world, is_public=False), world.people["analyst"]
    body = world.coordinator.body
    assert queries.consultation_for(world.coordinator, consultation.pk) is None
    invite(consultation=consultation, bodies=[body], by=analyst, at=NOW)
    told = OutgoingMessage.objects.filter(key__startswith="consultation:")
    assert told.count() == 0
    open_consultation(consultation=consultation, by=analyst, at=NOW)
    assert world.coordinator.email in {message.to for message in told}
    number = told.count()
    with pytest.raises(RuleBroken, match="not invited yet"):
        invite(consultation=consultation, bodies=[body], by=analyst, at=NOW)
    assert told.count() == number
    assert queries.consultation_for(world.coordinator, consultation.pk) is not None
    assert queries.consultation_for(world.contributor, consultation.pk) is None
    assert queries.public_consultations() == []


def test_anybody_comments_until_the_end_of_the_closing_day(world: World) -> None:
    consultation = prepared(world)
    with pytest.raises(RuleBroken, match="takes no comments"):
        said(consultation)
    open_consultation(consultation=consultation, by=world.people["analyst"], at=NOW)
    said(consultation, at=later(days=CLOSES_IN))
    with pytest.raises(RuleBroken, match="takes no comments"):
        said(consultation, at=later(days=CLOSES_IN + 1))
    longer = TODAY + timedelta(days=CLOSES_IN + 5)
    move_closing_day(
        consultation=consultation,
        closes_on=longer,
        reason="Holidays.",
        by=world.manager,
        at=later(days=CLOSES_IN + 1),
    )
    said(consultation, at=later(days=CLOSES_IN + 1))
    assert queries.numbers_of_comments([consultation]) == {consultation.pk: 2}


def test_a_comment_says_something_and_names_nobody(world: World) -> None:
    consultation = opened(world)
    said(consultation, text="", stance=Stance.AGREE)
    with pytest.raises(RuleBroken, match="few words"):
        said(consultation, text=" ", stance=Stance.UNCLEAR)
    with pytest.raises(RuleBroken, match="leave out e-mail"):
        said(consultation, text="Write to me at a.person@example.org about this.")
    with pytest.raises(RuleBroken, match="leave out e-mail"):
        said(consultation, text="Ring me on 0131 496 0000 about this.")
    with pytest.raises(RuleBroken, match="web addresses"):
        said(consultation, text="http://a http://b http://c")
    with pytest.raises(RuleBroken, match="do not see"):
        said(consultation, filled_in="http://spam.example")
    with pytest.raises(RuleBroken, match="part of this draft"):
        said(consultation, level_key="level-3")  # an indicator without a scale has no levels
    said(consultation, number="1", level_key="level-3")
    with pytest.raises(RuleBroken, match="part of this draft"):
        said(consultation, item=world.indicators()[0])


def test_the_same_form_counts_once_and_a_comment_stays(world: World) -> None:
    consultation, once = opened(world), str(uuid4())
    made = said(consultation, once=once)
    with pytest.raises(AlreadyDone):
        said(consultation, once=once)
    made.text = "Something else"
    with pytest.raises(ChangeRefused):
        made.save()


def test_one_place_does_not_flood(world: World) -> None:
    consultation = opened(world)
    for _ in range(MOST_AN_HOUR_FROM_ONE_PLACE):
        said(consultation, sender_mark="a place")
    with pytest.raises(RuleBroken, match="within an hour"):
        said(consultation, sender_mark="a place")
    said(consultation, sender_mark="another place")
    said(consultation, sender_mark="a place", at=later(days=1, hours=2))


def test_partnerships_speak_for_a_body_and_visitors_for_nobody(world: World) -> None:
    consultation = opened(world)
    ours = said(consultation, by=world.coordinator, may_be_named=True, sender_mark="office")
    theirs = said(consultation, may_be_named=True)
    assert (ours.said_by, ours.may_be_named, ours.sender_mark) == (world.coordinator, True, "")
    assert (theirs.said_by, theirs.may_be_named) == (None, False)
    with pytest.raises(NotAllowed, match="inspectors decide"):
        said(consultation, by=world.lead)
    assert queries.own_comments(consultation, world.coordinator) == [ours]
    words = str(list(AuditEntry.objects.filter(subject_id=str(theirs.pk)).values_list("what", "details")))
    assert theirs.text not in words
