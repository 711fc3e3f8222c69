"""Enquiries: routed without a name shown, answered, and held off when they come in floods."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from speir.area_teams.choices import AreaRole
from speir.area_teams.operations import arrange_cover
from speir.area_teams.queries import reader_of_areas
from speir.enquiries import permissions, queries
from speir.enquiries.models import Enquiry
from speir.enquiries.operations import answer_enquiry, set_enquiry_aside
from speir.enquiries.rules import MOST_A_DAY_FOR_ONE_ADDRESS, MOST_AN_HOUR_FROM_ONE_PLACE
from speir.foundations.models import AuditEntry, OutgoingMessage
from speir.foundations.refusals import NotAllowed, NotNow, RuleBroken
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind
from speir.partnerships.operations import register_fictional_area
from speir.people.choices import Role
from speir.people.operations import SYSTEM
from tests.area_teams.factories import area_of, known
from tests.enquiries.factories import asked
from tests.factories import NOW, TODAY, World, later
from tests.people_standings import allowed_roles


@pytest.fixture
def world(db: None) -> World:
    """An area with a link inspector."""
    return known()


def told() -> set[str]:
    """Everybody who was written to."""
    return set(OutgoingMessage.objects.values_list("to", flat=True))


def test_who_may() -> None:
    may = {Role.LINK_INSPECTOR, Role.RELATIONSHIP_MANAGER, Role.SERVICE_MANAGER}
    assert allowed_roles(permissions.may_answer_enquiry) == may


def test_the_link_inspector_is_told_and_the_sender_gets_a_receipt(world: World) -> None:
    asked(world)
    assert told() == {"resident@example.org", world.link.email}
    bodies = " ".join(OutgoingMessage.objects.values_list("body", flat=True))
    assert "last inspected" not in bodies
    assert world.link.full_name not in bodies
    entries = " ".join(AuditEntry.objects.values_list("what", flat=True))
    assert "Enquiry received" in entries
    assert "Resident" not in entries


def test_whoever_covers_is_told_instead_and_a_manager_when_nobody_is(world: World) -> None:
    arrange_cover(
        area=area_of(world),
        role=AreaRole.LINK_INSPECTOR,
        person=world.outsider,
        from_on=TODAY,
        last_on=TODAY,
        by=world.manager,
        at=NOW,
    )
    asked(world)
    assert world.outsider.email in told()
    assert world.link.email not in told()
    alone = register_fictional_area(kind=AreaKind.COUNCIL, name="Nobodys", by=SYSTEM, at=NOW)
    asked(world, area=alone, email="other@example.org")
    assert world.manager.email in told()


def test_the_answer_is_sent_once_without_a_name(world: World) -> None:
    enquiry = asked(world)
    with pytest.raises(NotAllowed):
        answer_enquiry(enquiry=enquiry, answer="In spring 2024.", by=world.outsider, at=NOW)
    answer_enquiry(enquiry=enquiry, answer="In spring 2024.", by=world.link, at=NOW)
    with pytest.raises(NotNow):
        answer_enquiry(enquiry=enquiry, answer="In autumn 2024.", by=world.link, at=NOW)
    message = OutgoingMessage.objects.get(key=f"enquiry:{enquiry.pk}:answer")
    assert message.body == "In spring 2024.\n"
    assert queries.waiting_for(reader_of_areas(world.link, TODAY), [area_of(world)], TODAY) == []


def test_what_is_set_aside_needs_a_reason_and_can_still_be_answered(world: World) -> None:
    enquiry = asked(world)
    with pytest.raises(RuleBroken, match="gets no answer"):
        set_enquiry_aside(enquiry=enquiry, reason=" ", by=world.link, at=NOW)
    set_enquiry_aside(enquiry=enquiry, reason="An advertisement.", by=world.link, at=NOW)
    answer_enquiry(enquiry=enquiry, answer="It was a question after all.", by=world.link, at=NOW)


def test_floods_and_programs_are_held_off(world: World) -> None:
    for number in range(MOST_AN_HOUR_FROM_ONE_PLACE):
        asked(world, email=f"{number}@example.org", sender_mark="m")
    with pytest.raises(RuleBroken, match="within an hour"):
        asked(world, email="one-more@example.org", sender_mark="m")
    asked(world, email="one-more@example.org", sender_mark="m", at=NOW + timedelta(hours=1))
    for _ in range(MOST_A_DAY_FOR_ONE_ADDRESS):
        asked(world)
    with pytest.raises(RuleBroken, match="came today"):
        asked(world, email="Resident@example.org", at=later(hours=23))
    with pytest.raises(RuleBroken, match="do not see"):
        asked(world, email="p@example.org", filled_in="https://cheap.example")
    with pytest.raises(RuleBroken, match="at most two"):
        asked(world, email="p@example.org", asked="Look http://a http://b http://c and buy")


def test_the_public_page_takes_one_and_names_nobody(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    place = {"address": address_of(AreaKind.COUNCIL, area_of(world).name)}
    fields = {"name": "A. Resident", "email": "resident@example.org", "asked": "When is the next inspection?"}
    answer = client.post(reverse("public_enquiry", kwargs=place), fields, follow=True)
    words = answer.content.decode()
    assert "Your enquiry has been received" in words
    assert world.link.full_name not in words
    assert world.link.full_name not in client.get(reverse("public_enquiry", kwargs=place)).content.decode()
    assert Enquiry.objects.get().asked == "When is the next inspection?"
