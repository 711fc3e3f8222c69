"""The phases of adult support and protection, each from its letter to what is published, in browsers.

Its progress reviews, the other half of Phase 2 year 2, are in ``test_progress_review.py``.
"""

from collections.abc import Callable

import pytest

from tests.journeys.walking import CERTAIN, UNCERTAIN, Walk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Begin = Callable[..., Walk]
SIX_POINTS = ("Very good", "Adequate", "Unsatisfactory")
ALL_THREE = ("Care Inspectorate", "Healthcare Improvement Scotland", "HM Inspectorate of Constabulary")


def test_phase_1_inspects_two_areas_at_once_each_with_a_team_of_its_own(begin: Begin) -> None:
    # Given two areas that are inspected at the same time, each by a team of three bodies
    name = "adult-support-and-protection/phase-1"
    walk = begin(name, "adult_protection")
    other = begin(name, "adult_protection", "Glentest")
    other.made.notify()
    manager = walk.browsers.of(walk.made.manager)
    manager.opens(f"/programmes/{name}/method/")
    manager.sees("Phase 1", "impact of Covid-19", "Week 18")
    manager.photographs("phase-1-method")
    walk.notify(*ALL_THREE)
    walk.lead.opens("/my-work/")
    walk.lead.sees("Strathtest")
    walk.lead.does_not_see("Glentest")
    walk.ask_and_hand_over()
    walk.made.gather_evidence()
    # When the two key areas are judged in words, and not on six points
    walk.judge("Effective with areas for improvement")
    walk.lead.opens(f"{walk.home}evaluations/")
    walk.lead.sees("Key processes", "Strategic leadership")
    walk.lead.does_not_see(*SIX_POINTS)
    walk.find("Partners should keep chronologies of every adult.")
    walk.draft()
    walk.sign()
    walk.check_facts()
    walk.publish()
    # Then one report is public, signed by all three, and a plan follows; the other area is where it was
    walk.is_read_in_public(
        (*ALL_THREE, "Effective with areas for improvement", "Area for improvement 1"), SIX_POINTS
    )
    walk.reader.photographs("phase-1-published")
    walk.coordinator.opens(f"{walk.partnership}improvement-plan/")
    walk.coordinator.sees("Partners should keep chronologies of every adult.")
    walk.reader.opens("/reports/")
    walk.reader.does_not_see("Glentest")
    other.lead.opens("/my-work/")
    other.lead.sees("Glentest")
    other.lead.does_not_see("Strathtest")


def test_phase_2_begins_with_inspections_that_end_in_a_review_of_progress(begin: Begin) -> None:
    # Given an inspection of Phase 2, year 1, with a position statement and its documents
    name = "adult-support-and-protection/phase-2"
    walk = begin(name, "adult_protection")
    manager = walk.browsers.of(walk.made.manager)
    manager.opens(f"/programmes/{name}/method/")
    manager.sees("position statement", "Staff survey", "Week 21")
    walk.notify(*ALL_THREE)
    walk.ask_and_hand_over()
    walk.made.gather_evidence()
    # When it finds important weaknesses
    walk.judge("Important areas of weakness")
    walk.find("Partners should hold case conferences in time.")
    walk.draft()
    walk.sign()
    walk.check_facts()
    walk.publish()
    # Then that is what is read, and progress will be reviewed on what must improve
    walk.is_read_in_public(("Important areas of weakness", "Area for improvement 1"), SIX_POINTS)
    walk.made.improve()
    walk.lead.opens(f"{walk.home}progress-review/")
    walk.lead.sees("Open the progress review")
    walk.lead.photographs("phase-2-review-to-open")


def test_phase_2_supports_a_voluntary_group_that_evaluates_itself_on_three_topics(begin: Begin) -> None:
    # Given a partnership of the group, told by a letter that says what this is
    name = "adult-support-and-protection/phase-2-supported-self-evaluation"
    walk = begin(name, "adult_protection")
    walk.notify("support")
    # When its own evaluation is read, and one of three topics is uncertain
    walk.ask_and_hand_over()
    walk.lodge_on_everything()
    for number in ("1", "3"):
        walk.take_position(number, CERTAIN, "What the partnership wrote shows it.")
    walk.take_position("2", UNCERTAIN, "Nothing shows yet whether early help is in time.")
    walk.close_gathering()
    walk.find("Partners should measure what early help prevents.")
    walk.lead.opens(f"{walk.home}report/")
    walk.lead.sees("still uncertain")
    walk.lodge("2", "Staff showed us this year's figures of early help.")
    walk.take_position("2", CERTAIN, "This year's figures settle it.")
    walk.draft()
    walk.sign()
    walk.check_facts()
    walk.publish()
    # Then a letter without grades is public, and nothing follows from it
    walk.is_read_in_public(
        ("We give no grades.", "Partners should measure what early help prevents."), SIX_POINTS
    )
    walk.lead.opens(walk.home)
    walk.lead.sees("Closed")
    walk.lead.does_not_see("Improvement plan")
