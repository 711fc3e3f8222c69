"""Handover, enquiry, risk scoring and good practice, by the right people in a browser."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from speir.area_risks.choices import Impact
from speir.area_risks.operations import raise_risk
from speir.area_teams.choices import AreaRole, Tier
from speir.area_teams.operations import appoint_to_area
from speir.demo.cast import Cast
from speir.foundations.models import OutgoingMessage
from speir.partnerships.models import Area
from speir.partnerships.queries import areas_of
from speir.people.operations import SYSTEM
from tests.journeys.actors import Actor

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., Actor]
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def ardmore(cast: Cast) -> Area:
    """A fictional area whose link inspector is Shona Lamont."""
    area = areas_of(cast.partnerships["ardmore"])[0]
    link = cast.person("link")
    then = timezone.now() - timedelta(days=200)
    appoint_to_area(area=area, role=AreaRole.LINK_INSPECTOR, person=link, by=SYSTEM, at=then)
    return area


def test_an_area_is_handed_over(ardmore: Area, sign_in: SignIn) -> None:
    manager = sign_in("manager")
    manager.opens("/office/areas/ardmore/team/")
    manager.follows("Hand the area over")
    manager.picks("New link inspector", "Donald Ross")
    manager.presses("Begin")
    manager.sees("To Donald Ross", "the briefing is being written")

    link = sign_in("link")
    link.opens("/office/areas/ardmore/handover/")
    link.fills("Briefing", "Briefing on Ardmore: ask about the two vacant posts first.")
    link.presses("Save the briefing")
    link.presses("Offer it to the new link inspector")
    link.sees("waits for the new link inspector")

    new = sign_in("outsider", **PHONE)
    new.opens("/office/my-areas/")
    new.follows("Ardmore is being handed over to you")
    new.sees("ask about the two vacant posts first")
    new.ticks("I take this area over")
    new.presses("Send my answer")
    new.opens("/office/areas/ardmore/")
    new.sees("Donald Ross", "Link inspector")
    link.opens("/office/my-areas/")
    link.sees("You are in the team of no area")


def test_an_enquiry_reaches_whoever_knows_the_area(
    ardmore: Area, sign_in: SignIn, new_page: Callable[..., object], live_server: object
) -> None:
    visitor = Actor("A visitor", new_page(**PHONE), live_server.url, lambda page: None)  # type: ignore[arg-type, attr-defined]
    visitor.opens("/areas/ardmore/")
    visitor.does_not_see("Shona Lamont")
    visitor.follows("Send an enquiry")
    visitor.presses("Send")
    visitor.sees("There is a problem", "Enter your name.")
    visitor.fills("Your name", "A. Resident")
    visitor.fills("Your e-mail address", "resident@example.org")
    visitor.fills("What you want to know or to tell", "When will the next report be published?")
    visitor.presses("Send")
    visitor.sees("Your enquiry has been received")
    visitor.does_not_see("Shona Lamont")

    link = sign_in("link")
    link.opens("/office/my-areas/")
    link.follows("Enquiry E-")
    link.sees("When will the next report be published?", "resident@example.org")
    link.fills("Answer", "It is planned for spring.")
    link.presses("Send the answer")
    link.sees("Answered")
    sent = OutgoingMessage.objects.filter(to="resident@example.org").order_by("put_at")
    assert [message.subject[:10] for message in sent] == ["We have yo", "The answer"]
    assert not any("Lamont" in message.body for message in sent)


def test_a_risk_is_forecast_and_scored(ardmore: Area, cast: Cast, sign_in: SignIn) -> None:
    raise_risk(
        area=ardmore,
        statement="The plan is late by a quarter.",
        likelihood=80,
        horizon_on=timezone.localdate() - timedelta(days=2),
        impact=Impact.LARGE,
        would_change="An owner for each part.",
        why="Nobody owns it.",
        tier=Tier.OWN_BODY,
        by=cast.person("link"),
        at=timezone.now() - timedelta(days=90),
    )
    link = sign_in("link")
    link.opens("/office/areas/ardmore/risks/")
    link.fills("What would have happened", "The convener leaves before the summer.")
    link.fills("By when", f"{timezone.localdate() + timedelta(days=60):%d/%m/%Y}")
    link.fills("How likely, in percent", "100")
    link.picks("What it would mean", "Small")
    link.fills("Why", "They said so.")
    link.fills("What would change my mind", "A new contract.")
    link.presses("Record the forecast")
    link.sees("nothing is certain beforehand")
    link.fills("How likely, in percent", "40")
    link.presses("Record the forecast")
    link.sees("The convener leaves before the summer.", "40%")
    link.follows("The plan is late by a quarter.")
    link.picks("What became of it", "Came true")
    link.fills("How you know", "The committee's minutes say so.")
    link.presses("Resolve this risk")
    link.sees("Came true")
    link.opens("/office/forecasting/")
    link.sees("1 risk resolved and scored, 1 open", "0.040", "1 of 1", "says next to nothing")


def test_good_practice_with_a_warranty(ardmore: Area, sign_in: SignIn) -> None:
    link = sign_in("link")
    link.opens("/office/good-practice/")
    link.picks("Where it works", "Ardmore")
    link.picks("About", "Adults")
    link.fills("In a few words", "Reading each other's chronologies")
    link.fills("What it is", "Half an hour a week.")
    link.fills("What shows that it works", "41 of 48 records.")
    link.fills("Under which conditions", "Five or more in a team.")
    link.fills("Whom to ask", "Lead officer")
    link.presses("Write it down")
    link.follows("Reading each other's chronologies")
    link.sees("You wrote this down; a colleague checks it.")
    address = link.page.url

    lead = sign_in("lead", **PHONE)
    lead.page.goto(address)
    lead.fills("Which evidence I saw", "The audit.")
    lead.fills("It holds until", f"{timezone.localdate() + timedelta(days=200):%d/%m/%Y}")
    lead.presses("Record this check")
    lead.fills("Who agreed for the partnership", "Chief social work officer")
    lead.presses("Publish it")

    other = sign_in("eastmuir_coordinator")
    other.opens("/practice-elsewhere/")
    other.follows("Reading each other's chronologies")
    other.picks("What we did", "Adapted it")
    other.fills("With what result", "Once a fortnight; staff kept it.")
    other.presses("Record it")
    other.sees("Once a fortnight; staff kept it.")
    other.opens("/good-practice/")
    other.follows("Reading each other's chronologies")
    other.sees("Adapted it", "Agreed to publish", "1 partnership recorded")
    other.does_not_see("Shona Lamont", "Mairi Sinclair")
