"""Takes a fictional inspection along the way of its improvement plan, by the people whose turn it is."""

from datetime import timedelta

from speir.improvement_plans import operations, queries, review_operations
from speir.improvement_plans.choices import Verdict
from speir.improvement_plans.models import (
    ImprovementPlan,
    PlanArea,
    PlannedAction,
    ProgressClaim,
    ProgressReview,
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


def reviewed(closes: bool = True) -> tuple[World, ProgressReview]:
    """The review complete: the plan is closed, or goes on."""
    world, review = under_review()
    for number in (1, 2):
        judge(world, number, level=number - 1)
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
