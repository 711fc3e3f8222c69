"""What the pages of a progress review print: each area, how far it has come, and how the team judges it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from speir.frameworks.pages import PageLevel
from speir.improvement_plans.choices import PlanStatus, ReviewStatus
from speir.improvement_plans.lifecycle import PLAN, PROGRESS_REVIEW
from speir.improvement_plans.permissions import (
    may_complete_progress_review,
    may_judge_progress,
    may_open_progress_review,
)
from speir.improvement_plans.queries import AreaLine, PlanPage
from speir.improvement_plans.rules import (
    every_area_is_judged,
    progress_may_be_judged,
    the_review_before_is_published,
    there_is_a_scale_for_progress,
)
from speir.people.standing import Standing
from speir.reports.rules import every_comment_is_answered
from speir.web.inspectorate.inspection_header import InspectionHeader
from speir.web.inspectorate.judging_page import LevelTag, level_tag
from speir.web.inspectorate.opened import why_not
from speir.web.inspectorate.plan_page import AreaRow, area_row
from speir.web.inspectorate.report_text import Trail
from speir.web.inspectorate.review_publishing import ReviewPublishing
from speir.web.inspectorate.turns_here import TurnsHere
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.frameworks.models import ScaleLevel
    from speir.frameworks.terms import TermWords
    from speir.improvement_plans.models import DeclinedReview, ProgressReview


@dataclass(frozen=True)
class JudgedArea:
    """One area in the review; ``level`` is None until the team has judged it."""

    area: AreaRow
    level: LevelTag | None
    rationale: str
    judged_by: str
    judged_at: datetime | None
    times_judged: int


@dataclass(frozen=True)
class EarlierReview:
    """A progress review before the newest."""

    number: int
    completed: str


@dataclass(frozen=True)
class SentBack:
    """One body sent the review back and said why."""

    body: str
    person: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class ReviewPage:
    """The progress review; each ``…_refused`` is "" when this person may do that now."""

    header: InspectionHeader
    turns: TurnsHere
    area_called: "TermWords"
    is_open: bool
    is_complete: bool
    status: str
    starts_on: date | None
    completed: str
    number: int
    goes_on: bool
    may_open: bool
    publishing: ReviewPublishing | None
    comments_due_on: date | None
    sent_back: tuple[SentBack, ...]
    earlier: tuple[EarlierReview, ...]
    slug: str
    areas: tuple[JudgedArea, ...]
    scale: tuple[PageLevel, ...]
    not_judged: tuple[int, ...]
    open_refused: str
    judge_refused: str
    complete_refused: str


@dataclass(frozen=True)
class JudgePage:
    """One area to be judged, with everything that was done about it."""

    header: InspectionHeader
    judged: JudgedArea
    scale: tuple[PageLevel, ...]
    following: int
    refused: str


def review_page(
    header: InspectionHeader,
    plan: PlanPage,
    standing: Standing,
    turns: TurnsHere,
    area_called: "TermWords",
    levels: Sequence["ScaleLevel"],
    trails: Mapping[str, Trail] | None,
    today: date,
    completed: str,
    publishing: ReviewPublishing | None = None,
    before: Sequence["ProgressReview"] = (),
    unanswered: int = 0,
    declined: Sequence["DeclinedReview"] = (),
) -> ReviewPage:
    """The review, or what stands before it."""
    review = plan.review
    areas = tuple(judged_area(line, levels, trails, today) for line in plan.areas)
    not_judged = tuple(each.area.number for each in areas if each.level is None)
    status = review.status if review else ""
    return ReviewPage(
        header=header,
        turns=turns,
        area_called=area_called,
        is_open=status in (ReviewStatus.OPEN, ReviewStatus.FACTUAL_ACCURACY, ReviewStatus.RESPONDING),
        is_complete=status == ReviewStatus.COMPLETE,
        status=ReviewStatus.label_of(status) if status else "",
        starts_on=review.starts_on if review else None,
        completed=completed,
        number=review.number if review else 1,
        goes_on=status == ReviewStatus.COMPLETE and plan.plan.status != PlanStatus.REVIEWED,
        may_open=plan.plan.status not in (PlanStatus.UNDER_REVIEW, PlanStatus.REVIEWED),
        publishing=publishing,
        comments_due_on=review.comments_due_on if review else None,
        sent_back=tuple(
            SentBack(each.body.name, each.declined_by.full_name, each.declined_at, each.reason)
            for each in declined
        ),
        earlier=tuple(EarlierReview(each.number, day(each.completed_at)) for each in before),
        slug=plan.plan.publication.slug,
        areas=areas,
        scale=scale_lines(levels),
        not_judged=not_judged,
        open_refused=why_not(
            standing,
            may_open_progress_review,
            PLAN.reason_refused(plan.plan.status, "review"),
            there_is_a_scale_for_progress.reason(bool(levels)),
            the_review_before_is_published.reason(publishing is None or publishing.published_at is not None),
        ),
        judge_refused=judge_refused(standing, status),
        complete_refused=_complete_refused(standing, status, not_judged, unanswered),
    )


def judge_refused(standing: Standing, review_status: str) -> str:
    """Why this person may not judge now, "" when they may."""
    if not review_status:
        return "The progress review has not been opened yet."
    return why_not(standing, may_judge_progress, progress_may_be_judged.reason(review_status))


def _complete_refused(
    standing: Standing, review_status: str, not_judged: Sequence[int], unanswered: int
) -> str:
    if not review_status:
        return "The progress review has not been opened yet."
    broken = every_area_is_judged.reason(not_judged)
    numbers = ", ".join(map(str, not_judged))
    return why_not(
        standing,
        may_complete_progress_review,
        f"{broken.message} Not judged: {numbers}." if broken else None,
        PROGRESS_REVIEW.reason_refused(review_status, "complete"),
        every_comment_is_answered.reason(unanswered),
    )


def judged_area(
    line: AreaLine, levels: Sequence["ScaleLevel"], trails: Mapping[str, Trail] | None, today: date
) -> JudgedArea:
    """One area with the judgement that counts."""
    judged = line.judgement
    return JudgedArea(
        area=area_row(line, trails, today),
        level=level_tag(judged.level, levels) if judged else None,
        rationale=judged.rationale if judged else "",
        judged_by=judged.judged_by.full_name if judged else "",
        judged_at=judged.judged_at if judged else None,
        times_judged=judged.number if judged else 0,
    )


def scale_lines(levels: Sequence["ScaleLevel"]) -> tuple[PageLevel, ...]:
    """The scale in its own words, best first."""
    return tuple(
        PageLevel(level.key, level.label, level.meaning, level.is_indicative, level.source)
        for level in levels
    )


def next_area(plan: PlanPage, number: int) -> int:
    """The number of the next other area without a judgement, after this one or from the start; 0 for none."""
    waiting = [
        line.area.number for line in plan.areas if line.judgement is None and line.area.number != number
    ]
    return next((each for each in waiting if each > number), waiting[0] if waiting else 0)
