"""Notification letters go to every head, and each acknowledges their own."""

import pytest

from speir.foundations.models import OutgoingMessage
from speir.foundations.refusals import NotAllowed, NotNow, RuleBroken
from speir.inspections.models import Letter
from speir.inspections.operations import acknowledge_letter, send_notification_letters, stand_down
from speir.inspections.queries import letters_of, milestone_of, standing_of, team_of, turns
from tests.factories import NOW, World, later, make_world, notified

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def test_each_head_gets_a_letter_and_an_email_that_says_nothing_more(world: World) -> None:
    assert send_notification_letters(inspection=world.inspection, by=world.lead, at=NOW) == 3
    assert {letter.recipient for letter in letters_of(world.inspection)} == {
        world.council_head,
        world.board_head,
        world.police_head,
    }
    message = OutgoingMessage.objects.get(to=world.board_head.email)
    assert "waits for you in Speir" in message.subject
    letter = Letter.objects.get(recipient=world.board_head)
    assert world.bodies["board"].name in letter.text
    assert "key processes and strategic leadership" in letter.text


def test_no_letters_go_out_while_a_body_has_no_head(world: World) -> None:
    member = next(m for m in team_of(world.inspection) if m.person == world.police_head)
    stand_down(member=member, by=world.lead, at=NOW)
    with pytest.raises(RuleBroken, match="Appoint a head for each"):
        send_notification_letters(inspection=world.inspection, by=world.lead, at=NOW)
    assert not Letter.objects.exists()
    assert world.fresh().status == "planned"


def test_letters_go_out_once(world: World) -> None:
    send_notification_letters(inspection=world.inspection, by=world.lead, at=NOW)
    with pytest.raises(NotNow):
        send_notification_letters(inspection=world.fresh(), by=world.lead, at=NOW)
    assert Letter.objects.count() == 3


def test_a_letter_is_acknowledged_by_its_own_reader_only(world: World) -> None:
    send_notification_letters(inspection=world.inspection, by=world.lead, at=NOW)
    letter = Letter.objects.get(recipient=world.council_head)
    with pytest.raises(RuleBroken, match="addressed to somebody else"):
        acknowledge_letter(letter=letter, by=world.board_head, at=NOW)
    with pytest.raises(NotAllowed):
        acknowledge_letter(letter=letter, by=world.coordinator, at=NOW)


def test_acknowledging_twice_keeps_the_first_moment(world: World) -> None:
    send_notification_letters(inspection=world.inspection, by=world.lead, at=NOW)
    letter = Letter.objects.get(recipient=world.council_head)
    acknowledge_letter(letter=letter, by=world.council_head, at=later(days=1))
    acknowledge_letter(letter=letter, by=world.council_head, at=later(days=2))
    letter.refresh_from_db()
    assert letter.received_at == later(days=1)


def test_whose_turn_it_is_follows_the_letters(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(hours=1))
    assert [turn.key for turn in turns(world.inspection)] == ["letters"]
    assert turns(world.inspection)[0].is_for(standing_of(world.lead, world.inspection))
    send_notification_letters(inspection=world.inspection, by=world.lead, at=NOW)
    waiting = turns(world.fresh())
    assert [turn.key for turn in waiting] == ["acknowledge_letter"] * 3
    own = [turn for turn in waiting if turn.is_for(standing_of(world.board_head, world.inspection))]
    assert len(own) == 1


def test_the_milestone_is_reached_when_the_last_letter_is_acknowledged(world: World) -> None:
    notified(world)
    milestone = milestone_of(world.inspection, "letters_acknowledged")
    assert milestone is not None
    assert milestone.reached_at == later(days=1)
    assert turns(world.inspection) == []
