"""Scrutiny bodies prepare privately, meet, and sign one exact record of what they agreed."""

from datetime import timedelta

import pytest

from speir.area_teams.queries import shared_at
from speir.foundations.refusals import NotAllowed, NotNow, RuleBroken
from speir.people.choices import Role
from speir.risk_conversations import permissions, queries
from speir.risk_conversations.choices import ConversationStatus, LineKind
from speir.risk_conversations.contents import checksum_of
from speir.risk_conversations.models import ConversationAction
from speir.risk_conversations.operations import (
    add_line,
    finish_action,
    hold_conversation,
    prepare_view,
    send_for_signing,
    send_record_back,
    sign_record,
    take_line_out,
)
from tests.area_monitoring.factories import note
from tests.area_teams.factories import area_of, share
from tests.factories import TODAY, World, later
from tests.people_standings import allowed_roles
from tests.risk_conversations.factories import bodies_meet, called, held, signing

STRATEGIC = {Role.STRATEGIC_INSPECTOR, Role.LINK_INSPECTOR, Role.SERVICE_MANAGER}


@pytest.fixture
def world(db: None) -> World:
    """An area, and people of three scrutiny bodies."""
    return bodies_meet()


def test_who_may() -> None:
    assert allowed_roles(permissions.may_call_conversation) == {Role.LINK_INSPECTOR, Role.SERVICE_MANAGER}
    assert allowed_roles(permissions.may_prepare_view) == STRATEGIC | {Role.RELATIONSHIP_MANAGER}
    assert allowed_roles(permissions.may_sign_record) == STRATEGIC | {Role.SIGNATORY}


def test_calling_needs_two_bodies_a_day_ahead_and_no_other_under_way(world: World) -> None:
    with pytest.raises(RuleBroken) as broken:
        called(world, held_on=TODAY - timedelta(days=1), purpose="", bodies=[world.bodies["his"]])
    assert {each.field for each in broken.value.reasons} == {"held_on", "text", "bodies"}
    called(world)
    with pytest.raises(RuleBroken, match="under way already"):
        called(world)
    with pytest.raises(NotAllowed):
        called(world, by=world.his_person)


def test_a_view_is_private_until_the_conversation_is_held(world: World) -> None:
    it = called(world)
    prepare_view(conversation=it, view="We worry about posts.", base=0, by=world.his_person, at=later(days=1))
    views = {each.part.body_id: each for each in queries.file_of(it, world.link).parts}
    theirs = views[world.bodies["his"].pk]
    assert (theirs.view, theirs.is_closed) == ("", True)
    assert not views[world.bodies["ci"].pk].is_closed
    hold_conversation(conversation=it, by=world.link, at=later(days=7))
    it.refresh_from_db()
    opened = {each.part.body_id: each.view for each in queries.file_of(it, world.link).parts}
    assert opened[world.bodies["his"].pk] == "We worry about posts."
    with pytest.raises(RuleBroken, match="until the conversation is held"):
        prepare_view(conversation=it, view="Another view.", base=1, by=world.link, at=later(days=7))


def test_who_takes_no_part_finds_nothing(world: World) -> None:
    it = called(world)
    for person in (world.hmics_person, world.coordinator):
        assert queries.conversation_seen(person, it.pk) is None
        assert queries.conversations_in([area_of(world)], person) == []
    with pytest.raises(RuleBroken, match="does not take part"):
        prepare_view(conversation=it, view="Our view too.", base=0, by=world.hmics_person, at=later(days=1))


def test_two_windows_on_one_view(world: World) -> None:
    it = called(world)
    prepare_view(conversation=it, view="The first words.", base=0, by=world.link, at=later(days=1))
    with pytest.raises(NotNow):
        prepare_view(conversation=it, view="Other words.", base=0, by=world.manager, at=later(days=1))


def test_it_is_held_on_its_day(world: World) -> None:
    with pytest.raises(RuleBroken, match="has not come yet"):
        hold_conversation(conversation=called(world), by=world.link, at=later(days=6))


def test_the_record_is_whole_before_it_is_signed(world: World) -> None:
    it = held(world)
    with pytest.raises(RuleBroken) as broken:
        send_for_signing(conversation=it, next_on=it.held_on, by=world.link, at=later(days=7))
    assert len(broken.value.reasons) == 3
    with pytest.raises(RuleBroken, match="sees it differently"):
        add_line(
            conversation=it,
            kind=LineKind.DIFFERENCE,
            text="We differ.",
            body=None,
            by=world.link,
            at=later(days=7),
        )


def test_a_line_taken_out_is_not_in_the_record(world: World) -> None:
    it = held(world)
    line = add_line(
        conversation=it,
        kind=LineKind.ASSURANCE,
        text="A wrong line.",
        body=None,
        by=world.link,
        at=later(days=7),
    )
    for _ in range(2):
        take_line_out(line=line, by=world.link, at=later(days=7))
    assert queries.lines_of(it) == []


def test_every_body_signs_the_same_frozen_record(world: World) -> None:
    it = signing(world)
    assert it.content is not None
    assert checksum_of(it.content) == it.checksum
    with pytest.raises(RuleBroken, match="not the one that you read"):
        sign_record(conversation=it, checksum="0" * 64, by=world.link, at=later(days=8))
    sign_record(conversation=it, checksum=it.checksum, by=world.link, at=later(days=8))
    with pytest.raises(RuleBroken, match="signed this record already"):
        sign_record(conversation=it, checksum=it.checksum, by=world.manager, at=later(days=8))
    assert queries.file_of(it, world.link).missing == [world.bodies["his"].name]
    sign_record(conversation=it, checksum=it.checksum, by=world.his_person, at=later(days=9))
    it.refresh_from_db()
    assert it.status == ConversationStatus.SIGNED
    assert it.content["lines"] == [["Agreed risk", "", "Vacant posts."]]


def test_sent_back_everybody_signs_anew(world: World) -> None:
    it = signing(world)
    before = it.checksum
    sign_record(conversation=it, checksum=before, by=world.link, at=later(days=8))
    send_record_back(conversation=it, why="A risk is missing.", by=world.his_person, at=later(days=9))
    it.refresh_from_db()
    at = later(days=9)
    add_line(conversation=it, kind=LineKind.RISK, text="Late reports.", body=None, by=world.link, at=at)
    send_for_signing(conversation=it, next_on=TODAY + timedelta(days=100), by=world.link, at=at)
    it.refresh_from_db()
    assert it.checksum != before
    assert len(queries.file_of(it, world.link).missing) == 2


def test_an_open_action_is_carried_into_the_next_conversation(world: World) -> None:
    it = signing(world)
    for person in (world.link, world.his_person):
        sign_record(conversation=it, checksum=it.checksum, by=person, at=later(days=8))
    action = ConversationAction.objects.get()
    following = called(world, held_on=TODAY + timedelta(days=100), at=later(days=90))
    assert queries.carried_into(following) == [action]
    with pytest.raises(RuleBroken, match="does not take part"):
        finish_action(agreed=action, outcome="Asked.", by=world.link, at=later(days=91))
    finish_action(agreed=action, outcome="The board has told us.", by=world.his_person, at=later(days=91))
    with pytest.raises(RuleBroken, match="finished already"):
        finish_action(agreed=action, outcome="Again.", by=world.his_person, at=later(days=91))
    # Still seen in the conversation into which it was carried, and in none that is called later.
    assert [each.outcome for each in queries.carried_into(following)] == ["The board has told us."]
    assert queries.open_actions([area_of(world)], str(world.bodies["his"].pk)) == []


def test_what_was_shared_on_the_occasion_is_kept(world: World) -> None:
    it = held(world)
    share(note(world), world.bodies["his"], world, occasion_id=it.pk, at=later(days=7))
    [line] = shared_at(it.pk)
    assert queries.content_of(it)["shared"] == [
        [line.words, "My own scrutiny body", world.bodies["his"].name, line.why]
    ]
