"""A concern from raising to closing, by the right people, on a phone and without scripts."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from speir.demo.cast import Cast
from speir.inspections.models import Inspection
from speir.inspections.operations import (
    acknowledge_letter,
    appoint,
    plan_inspection,
    send_notification_letters,
)
from speir.inspections.queries import letters_of
from speir.people.choices import Role
from speir.programmes.queries import phase
from tests.journeys.actors import Actor

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., Actor]
PHONE = {"width": 320, "height": 640}
TEAM = {
    "his_inspector": Role.INSPECTOR,
    "hmics_inspector": Role.INSPECTOR,
    "support": Role.SUPPORT_OFFICER,
    "strathcarron_coordinator": Role.COORDINATOR,
    "strathcarron_senior_manager": Role.SENIOR_MANAGER,
    "strathcarron_council_head": Role.HEAD,
    "nhs_carron_head": Role.HEAD,
    "police_carron_head": Role.HEAD,
}


@pytest.fixture
def inspection(cast: Cast) -> Inspection:
    """An inspection of which the partnership knows, with a named senior manager."""
    now = timezone.now()
    planned = plan_inspection(
        phase=phase("adult-support-and-protection", "phase-3-demonstration"),
        partnership=cast.partnerships["strathcarron"],
        starts_on=_monday_or_later(now),
        lead_inspector=cast.person("lead"),
        reason_chosen="Never inspected in this programme.",
        by=cast.person("manager"),
        at=now,
    )
    for key, role in TEAM.items():
        appoint(inspection=planned, person=cast.person(key), role=role, by=cast.person("lead"), at=now)
    send_notification_letters(inspection=planned, by=cast.person("lead"), at=now)
    for letter in letters_of(planned):
        acknowledge_letter(letter=letter, by=letter.recipient, at=now)
    return planned


def _monday_or_later(now: datetime) -> date:
    day = timezone.localdate(now)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)


def test_a_concern_from_raising_to_closing(inspection: Inspection, sign_in: SignIn) -> None:
    home = f"/inspections/{inspection.reference}/"
    reader = sign_in("his_inspector", javascript=False)
    reader.opens(home)
    reader.follows("Raise a concern")  # the first click
    reader.fills("What you saw, read or heard", "Mrs McInventit has had no visit for a week.")
    reader.fills("Why it worries you", "There was no food in the house.")
    reader.fills("Reference of the record (optional)", "NB-0042")
    reader.presses("Raise this concern")  # the second
    reader.sees("There is a problem", "looks like it names a person")
    reader.fills("What you saw, read or heard", "Nobody has visited for a week.")
    reader.presses("Raise this concern")
    reader.sees("Concern raised", "Mairi Sinclair, the lead inspector, has been told")
    assert reader.page.url.endswith(home)

    other = sign_in("hmics_inspector")
    other.opens(f"{home}concerns/")
    other.sees("You have raised no concern here")
    other.opens(f"{home}concerns/new/")
    other.sees("What happens then")
    other.opens("/my-work/")
    other.does_not_see("concern for a person")

    lead = sign_in("lead", **PHONE)
    lead.opens("/my-work/")
    lead.sees("Decide about a concern for a person's safety", "midnight today")
    lead.follows("Decide about a concern")
    lead.sees("Nobody has visited for a week.", "NB-0042", "Ewan MacAskill")
    lead.fills("Why", "It cannot wait.")
    lead.presses("Pass it on")
    lead.sees("Passed to the partnership")

    coordinator = sign_in("strathcarron_coordinator")
    coordinator.opens("/partnership/")
    coordinator.does_not_see("Acknowledge a concern")

    senior = sign_in("strathcarron_senior_manager", **PHONE)
    senior.opens("/partnership/")
    senior.sees("midnight today")
    senior.follows("Acknowledge a concern for a person's safety")
    senior.sees("Nobody has visited for a week.", "NB-0042")
    senior.does_not_see("Ewan MacAskill")
    senior.presses("Acknowledge this concern")
    senior.fills("What was done", "A council officer visited within the hour.")
    senior.fills("Reference in your own system", "Log 2026/118")
    senior.presses("Send what was done")
    senior.sees("Thank you", "Log 2026/118")

    lead.opens("/my-work/")
    lead.follows("Read what was done about a concern")
    lead.sees("A council officer visited within the hour.")
    lead.does_not_see("Log 2026/118")
    lead.picks("What it was about", "Neglect or self-neglect")
    lead.presses("Close this concern")
    lead.sees("Concern closed", "Neglect or self-neglect")
    lead.opens(f"{home}history/")
    lead.does_not_see("Concern raised", "Concern closed", "Nobody has visited")

    manager = sign_in("manager")
    manager.opens("/concerns/")
    manager.sees("Concerns in Scotland", "fewer than 5")
    manager.does_not_see("Nobody has visited")
