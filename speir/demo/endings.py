"""From the team's judgement to verified improvement, for the invented inspections that are far enough."""

from datetime import timedelta

from speir.demo.papers import paper
from speir.demo.stages import Exercise
from speir.demo.story import story
from speir.foundations.uk_time import uk_day
from speir.frameworks.queries import level, scales_of
from speir.handovers.operations import publish_report
from speir.improvement_plans.choices import Verdict
from speir.improvement_plans.models import ImprovementPlan
from speir.improvement_plans.operations import (
    agree_plan,
    claim_progress,
    finish_action,
    plan_action,
    submit_plan,
    verify_claim,
)
from speir.improvement_plans.queries import actions_of, areas_of, plan_of, review_of
from speir.improvement_plans.review_facts_operations import (
    answer_review_comment,
    comment_on_review,
    finish_review_factual_accuracy,
    send_review_for_factual_accuracy,
)
from speir.improvement_plans.review_operations import (
    complete_progress_review,
    judge_area,
    open_progress_review,
    publish_progress_review,
    sign_off_review,
)
from speir.reports.correction_operations import open_correction, publish_correction
from speir.reports.models import Report
from speir.reports.operations import (
    comment_on_fact,
    finish_factual_accuracy,
    keep_signed_version,
    revise_section,
    send_for_factual_accuracy,
    send_for_sign_off,
    sign_off_version,
    start_draft,
)
from speir.reports.publication_operations import send_embargoed_copy
from speir.reports.queries import current_version, section_of, sections_of


def draft_and_sign(exercise: Exercise) -> None:
    """Draft the report from the findings; every body signs the version."""
    start_draft(inspection=exercise.fresh(), by=exercise.who("lead"), at=exercise.at(108))
    _sign(exercise, 112)


def _sign(exercise: Exercise, day: int) -> None:
    """Freeze a version on this day; every body signs it some days later."""
    send_for_sign_off(report=_report(exercise), by=exercise.who("lead"), at=exercise.at(day))
    for key in ("ci_signatory", "his_signatory", "hmics_signatory"):
        version = current_version(_report(exercise))
        assert version is not None  # noqa: S101 (it has just been sent for sign-off)
        sign_off_version(
            version=version,
            statement="Read and agreed.",
            by=exercise.who(key),
            at=exercise.at(day + 6),
        )


def share_for_facts(exercise: Exercise) -> None:
    """Send the signed draft to the partnership for factual accuracy."""
    send_for_factual_accuracy(
        report=_report(exercise),
        due_on=uk_day(exercise.at(122)) + timedelta(days=14),
        by=exercise.who("support"),
        at=exercise.at(122),
    )


def comment(exercise: Exercise) -> None:
    """The coordinator comments on one fact."""
    report = _report(exercise)
    section = sections_of(report)[0]
    comment_on_fact(
        report=report,
        section_key=section.key,
        quoted=" ".join(section.text.split()[:8]),
        says="The partnership also includes the fire and rescue service.",
        proposed="",
        by=exercise.who("coordinator"),
        at=exercise.at(124),
    )


def publish(exercise: Exercise) -> None:
    """No comments on facts; embargoed copy; published; the plan opens with the areas already in it."""
    finish_factual_accuracy(report=_report(exercise), by=exercise.who("coordinator"), at=exercise.at(127))
    keep_signed_version(report=_report(exercise), by=exercise.who("lead"), at=exercise.at(129))
    send_embargoed_copy(
        report=_report(exercise),
        publish_on=uk_day(exercise.at(142)),
        by=exercise.who("support"),
        at=exercise.at(135),
    )
    publish_report(report=_report(exercise), by=exercise.who("support"), at=exercise.at(142))


def correct(exercise: Exercise) -> None:
    """The coordinator found something missing in the published report; it is corrected in the open."""
    open_correction(
        report=_report(exercise),
        note=story()["correction"]["note"],
        by=exercise.who("lead"),
        at=exercise.at(172),
    )
    section = section_of(_report(exercise), "next_steps")
    assert section is not None  # noqa: S101 (every draft has this section)
    revise_section(
        section=section,
        text=f"{section.text}\n\n{story()['correction']['added']}",
        base_revision=section.revision,
        by=exercise.who("lead"),
        at=exercise.at(173),
    )
    _sign(exercise, 174)
    publish_correction(report=_report(exercise), by=exercise.who("support"), at=exercise.at(182))


def agree_on_a_plan(exercise: Exercise) -> None:
    """The partnership plans an action for each area; the link inspector agrees."""
    plan = _plan(exercise)
    for number, area in enumerate(areas_of(plan)):
        text, measure = story()["actions"][number]
        plan_action(
            area=area,
            text=text,
            body=exercise.cast.bodies[f"{exercise.place.key}_council"],
            lead_person="Adult protection lead officer",
            due_on=uk_day(exercise.at(150)) + timedelta(days=60 + 40 * number),
            measure=measure,
            by=exercise.who("coordinator"),
            at=exercise.at(150),
        )
    submit_plan(plan=_plan(exercise), by=exercise.who("coordinator"), at=exercise.at(160))
    agree_plan(plan=_plan(exercise), by=exercise.who("link"), at=exercise.at(170))


def claim_and_verify(exercise: Exercise) -> None:
    """Two areas claimed with evidence; the link inspector has verified the first."""
    areas = areas_of(_plan(exercise))
    for number, says in enumerate(story()["claims"]):
        claim = claim_progress(
            area=areas[number],
            says=says,
            uploads=[paper(f"{exercise.place.name}: evidence of progress {number + 1}")],
            by=exercise.who("coordinator"),
            at=exercise.at(250 + number),
        )
        if number == 0:
            for planned in actions_of(_plan(exercise)):
                if planned.area_id == areas[number].pk:
                    finish_action(action=planned, by=exercise.who("coordinator"), at=exercise.at(249))
            verify_claim(
                claim=claim,
                verdict=Verdict.VERIFIED,
                reason="I read ten records in two teams; nine had a chronology that helped.",
                by=exercise.who("link"),
                at=exercise.at(260),
            )


def judge_progress(exercise: Exercise) -> None:
    """A progress review judges each area and goes to the partnership, which checks the facts."""
    plan = _plan(exercise)
    review = open_progress_review(
        plan=plan, starts_on=uk_day(exercise.at(600)), by=exercise.who("link"), at=exercise.at(590)
    )
    framework = exercise.phase.progress_framework
    assert framework is not None  # noqa: S101 (the demonstration phase names one)
    for area, (key, rationale) in zip(areas_of(plan), story()["review"], strict=True):
        chosen = level(scales_of(framework)[0], key)
        assert chosen is not None  # noqa: S101 (story.yaml uses the scale's keys)
        judge_area(
            review=review,
            area=area,
            level=chosen,
            rationale=rationale,
            by=exercise.who("lead"),
            at=exercise.at(620),
        )
    send_review_for_factual_accuracy(
        review=review,
        due_on=uk_day(exercise.at(624)) + timedelta(days=10),
        by=exercise.who("support"),
        at=exercise.at(624),
    )


def end_review(exercise: Exercise) -> None:
    """The review is answered for, signed by every body and published; the thread ends."""
    plan = _plan(exercise)
    review = review_of(plan)
    assert review is not None  # noqa: S101 (it was opened before)
    comment = comment_on_review(
        review=review,
        area=areas_of(plan)[0],
        quoted="",
        says=story()["review_comment"]["says"],
        proposed="",
        by=exercise.who("coordinator"),
        at=exercise.at(630),
    )
    finish_review_factual_accuracy(review=review, by=exercise.who("coordinator"), at=exercise.at(632))
    answer_review_comment(
        comment=comment,
        is_accepted=False,
        reason=story()["review_comment"]["answer"],
        by=exercise.who("lead"),
        at=exercise.at(636),
    )
    complete_progress_review(review=review, by=exercise.who("lead"), at=exercise.at(640))
    for key in ("ci_signatory", "his_signatory", "hmics_signatory"):
        sign_off_review(
            review=review, statement="Read and agreed.", by=exercise.who(key), at=exercise.at(645)
        )
    publish_progress_review(review=review, by=exercise.who("support"), at=exercise.at(650))


def _report(exercise: Exercise) -> Report:
    return Report.objects.select_related("inspection").get(inspection=exercise.inspection)


def _plan(exercise: Exercise) -> ImprovementPlan:
    plan = plan_of(exercise.inspection)
    assert plan is not None  # noqa: S101 (publishing has opened it)
    return plan
