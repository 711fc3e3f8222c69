"""What areas bring to My work: to whom, when, how late; and in a fixed number of questions."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.area_monitoring.operations import offer_handover, start_handover
from speir.area_summaries.models import SummaryItem
from speir.area_summaries.operations import answer_item, send_to_council
from speir.area_teams.choices import AreaRole
from speir.area_teams.operations import appoint_to_area
from speir.improvement_support.operations import answer_offer
from speir.people.choices import Role
from speir.people.models import Person
from speir.people.operations import SYSTEM
from speir.risk_conversations.models import ConversationAction
from speir.web.inspectorate.area_turns import area_turns
from tests.area_monitoring.factories import note
from tests.area_risks.factories import risk
from tests.area_summaries import factories as summaries
from tests.area_teams.factories import EARLIER, area_of, known
from tests.enquiries.factories import asked
from tests.enquiries.test_who_reads import nobodys
from tests.factories import TODAY, World, later, make_person, make_world, notified
from tests.improvement_support import factories as support
from tests.risk_conversations import factories as conversations
from tests.web.inspectorate.reading import page_of

pytestmark = pytest.mark.django_db


def titles(person: Person, on: date = TODAY) -> list[str]:
    return [line.title for line in area_turns(person, on)]


def line_of(person: Person, title: str, on: date) -> tuple[str, str]:
    """Why, and how late."""
    (found,) = [line for line in area_turns(person, on) if line.title == title]
    assert found.address
    return found.reason, found.due


def test_support_is_asked_about_when_it_is_time_by_whoever_offers_it() -> None:
    world = support.notified_area()
    offer = support.offered(world)
    what = f"Support: {offer.what}"
    assert what not in titles(world.link, offer.outcome_due_on)  # the partnership's turn to answer
    answer_offer(offer=offer, is_accepted=True, words="", by=world.coordinator, at=later(days=2))
    assert what not in titles(world.link, offer.outcome_due_on - timedelta(days=15))
    reason, due = line_of(world.link, what, offer.outcome_due_on + timedelta(days=3))
    assert reason.endswith("say what came of it")
    assert "(fictional)" in reason
    assert due == "3 days late"
    for person in (world.manager, world.outsider, world.support, world.inspector, world.coordinator):
        assert what not in titles(person, offer.outcome_due_on)


def test_a_conversation_waits_for_each_body_and_then_for_the_link_inspector() -> None:
    world = conversations.bodies_meet()
    conversations.called(world)
    prepare = "Prepare the view of your body"
    assert prepare in titles(world.link)
    assert prepare in titles(world.his_person)
    # Their body has somebody for the area; this body takes no part; support prepares nothing.
    for person in (world.outsider, world.hmics_person, world.support):
        assert prepare not in titles(person)


def test_the_record_is_written_and_then_signed_for_each_body() -> None:
    world = conversations.bodies_meet()
    conversations.held(world)
    write = "Write the record and send it for signing"
    assert write in titles(world.link, TODAY + timedelta(days=8))
    assert write not in titles(world.his_person, TODAY + timedelta(days=8))
    reason, due = line_of(world.link, write, TODAY + timedelta(days=9))
    assert "risk conversation on" in reason
    assert due == "2 days late"


def test_what_a_body_agreed_to_do_waits_for_its_own_people() -> None:
    world = conversations.bodies_meet()
    conversations.signing(world)
    action = ConversationAction.objects.get()
    sign = "Sign the record for your body, or send it back"
    assert sign in titles(world.link)
    assert sign in titles(world.his_person)
    assert action.text not in titles(world.his_person, action.due_on - timedelta(days=15))
    reason, due = line_of(world.his_person, action.text, action.due_on + timedelta(days=1))
    assert "who does it: Senior inspector" in reason
    assert due == "1 day late"
    assert action.text not in titles(world.link, action.due_on)
    appoint_to_area(area=action.area, role=AreaRole.ADULTS, person=world.inspector, by=SYSTEM, at=EARLIER)
    assert action.text in titles(world.inspector, action.due_on)
    assert action.text not in titles(world.his_person, action.due_on)


def test_a_summary_waits_to_be_sent_and_then_to_be_frozen() -> None:
    world = summaries.logged()
    summary = summaries.drafted(world)
    assert "Send the yearly summary to the council" in titles(world.link)
    assert "Send the yearly summary to the council" not in titles(world.manager)
    send_to_council(summary=summary, by=world.link, at=later(hours=3))
    assert not [each for each in titles(world.link) if "yearly summary" in each]
    for item in SummaryItem.objects.filter(summary=summary):
        answer_item(
            item=item,
            revision=item.revision,
            is_agreed=True,
            words="",
            by=world.coordinator,
            at=later(days=1),
        )
    assert "Freeze the yearly summary" in titles(world.link)


def test_enquiries_contacts_steps_and_risks_of_my_areas() -> None:
    world = known()
    enquiry = asked(world)
    note(world, next_step="Read the audit.", next_due_on=TODAY)
    forecast = risk(world)
    found = titles(world.link, forecast.horizon_on + timedelta(days=1))
    assert f"Enquiry {enquiry.mark}" in found
    assert "Read the audit." in found
    assert f"Risk: {forecast.statement}" in found
    assert any(each.startswith("Contact with ") for each in found)
    assert titles(world.manager) == titles(world.outsider) == titles(world.coordinator) == []


def test_an_enquiry_that_nobody_looks_after_waits_for_the_manager_who_routes() -> None:
    world = known()
    other = make_person(world.bodies["his"], "Other Manager", Role.SERVICE_MANAGER)
    enquiry = asked(world, area=nobodys())
    assert titles(world.manager) == [f"Enquiry {enquiry.mark}"]
    assert titles(other) == titles(world.link) == []


def test_a_handover_waits_for_the_link_inspector_and_then_for_whoever_takes_over() -> None:
    world = known()
    area = area_of(world)
    handover = start_handover(area=area, to_person=world.outsider, by=world.manager, at=later(days=7))
    edit, taken = "Edit the briefing and offer it", f"{area.name} is being handed over to you"
    assert edit in titles(world.link)
    for person in (world.manager, world.outsider, world.inspector, world.coordinator):
        assert edit not in titles(person)
        assert taken not in titles(person)
    offer_handover(handover=handover, by=world.link, at=later(days=7))
    assert taken in titles(world.outsider)
    assert edit not in titles(world.link)
    reason, due = line_of(world.outsider, taken, TODAY)
    assert reason.endswith("take the area over or send the briefing back")
    assert due == ""


def test_the_page_prints_them(client: Client) -> None:
    world = known()
    enquiry = asked(world)
    assert f"Enquiry {enquiry.mark}" in page_of(client, world.link, reverse("my_work"))


def test_a_fixed_number_of_questions() -> None:
    world = known(notified(make_world()))
    everything(world)
    with CaptureQueriesContext(connection) as one:
        assert area_turns(world.link, later(days=100).date())
    for name in ("Second", "Third"):
        other = known(notified(make_world(name)))
        everything(other)
        appoint_to_area(
            area=support.area_of(other), role=AreaRole.ADULTS, person=world.link, by=SYSTEM, at=EARLIER
        )
    with CaptureQueriesContext(connection) as three:
        assert len(area_turns(world.link, later(days=100).date())) > 8
    assert len(three) == len(one)


def everything(world: World) -> None:
    """One of each in the area of a world."""
    asked(world, email=f"{world.inspection.reference}@example.org")
    note(world, next_step="Read the audit.", next_due_on=TODAY)
    risk(world)
    support.accepted(world)
    summaries.drafted(world)
    conversations.called(world)
