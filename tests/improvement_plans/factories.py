"""Takes a fictional inspection along the way of its improvement plan, by the people whose turn it is."""

from datetime import timedelta

from speir.improvement_plans import operations, queries, review_facts_operations, review_operations
from speir.improvement_plans.choices import Verdict
from speir.improvement_plans.models import (
    ImprovementPlan,
    PlanArea,
    PlannedAction,
    ProgressClaim,
    ProgressReview,
    ReviewComment,
)
from tests.factories import TODAY, World, later, pdf
from tests.remembered import remembered
from tests.reports.factories import published

ACTION_DUE_ON = TODAY + timedelta(days=300)


@remembered
def opened() -> tuple[World, ImprovementPlan]:
    """Published, and the improvement plan open."""
    world, _ = published()
    return world, plan_of(world)


def plan_of(world: World) -> ImprovementPlan:
    """The plan as it is in the database now."""
    plan = queries.plan_of(world.fresh())
    assert plan is not None
    return plan


def area(world: World, number: int = 1) -> PlanArea:
    """One area of the plan."""
    found = queries.area_of(plan_of(world), number)
    assert found is not None
    return found


def act(world: World, number: int = 1, **changed: object) -> PlannedAction:
    """Plan one action on one area."""
    given: dict[str, object] = {
        "text": "Train every council officer in writing chronologies.",
        "body": world.bodies["council"],
        "lead_person": "Head of adult services",
        "due_on": ACTION_DUE_ON,
        "measure": "Nine in ten audited records have a chronology of good quality.",
        "by": world.coordinator,
        "at": later(days=110),
    }
    given.update(changed)
    return operations.plan_action(area=area(world, number), **given)  # type: ignore[arg-type]


@remembered
def submitted() -> tuple[World, ImprovementPlan]:
    """An action on every area, submitted to the link inspector."""
    world, plan = opened()
    for each in queries.areas_of(plan):
        act(world, each.number)
    operations.submit_plan(plan=plan, by=world.coordinator, at=later(days=120))
    return world, plan_of(world)


@remembered
def agreed() -> tuple[World, ImprovementPlan]:
    """Agreed by the link inspector."""
    world, plan = submitted()
    operations.agree_plan(plan=plan, by=world.link, at=later(days=125))
    return world, plan_of(world)


def claim(world: World, number: int = 1, days: float = 200) -> ProgressClaim:
    """The coordinator claims progress on one area, with a file."""
    return operations.claim_progress(
        area=area(world, number),
        says="Every council officer is trained; audits show better chronologies.",
        uploads=[pdf("audit.pdf")],
        by=world.coordinator,
        at=later(days=days),
    )


def conclude(
    world: World, made: ProgressClaim, verdict: Verdict = Verdict.VERIFIED, days: float = 210
) -> None:
    """The link inspector concludes about a claim."""
    operations.verify_claim(
        claim=made, verdict=verdict, reason="I read the audit.", by=world.link, at=later(days=days)
    )


def under_review() -> tuple[World, ProgressReview]:
    """The progress review open."""
    world, plan = agreed()
    review = review_operations.open_progress_review(
        plan=plan, starts_on=TODAY + timedelta(days=400), by=world.lead, at=later(days=390)
    )
    return world, review


def judge(world: World, number: int = 1, level: int = 0, days: float = 401) -> None:
    """An inspector judges the progress of one area; level 0 is the best."""
    review = queries.review_of(plan_of(world))
    assert review is not None
    review_operations.judge_area(
        review=review,
        area=area(world, number),
        level=queries.progress_levels(world.inspection)[level],
        rationale="The audit and the staff we met agree.",
        by=world.inspector,
        at=later(days=days),
    )


def judged() -> tuple[World, ProgressReview]:
    """Every area judged, and nothing sent yet."""
    world, review = under_review()
    for number in (1, 2):
        judge(world, number, level=number - 1)
    return world, review


def send_for_facts(world: World, days: float = 401.2) -> None:
    """The judgements go to the partnership for factual accuracy."""
    review_facts_operations.send_review_for_factual_accuracy(
        review=newest_review(world),
        due_on=TODAY + timedelta(days=int(days) + 10),
        by=world.support,
        at=later(days=days),
    )


def sent_for_facts() -> tuple[World, ProgressReview]:
    """With the partnership for factual accuracy."""
    world, _ = judged()
    send_for_facts(world)
    return world, newest_review(world)


def comment_on(world: World, number: int = 1, days: float = 401.3, **changed: object) -> ReviewComment:
    """The coordinator comments on the judgement of one area."""
    given: dict[str, object] = {
        "quoted": "the staff we met",
        "says": "You met managers, not staff.",
        "proposed": "the managers we met",
        "by": world.coordinator,
        "at": later(days=days),
    }
    given.update(changed)
    return review_facts_operations.comment_on_review(
        review=newest_review(world),
        area=area(world, number),
        **given,  # type: ignore[arg-type]
    )


def finish_facts(world: World, days: float = 401.4) -> None:
    """The coordinator says that the comments are complete."""
    review_facts_operations.finish_review_factual_accuracy(
        review=newest_review(world), by=world.coordinator, at=later(days=days)
    )


def check_facts(world: World, days: float = 401.2) -> None:
    """Sent to the partnership, which has no comments."""
    send_for_facts(world, days)
    finish_facts(world, days + 0.2)


def commented() -> tuple[World, ReviewComment]:
    """One comment, finished, waiting for the answer."""
    world, _ = sent_for_facts()
    made = comment_on(world)
    finish_facts(world)
    return world, made


def answer(world: World, comment: ReviewComment, **changed: object) -> None:
    """The lead inspector answers a comment."""
    given: dict[str, object] = {"is_accepted": True, "reason": "It was managers.", "by": world.lead}
    given.update(changed)
    review_facts_operations.answer_review_comment(
        comment=comment,
        at=later(days=401.5),
        **given,  # type: ignore[arg-type]
    )


def reviewed(closes: bool = True) -> tuple[World, ProgressReview]:
    """The review complete: the plan is closed, or goes on."""
    world, _ = judged()
    check_facts(world)
    review = newest_review(world)
    review_operations.complete_progress_review(
        review=review, by=world.lead, at=later(days=402), closes=closes
    )
    return world, newest_review(world)


def newest_review(world: World) -> ProgressReview:
    """The newest review as it is in the database now."""
    review = queries.review_of(plan_of(world))
    assert review is not None
    return review


def sign_review(world: World, *who: str, days: float = 405) -> None:
    """These signatories sign the newest review; without names every one."""
    for key in who or ("ci_signatory", "his_signatory", "hmics_signatory"):
        review_operations.sign_off_review(
            review=newest_review(world),
            statement="Approved for our body.",
            by=world.people[key],
            at=later(days=days),
        )


def review_signed(closes: bool = True) -> tuple[World, ProgressReview]:
    """The review signed by every body."""
    world, review = reviewed(closes)
    sign_review(world)
    return world, review


def review_published(closes: bool = True) -> tuple[World, ProgressReview]:
    """The review published."""
    world, review = review_signed(closes)
    review_operations.publish_progress_review(review=review, by=world.support, at=later(days=410))
    return world, review
