"""Methods that judge on a scale, walked to their end in browsers by the people whose turn it is."""

from collections.abc import Callable

import pytest

from speir.frameworks.queries import evaluated_items
from tests.journeys.walking import Walk, working_day, written

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Begin = Callable[..., Walk]
OTHER_SCALE = ("Effective with areas for improvement", "Some progress made")


def test_justice_social_work_is_inspected_on_five_indicators_and_one_topical_question(begin: Begin) -> None:
    # Given an inspection of the justice social work of one council, by one body
    walk = begin("community-justice/community-payback-orders", "justice_social_work")
    walk.notify("will be inspected by Care Inspectorate.")
    walk.ask_and_hand_over()
    walk.lodge_on_everything()
    # When the five indicators are judged on six points, and the topical question is not
    walk.judge("Good")
    walk.lead.opens(f"{walk.home}evaluations/")
    walk.lead.sees("5 Leadership")
    walk.lead.does_not_see("presumption against short sentences", *OTHER_SCALE)
    walk.lead.photographs("payback-evaluations")
    walk.find("Leaders should ask people on orders what helped.")
    walk.draft()
    walk.lead.sees("This report says what we found when we inspected Strathtest.")
    walk.sign()
    walk.check_facts()
    walk.publish()
    # Then the report says five times Good, answers the topical question, and what must improve is in a plan
    walk.is_read_in_public(
        ("Good", "Area for improvement 1", "presumption against short sentences"), OTHER_SCALE
    )
    assert walk.reader.page.get_by_role("heading", name="Good").count() <= len(
        evaluated_items(walk.made.phase.framework)
    )
    walk.reader.photographs("payback-published")
    walk.coordinator.opens(f"{walk.partnership}improvement-plan/")
    walk.coordinator.sees("Leaders should ask people on orders what helped.")


def test_services_for_adults_are_inspected_through_a_theme_and_the_plan_is_agreed(begin: Begin) -> None:
    # Given a joint inspection whose theme is a care group, which is a lens and not what is inspected
    walk = begin("services-for-adults/mental-illness", "health_and_social_care")
    manager = walk.browsers.of(walk.made.manager)
    manager.opens("/programmes/services-for-adults/mental-illness/method/")
    manager.sees("Looked through the experience of", "people living with mental illness", "Records of people")
    manager.photographs("integration-method")
    walk.notify()
    walk.ask_and_hand_over()
    walk.made.gather_evidence()
    # When two bodies judge on six points, the first indicator here and the rest as they would
    walk.judge("Very good", by_hand=1)
    walk.find("Partners should plan support with unpaid carers.")
    walk.draft()
    walk.lead.sees("We looked through the experience of people living with mental illness.")
    walk.sign()
    walk.check_facts()
    walk.publish()
    # Then both bodies have signed what is public, and an improvement plan is made and agreed
    walk.is_read_in_public(
        ("Care Inspectorate", "Healthcare Improvement Scotland", "Very good", "mental illness"), OTHER_SCALE
    )
    walk.coordinator.opens(f"{walk.partnership}improvement-plan/areas/1/plan/")
    walk.coordinator.fills("What will be done", "Carers take part in planning.")
    walk.coordinator.ticks("Strathtest Council 1")
    walk.coordinator.fills("Who leads it", "Head of service")
    walk.coordinator.fills("By when", written(working_day(60)))
    walk.coordinator.fills("How people will know that it has worked", "Carers say so in the yearly survey.")
    walk.coordinator.presses("Save the action")
    walk.coordinator.opens(f"{walk.partnership}improvement-plan/")
    walk.coordinator.presses("Submit the plan")
    link = walk.browsers.of(walk.made.link)
    link.opens("/my-work/")
    link.follows("Agree")
    link.presses("Agree the plan")
    link.photographs("integration-plan")
    walk.coordinator.opens(f"{walk.partnership}improvement-plan/")
    walk.coordinator.sees("greed")
    walk.coordinator.does_not_see("Submit the plan")


def test_guest_inspectors_work_on_the_scale_of_the_inspectorate_that_leads(begin: Begin) -> None:
    # Given a part in an inspection that the prisons inspectorate leads and signs
    walk = begin("community-justice/work-with-the-prisons-inspectorate", "community_justice")
    walk.notify("HM Inspectorate of Prisons for Scotland")
    walk.ask_and_hand_over()
    walk.made.gather_evidence()
    # When it is judged on that inspectorate's scale, the first item here and the rest as they would
    walk.judge("Satisfactory", by_hand=1)
    walk.lead.opens(f"{walk.home}evaluations/")
    walk.lead.does_not_see("Very good", "Adequate", *OTHER_SCALE)
    walk.lead.photographs("prisons-evaluations")
    walk.find("Social work in the prison should plan for release earlier.")
    walk.draft()
    walk.sign()
    walk.check_facts()
    walk.publish()
    # Then that scale and that signature are what is read, and a plan follows
    walk.is_read_in_public(
        ("HM Inspectorate of Prisons for Scotland", "Satisfactory"), ("Very good", "Adequate", *OTHER_SCALE)
    )
    walk.coordinator.opens(f"{walk.partnership}improvement-plan/")
    walk.coordinator.sees("Social work in the prison should plan for release earlier.")
