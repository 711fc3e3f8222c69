"""Capacity: a scenario is worked out, refused in words, planned again after a slip, compared, printed."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from speir.capacity_plans.models import Scenario
from speir.demo import other_scrutiny, stages
from speir.demo.cast import Cast
from speir.foundations.uk_clock import uk_today
from speir.foundations.working_weeks import monday_of
from speir.inspections.models import Inspection
from speir.programmes.queries import phase
from speir.web.shared.showing import day
from tests.journeys.actors import Actor
from tests.scheduling.independent_check import broken

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SignIn = Callable[..., Actor]
PHASE = "Joint inspections of adult support and protection, Phase 3 (demonstration)"
LANDSCAPE = re.compile(rb"/MediaBox\s*\[\s*0 0 (84[12][.\d]*) (59[45][.\d]*)\s*\]")


@pytest.fixture
def manager(cast: Cast, sign_in: SignIn) -> Actor:
    """The service manager; Eastmuir is running, and another body comes there too."""
    found = phase("adult-support-and-protection", "phase-3-demonstration")
    eastmuir = stages.plan(cast, "Eastmuir", found, 5, timezone.now())
    stages.leave_out_a_week(eastmuir, 6, "Local school holidays")
    other_scrutiny.note_some(cast, timezone.now())
    return sign_in("manager")


def asks_for(manager: Actor, name: str, *, with_shared: bool) -> None:
    """Fill in the form of a scenario: what is running is there already."""
    manager.opens(reverse("capacity_plans"))
    manager.follows(PHASE)
    running = manager.page.get_by_label("Inspections that are running, kept where they are (optional)")
    assert "Eastmuir adult protection partnership; Team 1" in running.input_value()
    left_out = manager.page.get_by_label("Weeks left out of inspections that are running (optional)")
    assert "Local school holidays" in left_out.input_value()
    manager.presses("Work out a plan")
    manager.sees("There is a problem", "Give the scenario a name", "Choose at least one partnership.")
    manager.fills("Name of the scenario", name)
    manager.fills("First day", day(monday_of(uk_today())))
    manager.fills("Months", "14")
    for partnership in ("Ardmore", "Lochend"):
        manager.ticks(partnership)
    if not with_shared:
        manager.page.get_by_label("Keep clear of the shared scrutiny calendar too").press("Space")
    manager.presses("Work out a plan")
    manager.sees(name, "The plan is being worked out", "Being worked out")


def the_planner_answers(manager: Actor, then: str) -> None:
    """Another process works it out; the page looks again by itself and shows what came."""
    call_command("answer_plans")
    manager.page.get_by_text(then).first.wait_for(timeout=20_000)
    manager._look()


def fits_everywhere(manager: Actor) -> None:
    """Nothing sticks out at any width."""
    for width in (1366, 683, 320):
        manager.page.set_viewport_size({"width": width, "height": 700})
        assert manager.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
    manager.page.set_viewport_size({"width": 1366, "height": 900})


def test_capacity_is_planned_refused_planned_again_compared_and_printed(manager: Actor) -> None:
    asks_for(manager, "As it stands", with_shared=True)
    the_planner_answers(manager, "These limits clash")
    manager.sees(
        "No plan",
        "Education body (fictional) is in Eastmuir",
        "Eastmuir is fixed: Team 1",
        "Any one of these would help",
        "Agree other days with Education body (fictional)",
    )
    fits_everywhere(manager)

    asks_for(manager, "If the visit moves", with_shared=False)
    the_planner_answers(manager, "Gaps are weeks that do not count")
    manager.sees("3 inspections; the last published by", "Weeks left out", "Kept where they are", "Eastmuir")
    fits_everywhere(manager)
    first = Scenario.objects.get(name="If the visit moves")
    assert first.answer is not None
    assert broken(first.answer) == []

    manager.fills("Name of the new scenario", "After the slip")
    manager.picks("Which one slipped (optional)", "Ardmore")
    manager.presses("Plan again")
    manager.sees("Choose which one slipped and enter the day")
    manager.fills("It may not start before (optional)", day(monday_of(uk_today()) + timedelta(weeks=10)))
    assert manager.page.get_by_label(re.compile("^\\s*Eastmuir")).is_checked(), "what was kept stays kept"
    manager.presses("Plan again")
    the_planner_answers(manager, "Gaps are weeks that do not count")
    second = Scenario.objects.get(name="After the slip")
    assert second.answer is not None
    assert broken(second.answer) == []
    manager.sees(
        "What moved since “If the visit moves”", "weeks later", "Unchanged: 2 inspections", "Why: what"
    )
    manager.sees("Made from", "If the visit moves", "The least disturbance of the current plan")
    fits_everywhere(manager)

    manager.follows("From “If the visit moves” to this plan")
    manager.sees("Inspections that stand elsewhere", "Ardmore", "weeks later", "Unchanged: 2 inspections")
    manager.does_not_see("Eastmuir adult")
    fits_everywhere(manager)

    manager.opens(reverse("capacity_plan", kwargs={"identity": second.pk}))
    manager.fills("Why this plan", "It moves one inspection only.")
    manager.presses("Adopt this plan")
    manager.sees("Adopted", "It moves one inspection only.")
    manager.opens(reverse("capacity_plans"))
    manager.sees("As it stands", "The limits clash", "If the visit moves", "After the slip", "Adopted")
    fits_everywhere(manager)


def test_what_is_wide_prints_on_landscape_pages(manager: Actor) -> None:
    asks_for(manager, "To print", with_shared=False)
    the_planner_answers(manager, "Gaps are weeks that do not count")
    prints_wide(manager)
    reference = Inspection.objects.get().reference
    for name in ("timetable", "timetable_by_month"):
        manager.opens(reverse(name, kwargs={"reference": reference}))
        prints_wide(manager)
    manager.opens(reverse("programme_by_month", kwargs={"programme": "adult-support-and-protection"}))
    prints_wide(manager)


def prints_wide(manager: Actor) -> None:
    """Every page lies on its side; no form is on them."""
    printed = manager.page.pdf(prefer_css_page_size=True)
    pages = re.findall(rb"/MediaBox\s*\[[^\]]*\]", printed)
    assert pages
    assert all(LANDSCAPE.search(page) for page in pages), pages
    manager.page.emulate_media(media="print")
    assert not manager.page.locator("main form:visible").count()
    manager.page.emulate_media(media="null")
