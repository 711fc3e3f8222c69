"""A concern from raising to closing, by the right people, on a phone and without scripts."""

from collections.abc import Callable

import pytest

from speir.demo.cast import Cast
from speir.inspections.models import Inspection
from tests.journeys.actors import Actor
from tests.journeys.begun import begun

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., Actor]
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def inspection(cast: Cast) -> Inspection:
    """An inspection of which the partnership knows, with a named senior manager."""
    return begun(cast)


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
    reader.photographs("raising-a-concern")
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
    lead.photographs("deciding-a-concern", width=1366)
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
    senior.photographs("answering-a-concern", width=1366)
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
    manager.sees("Concerns in Scotland", "Fewer than 5")
    manager.does_not_see("Nobody has visited")
