"""Methods that grade nothing, walked to their end in browsers: a letter, or a report without levels."""

from collections.abc import Callable

import pytest

from tests.journeys.walking import CERTAIN, UNCERTAIN, Walk

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Begin = Callable[..., Walk]
UNGRADED = ("Excellent", "Very good", "Adequate", "Effective with", "Evaluation of")


def test_a_self_evaluation_is_supported_validated_and_answered_with_a_letter(begin: Begin) -> None:
    # Given a partnership that spans three councils, told by a letter that says what this is
    walk = begin("community-justice/validated-self-evaluation", "community_justice", councils=3)
    walk.notify("support and validate")
    # When it submits, documents are read, and the team is uncertain about one indicator alone
    walk.ask_and_hand_over()
    walk.lodge_on_everything()
    for number in ("a", "c", "d", "6.4", "e", "f"):
        walk.take_position(number, CERTAIN, "What was submitted shows it.")
    walk.take_position("b", UNCERTAIN, "The audit of risk assessments is two years old.")
    walk.close_gathering()
    walk.find("Partners should audit risk assessments every year.")
    # Then the letter waits for what is uncertain, and for nothing else
    walk.lead.opens(f"{walk.home}report/")
    walk.lead.sees("still uncertain")
    walk.lead.photographs("letter-waits")
    walk.lodge("b", "Staff showed us this year's audit: 41 of 48 assessments were complete.")
    walk.take_position("b", CERTAIN, "This year's audit settles it.")
    walk.draft()
    walk.lead.sees("This letter says", "We give no grades.", "Partners should audit")
    walk.lead.photographs("letter-drafted")
    walk.sign()
    walk.check_facts()
    walk.publish()
    # And what is published is a letter with what must improve and no grades; nothing follows from it
    walk.is_read_in_public(("We give no grades.", "Area for improvement 1", "no improvement plan"), UNGRADED)
    walk.reader.photographs("letter-published")
    walk.lead.opens(walk.home)
    walk.lead.sees("Closed")
    walk.lead.does_not_see("Improvement plan", "Evaluation", "report")
    walk.lead.photographs("letter-closed")


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        ("other-scrutiny/inquiry", "health_and_social_care", "inquiry"),
        ("other-scrutiny/section-53-review", "justice_social_work", "inspected"),
    ],
)
def test_a_short_inquiry_and_a_review_by_one_body_end_in_a_report_without_grades(
    begin: Begin, name: str, kind: str, says: str
) -> None:
    # Given an exercise of one body, of which the partnership knows
    walk = begin(name, kind)
    walk.notify()
    # When its three questions are answered and nothing is uncertain
    walk.ask_and_hand_over()
    walk.lodge_on_everything()
    for number in ("1", "2", "3"):
        walk.take_position(number, CERTAIN, "What we read and heard agrees.")
    walk.close_gathering()
    found = "The service should say when it will know."
    walk.find(found)
    walk.draft()
    walk.sign()
    walk.check_facts()
    walk.publish()
    # Then the report has no grades, and an improvement plan follows with what must improve in it
    walk.is_read_in_public(("We give no grades.", says, found), UNGRADED)
    walk.coordinator.opens(f"{walk.partnership}improvement-plan/")
    walk.coordinator.sees("Area for improvement 1", found)
    walk.coordinator.photographs("plan-after-inquiry")
