"""A progress review, from the improvement plan of an earlier report to what is published, in browsers."""

from collections.abc import Callable

import pytest

from tests.journeys.walking import Walk, working_day, written

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
Begin = Callable[..., Walk]


def test_progress_is_reviewed_on_its_own_scale_and_published_for_every_area(begin: Begin) -> None:
    # Given an inspection of Phase 1 that is published, with its improvement plan agreed
    walk = begin("adult-support-and-protection/phase-1", "adult_protection")
    made = walk.made
    for step in (made.notify, made.gather, made.judge, made.find, made.draft, made.publish, made.improve):
        step()
    # When the lead opens the progress review, the partnership is given what the review's method gives
    walk.lead.opens(f"{walk.home}progress-review/")
    walk.lead.fills("It starts on", written(working_day(0)))
    walk.lead.presses("Open the progress review")
    walk.coordinator.opens(f"{walk.partnership}for-you/")
    walk.coordinator.sees("Briefing on the progress review")
    walk.coordinator.photographs("review-pack")
    for number, level in ((1, "Significant progress made"), (2, "Some progress made")):
        walk.inspector.opens(f"{walk.home}progress-review/areas/{number}/")
        walk.inspector.does_not_see("Very good", "Effective with")
        walk.inspector.ticks(level)
        walk.inspector.fills("Rationale", f"What the records of area {number} showed.")
        walk.inspector.presses("Judge")
    walk.lead.opens(f"{walk.home}progress-review/")
    walk.lead.sees("2 priority areas for improvement", "every priority area for improvement is judged")
    walk.lead.photographs("review-judged")
    walk.lead.opens("/my-work/")
    walk.lead.follows("Send the progress review for factual accuracy")
    walk.lead.fills("Comments are due by", written(working_day(7)))
    walk.lead.presses("Send for factual accuracy")
    walk.coordinator.opens("/partnership/")
    walk.coordinator.follows("Check the progress review for factual accuracy")
    walk.coordinator.sees("Priority area for improvement 1", "What the records of area 1 showed.")
    walk.coordinator.presses("Finish")
    walk.lead.opens(f"{walk.home}progress-review/")
    walk.lead.presses("Complete the progress review")
    for person in made.signatories:
        signatory = walk.browsers.of(person)
        signatory.opens("/my-work/")
        signatory.follows("Read the progress review and sign it off")
        signatory.fills("What you approve", "I have read this review and approve it for my body.")
        signatory.presses("Sign the progress review")
    walk.lead.opens("/my-work/")
    walk.lead.follows("Publish the progress review")
    walk.lead.presses("Publish the progress review")
    # Then anybody reads how far each area has come, and the exercise is over
    walk.reader.opens(f"/reports/{made.inspection.reference}/progress-reviews/1/")
    walk.reader.sees("Area for improvement 1", "Significant progress made", "Some progress made", "SHA-256")
    walk.reader.sees("how far each priority area for improvement has come")
    walk.reader.photographs("review-published")
    walk.lead.opens(walk.home)
    walk.lead.sees("Closed")
