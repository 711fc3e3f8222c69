"""A document at its stage: released, acknowledged, asked about, renewed; and a letter to all who need it."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from django.utils import timezone

from speir.demo import stages
from speir.demo.cast import Cast
from speir.demo.stages import Exercise
from speir.document_packs.models import Receipt, Release
from speir.programmes.queries import phase
from tests.journeys.actors import Actor

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., Actor]
PHONE = {"width": 320, "height": 640}
QUESTION = "Does the third sector get the briefing too?"


@pytest.fixture
def begun(cast: Cast) -> Exercise:
    """An inspection that began a week ago; everybody has had the first letter."""
    found = phase("adult-support-and-protection", "phase-3-demonstration")
    return stages.through(stages.plan(cast, "Strathcarron", found, 1, timezone.now()), stages.notify)


def at(name: str, begun: Exercise, **more: object) -> str:
    return reverse(name, kwargs={"reference": begun.inspection.reference, **more})


def fits(actor: Actor) -> None:
    """Nothing sticks out at 320 pixels."""
    assert actor.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_right_document_at_the_right_time(begun: Exercise, sign_in: SignIn) -> None:
    coordinator = sign_in("strathcarron_coordinator")
    assert not Release.objects.exists()
    coordinator.opens(at("partnership_pack", begun))
    coordinator.sees("Partnership briefing", "To acknowledge", "What comes next", "Record reading")
    coordinator.follows("Partnership briefing")
    coordinator.sees("indicative", "Please acknowledge it by")
    coordinator.presses("I have read this")
    coordinator.sees("The inspection team sees that you have read it", "Acknowledged")
    coordinator.presses("Send the question")
    coordinator.sees("There is a problem", "Write your question.")
    coordinator.fills("Your question", QUESTION)
    coordinator.presses("Send the question")
    coordinator.sees("Your question is with the inspection team", "Waits for its answer")

    support = sign_in("support", **PHONE)
    support.opens(reverse("my_work"))
    support.sees("Answer 1 question on documents")
    support.opens(at("pack", begun))
    support.sees("Partnership briefing", "1 of", "To answer")
    fits(support)
    support.follows(QUESTION)
    support.fills("Answer", "Yes: pass it on to whoever you commission.")
    support.ticks("Show question and answer to everybody")
    support.presses("Send the answer")
    fits(support)
    support.fills("The question as everybody reads it", "Does Strathcarron's third sector get it?")
    support.presses("Share it")
    support.sees("Leave the name out")
    support.fills("The question as everybody reads it", "Do third sector organisations get the briefing?")
    support.presses("Share it")
    support.sees("nobody reads who asked")
    support.opens(at("pack_document", begun, key="partnership-briefing"))
    support.fills("What changed", "It names the third sector.")
    support.fills("The words (optional)", "This briefing is for everybody, the third sector too.")
    support.presses("Issue this version")
    support.sees("The new version counts from now on", "Version 2", "Not opened")
    fits(support)

    plain = sign_in("strathcarron_contributor", javascript=False, **PHONE)
    plain.opens(at("partnership_pack", begun))
    plain.sees("New version to acknowledge", f"Partnership briefing: {QUESTION}")
    plain.does_not_see("Anne Gillespie", "Asked elsewhere")  # what is answered here is not told twice
    fits(plain)
    plain.follows("Partnership briefing")
    plain.sees("It names the third sector.", "pass it on to whoever you commission")
    fits(plain)
    plain.presses("I have read this")
    plain.sees("Acknowledged")

    coordinator.opens(at("partnership_pack", begun))
    coordinator.sees("New version to acknowledge")
    support.opens(at("pack_document", begun, key="partnership-briefing"))
    support.sees("Neil Farquhar", "Acknowledged")
    support.presses("Remind those without a receipt")
    support.sees("They are reminded by e-mail")
    assert set(Receipt.objects.values_list("number", flat=True)) == {1, 2}


def test_a_letter_goes_to_the_heads_and_the_operational_lead(begun: Exercise, sign_in: SignIn) -> None:
    lead = sign_in("lead")
    lead.opens(at("letters", begun))
    lead.follows("Who coordinates, and what is due")
    lead.sees("Anne Gillespie coordinates this exercise", "To Duncan Baxter")
    lead.presses("Send this letter")
    lead.sees("Each is told by e-mail", "0 of 4 letters acknowledged")

    operational = sign_in("strathcarron_operational_lead", **PHONE)
    operational.opens(reverse("partnership_home"))
    operational.follows("Acknowledge the letter")
    operational.sees("Duncan Baxter", "Head of adult services")
    fits(operational)
    operational.presses("Acknowledge this letter")
    lead.opens(at("letters_of_kind", begun, key="who-does-what"))
    lead.sees("1 of 4 letters acknowledged")
    lead.presses("Remind those who have not acknowledged it")
    lead.sees("They are reminded by e-mail", "reminded")
