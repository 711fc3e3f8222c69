"""Support, a risk conversation and a yearly summary, by the right people; on a phone, without a script."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from speir.area_monitoring.choices import Activity, ContactKind
from speir.area_monitoring.operations import record_contact
from speir.area_teams.choices import AreaRole, Tier
from speir.area_teams.operations import appoint_to_area
from speir.demo.cast import Cast
from speir.inspections.operations import appoint, plan_inspection, send_notification_letters
from speir.inspections.queries import heads_of
from speir.partnerships.models import Area
from speir.partnerships.queries import areas_of
from speir.people.choices import Role
from speir.people.operations import SYSTEM
from speir.programmes.queries import phases_for_planning
from tests.journeys.actors import Actor

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., Actor]
PHONE = {"width": 320, "height": 640}


def on(days: int) -> str:
    """A day from today, as somebody types it."""
    return f"{timezone.localdate() + timedelta(days=days):%d/%m/%Y}"


@pytest.fixture
def ardmore(cast: Cast) -> Area:
    """A fictional area with a link inspector, whose coordinator and head take part in an inspection."""
    place, now = cast.partnerships["ardmore"], timezone.now()
    area = areas_of(place)[0]
    then = now - timedelta(days=200)
    link = cast.person("link")
    appoint_to_area(area=area, role=AreaRole.LINK_INSPECTOR, person=link, by=SYSTEM, at=then)
    inspection = plan_inspection(
        phase=phases_for_planning()[0],
        partnership=place,
        starts_on=timezone.localdate() + timedelta(days=14 - timezone.localdate().weekday()),
        lead_inspector=cast.person("lead"),
        reason_chosen="Its turn.",
        by=cast.person("manager"),
        at=then,
    )
    roles = {"ardmore_coordinator": Role.COORDINATOR, "ardmore_council_head": Role.HEAD}
    roles |= {"nhs_carron_head": Role.HEAD, "police_carron_head": Role.HEAD}
    for key, role in roles.items():
        appoint(inspection=inspection, person=cast.person(key), role=role, by=cast.person("lead"), at=then)
    assert heads_of(inspection)
    send_notification_letters(inspection=inspection, by=cast.person("lead"), at=then)
    return area


def test_support_is_offered_accepted_and_nothing_comes_of_it(ardmore: Area, sign_in: SignIn) -> None:
    link = sign_in("link")
    link.opens("/office/areas/ardmore/")
    link.follows("Support for improvement")
    link.presses("Offer it")
    link.sees("Say what is offered, in a sentence.", "Say why it is offered.")
    link.fills("What is offered", "A workshop on chronologies")
    link.fills("For whom", "Team managers")
    link.fills("Why", "Leaders asked for examples.")
    link.picks("What it grew from", "The partnership asked")
    link.fills("When to ask what came of it", on(60))
    link.presses("Offer it")
    link.sees("Offered. The partnership sees it now.")

    theirs = sign_in("ardmore_coordinator", **PHONE, javascript=False)
    theirs.opens("/partnership/")
    theirs.follows("Support is offered: A workshop on chronologies")
    theirs.ticks("We decline this offer")
    theirs.presses("Send our answer")
    theirs.sees("Say why the offer is declined.")
    theirs.ticks("We accept this offer")
    theirs.presses("Send our answer")
    theirs.sees("Accepted, under way")
    theirs.does_not_see("Shona Lamont")

    link.follows("A workshop on chronologies")
    link.fills("When", on(0))
    link.fills("What it was for", "To compare three chronologies")
    link.fills("Who attended", "Team managers (6)")
    link.presses("Record it")
    link.sees("Team managers (6)")
    link.ticks("Nothing came of it")
    link.fills("How you know", "Nobody had time to go on with it.")
    link.presses("Record what came of it")
    link.sees("Concluded", "Nobody had time to go on with it.")
    theirs.opens("/support-offered/")
    theirs.follows("A workshop on chronologies")
    theirs.sees("Nothing came of it", "Nobody had time to go on with it.")
    link.opens("/office/areas/ardmore/")
    link.sees("What came of support: A workshop on chronologies")


def test_scrutiny_bodies_talk_about_risk_and_sign_one_record(ardmore: Area, sign_in: SignIn) -> None:
    link, health = sign_in("link"), sign_in("his_inspector", **PHONE)
    link.opens("/office/areas/ardmore/conversations/")
    link.fills("On which day", on(0))
    link.fills("What for", "Posts over the winter")
    link.ticks("Healthcare Improvement Scotland")
    link.presses("Call it")
    link.follows("Posts over the winter")
    link.fills("What our body sees", "Two of five posts are vacant.")
    link.presses("Save our view")

    health.opens("/office/areas/ardmore/conversations/")
    health.follows("Posts over the winter")
    health.does_not_see("Two of five posts are vacant.")
    health.sees("It opens when the conversation is held.")
    health.fills("What our body sees", "Lead nurse posts are filled.")
    health.presses("Save our view")
    police = sign_in("hmics_inspector")
    police.page.goto(health.page.url)
    police.does_not_see("Posts over the winter")

    link.presses("Open the views to each other")
    link.sees("Lead nurse posts are filled.")
    for body in ("Care Inspectorate", "Healthcare Improvement Scotland"):
        link.picks("Body", body)
        link.fills("Who was there", "One inspector")
        link.presses("Note who was there")
    link.picks("What it is", "Agreed risk")
    link.fills("In a sentence or two", "Inquiries run late while posts are vacant.")
    link.presses("Write it")
    link.fills("What will be done", "Ask the board for its vacancies")
    link.picks("Which body does it", "Healthcare Improvement Scotland")
    link.fills("Who in it", "Senior inspector")
    link.fills("By when", on(30))
    link.presses("Add the action")
    link.fills("The next conversation", on(90))
    link.presses("Freeze the record and send it")
    link.presses("Sign this record")
    link.sees("Your body has signed this record.")

    health.opens("/office/areas/ardmore/conversations/")
    health.follows("Posts over the winter")
    health.sees("Inquiries run late while posts are vacant.")
    health.presses("Sign this record")
    health.sees("Signed by every body")
    link.opens("/office/areas/ardmore/conversations/")
    link.fills("On which day", on(90))
    link.fills("What for", "The next one")
    link.ticks("Healthcare Improvement Scotland")
    link.presses("Call it")
    link.follows("The next one")
    link.sees("Carried from earlier conversations", "Ask the board for its vacancies")


def test_a_summary_is_agreed_with_the_council(ardmore: Area, cast: Cast, sign_in: SignIn) -> None:
    for tier, result in ((Tier.COUNCIL, "Waiting times fell."), (Tier.OWN_BODY, "For ourselves alone.")):
        record_contact(
            area=ardmore,
            activity=Activity.PERFORMANCE,
            how=ContactKind.MEETING,
            who_with="Lead officer",
            held_on=timezone.localdate() - timedelta(days=20),
            result=result,
            tier=tier,
            by=cast.person("link"),
            at=timezone.now() - timedelta(days=19),
        )
    link = sign_in("link")
    link.opens("/office/areas/ardmore/")
    link.follows("Yearly summaries")
    link.fills("From", on(-100))
    link.fills("Until", on(0))
    link.presses("Draft it")
    link.follows("Ardmore,")
    link.sees("Waiting times fell.", "Nothing is recorded here that both sides may read.")
    link.does_not_see("For ourselves alone.")
    link.picks("About", "Capacity")
    link.fills("The item", "A new team began in June.")
    link.presses("Add it")
    link.presses("Send it to the council")

    council = sign_in("ardmore_coordinator", **PHONE, javascript=False)
    council.opens("/partnership/")
    council.follows("Yearly summary of Ardmore")
    council.presses("We agree to item 1")
    council.follows("See otherwise, or change our answer to item 2")
    council.ticks("We see it otherwise")
    council.fills("In our words (optional)", "It began in July.")
    council.presses("Send our answer")
    council.sees("Every item is answered.")

    link.page.reload()
    link.sees("It began in July.")
    link.presses("Freeze this summary")
    link.sees("Agreed and frozen", "Frozen with the checksum", "It began in July.")
    council.page.reload()
    council.sees("Agreed and frozen", "What is stored still has it.")
