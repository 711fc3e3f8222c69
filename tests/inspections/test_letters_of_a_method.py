"""Letters go to heads and operational leads; a field with nothing in it is named; late ones are chased."""

import pytest

from speir.foundations.models import OutgoingMessage
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.inspections.letter_operations import remind_of_letters, send_letters
from speir.inspections.letter_queries import Template, letters_with, template_of, templates_of
from speir.inspections.operations import acknowledge_letter, appoint, send_notification_letters
from speir.inspections.queries import letters_for, milestone_of, standing_of, turns
from speir.people.choices import Role
from speir.programmes.models import PhaseLetter
from tests.document_packs.factories import with_pack
from tests.factories import NOW, World, later, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return with_pack()


def with_a_lead(world: World) -> None:
    person = make_person(world.bodies["council"], "Morag Operational")
    world.people["operational"] = person
    appoint(
        inspection=world.inspection,
        person=person,
        role=Role.OPERATIONAL_LEAD,
        by=world.lead,
        at=later(hours=1),
    )


def template(world: World, key: str = "who-does-what") -> Template:
    found = template_of(world.inspection, key)
    assert found is not None
    return found


def send(world: World, who: str = "support", key: str = "who-does-what", days: float = 2) -> int:
    at, by = later(days=days), world.people[who]
    return send_letters(inspection=world.fresh(), template=template(world, key), by=by, at=at)


def test_the_operational_lead_gets_the_notification_too_and_acknowledges(world: World) -> None:
    with_a_lead(world)
    assert send_notification_letters(inspection=world.inspection, by=world.lead, at=later(days=1)) == 4
    own = letters_for(world.operational, world.inspection)
    assert len(own) == 1
    assert "Morag Operational\nOperational lead," in own[0].text
    for letter in letters_with(world.inspection, "notification"):
        acknowledge_letter(letter=letter, by=letter.recipient, at=later(days=2))
    milestone = milestone_of(world.inspection, "letters_acknowledged")
    assert milestone is not None
    assert milestone.reached_at == later(days=2)


def test_a_lead_appointed_later_is_sent_the_letters_that_have_gone(world: World) -> None:
    send_notification_letters(inspection=world.inspection, by=world.lead, at=later(days=1))
    with pytest.raises(RuleBroken, match="Appoint whoever is missing"):
        send(world, key="notification")
    with_a_lead(world)
    assert send(world, key="notification") == 1
    assert [letter.recipient for letter in letters_with(world.inspection, "notification")].count(
        world.operational
    ) == 1
    assert OutgoingMessage.objects.filter(to=world.operational.email, key__startswith="letter:").count() == 1


def test_the_fields_of_a_letter_are_filled_in(world: World) -> None:
    with_a_lead(world)
    send_notification_letters(inspection=world.inspection, by=world.lead, at=later(days=1))
    assert send(world) == 4
    letter = letters_for(world.operational, world.inspection)[0]
    assert letter.subject == f"{world.partnership.full_name}: who does what"
    assert letter.text == "Morag Operational\n\nCoordinator coordinates.\n\nLead Inspector"
    with pytest.raises(RuleBroken, match="has had it"):
        send(world)


def test_a_letter_with_a_field_that_has_nothing_is_refused_and_the_field_is_named(world: World) -> None:
    PhaseLetter.objects.filter(phase=world.phase).update(
        text="{operational_lead} leads the work. Ask {coordinator}.", recipients=["head"]
    )
    send_notification_letters(inspection=world.inspection, by=world.lead, at=later(days=1))
    with pytest.raises(RuleBroken, match=r"Missing: operational_lead \(operational lead of the part"):
        send(world)
    assert letters_with(world.inspection, "who-does-what") == []
    with_a_lead(world)
    assert send(world) == 3


def test_a_notification_of_the_methods_own_is_refused_too_while_something_is_missing(world: World) -> None:
    PhaseLetter.objects.filter(phase=world.phase).update(key="notification", text="Ask {operational_lead}.")
    assert [each.key for each in templates_of(world.inspection)] == ["notification"]
    with pytest.raises(RuleBroken, match="Missing: operational_lead"):
        send_notification_letters(inspection=world.inspection, by=world.lead, at=later(days=1))
    assert world.fresh().status == "planned"


def test_the_notification_goes_first_and_only_those_who_may_send(world: World) -> None:
    with pytest.raises(RuleBroken, match="They go first"):
        send(world)
    send_notification_letters(inspection=world.inspection, by=world.lead, at=later(days=1))
    with pytest.raises(NotAllowed):
        send(world, who="inspector")


def test_letters_that_wait_too_long_are_chased(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    send_notification_letters(inspection=world.inspection, by=world.lead, at=NOW)

    def to_chase(days: float) -> list[str]:
        monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=days))
        return [turn.title for turn in turns(world.fresh()) if turn.key == "letters"]

    assert to_chase(9) == []  # due on that day
    assert to_chase(10) == ["Chase 3 letters that are not acknowledged"]
    first = letters_with(world.inspection, "notification")[0]
    acknowledge_letter(letter=first, by=first.recipient, at=later(days=10))
    assert to_chase(10.1) == ["Chase 2 letters that are not acknowledged"]
    waiting = {"inspection": world.inspection, "key": "notification"}
    with pytest.raises(NotAllowed):
        remind_of_letters(by=world.coordinator, at=later(days=11), **waiting)  # type: ignore[arg-type]
    assert remind_of_letters(by=world.support, at=later(days=11), **waiting) == 2  # type: ignore[arg-type]
    remind_of_letters(by=world.support, at=later(days=11.1), **waiting)  # type: ignore[arg-type]
    assert OutgoingMessage.objects.filter(key__startswith="letter-reminder").count() == 2
    assert to_chase(12) == []
    assert to_chase(19) == ["Chase 2 letters that are not acknowledged"]
    for letter in letters_with(world.inspection, "notification")[1:]:
        acknowledge_letter(letter=letter, by=letter.recipient, at=later(days=19))
    assert to_chase(19) == []
    with pytest.raises(RuleBroken, match="nobody to remind"):
        remind_of_letters(by=world.support, at=later(days=20), **waiting)  # type: ignore[arg-type]


def test_a_later_letter_is_a_turn_of_each_who_got_it(world: World) -> None:
    with_a_lead(world)
    send_notification_letters(inspection=world.inspection, by=world.lead, at=NOW)
    send(world)
    own = [
        turn for turn in turns(world.fresh()) if turn.is_for(standing_of(world.operational, world.inspection))
    ]
    short = world.bodies["council"].short_name
    assert {turn.title for turn in own} == {
        f"Acknowledge the letter “{world.partnership.full_name}: who does what” ({short})",
        f"Acknowledge the notification letter ({short})",
    }
