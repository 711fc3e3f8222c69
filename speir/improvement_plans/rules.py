"""What must be true of an improvement plan, a claim of progress and a progress review."""

from collections.abc import Collection
from datetime import date

from speir.foundations.refusals import Reason, RuleBroken
from speir.foundations.rules import rule
from speir.improvement_plans.choices import PlanStatus, ReviewStatus
from speir.improvement_plans.lifecycle import JUDGED_WHILE


@rule("due_on")
def plan_is_due_after_it_opens(due_on: date, opens_on: date) -> bool:
    """The day by which the plan is due must be after today. Choose a later day."""
    return due_on > opens_on


@rule()
def the_plan_is_being_written(status: str) -> bool:
    """The actions of this plan can be changed only while the partnership writes it. Ask the link inspector to
    return the plan."""
    return status == PlanStatus.OPENED


@rule()
def the_plan_is_being_carried_out(status: str) -> bool:
    """This can be done once the plan is agreed and until its progress review begins."""
    return status == PlanStatus.AGREED


@rule("text")
def an_action_says_what_will_be_done(text: str) -> bool:
    """Say what will be done."""
    return bool(text.strip())


@rule("lead_person")
def an_action_has_somebody_leading_it(lead_person: str) -> bool:
    """Say who leads this action: a name or a post."""
    return bool(lead_person.strip())


@rule("measure")
def an_action_says_how_we_will_know(measure: str) -> bool:
    """Say how people will know that this action has worked."""
    return bool(measure.strip())


@rule("due_on")
def an_action_is_due_after_today(due_on: date, today: date) -> bool:
    """The day by which this action is due must be after today. Choose a later day."""
    return due_on > today


@rule("body")
def an_action_belongs_to_a_body_of_the_partnership(body_id: str, body_ids: Collection[str]) -> bool:
    """That body is not part of this partnership. Choose one that is."""
    return body_id in body_ids


@rule()
def the_action_is_not_done(is_done: bool) -> bool:
    """This action is already marked as done."""
    return not is_done


@rule()
def every_area_has_an_action(areas_without: Collection[int]) -> bool:
    """Some part of the plan has no action yet. Plan at least one action for each before you submit."""
    return not areas_without


def check_every_area_has_an_action(areas_without: Collection[int]) -> None:
    """Raise RuleBroken naming the numbers without an action; do nothing when there are none."""
    broken = every_area_has_an_action.reason(areas_without)
    if broken is not None:
        numbers = ", ".join(str(number) for number in sorted(areas_without))
        raise RuleBroken(Reason(f"{broken.message} Without an action: {numbers}.", broken.field))


@rule("reason")
def a_reason_is_given(reason: str) -> bool:
    """Give the reason. It is kept with the plan, and the partnership reads it."""
    return bool(reason.strip())


@rule("says")
def a_claim_says_what_has_changed(says: str) -> bool:
    """Say what has changed, and for whom."""
    return bool(says.strip())


@rule("files")
def a_claim_comes_with_evidence(file_count: int, where: str) -> bool:
    """A claim of progress needs evidence. Add at least one file, or say where the evidence can be seen."""
    return file_count > 0 or bool(where.strip())


@rule()
def no_claim_is_waiting(is_waiting: bool) -> bool:
    """Progress has been claimed here and the link inspector has not answered yet. Wait for the answer."""
    return not is_waiting


@rule()
def progress_is_not_verified_yet(is_verified: bool) -> bool:
    """The link inspector has verified progress here already. There is nothing more to claim."""
    return not is_verified


@rule()
def a_claim_is_answered_once(is_answered: bool) -> bool:
    """This claim has been answered already. The partnership can claim again with more evidence."""
    return not is_answered


@rule()
def nobody_verifies_their_own_claim(claimed_by_id: str, verifier_id: str) -> bool:
    """You made this claim yourself. Somebody else has to verify it."""
    return claimed_by_id != verifier_id


@rule("starts_on")
def a_review_starts_today_or_later(starts_on: date, today: date) -> bool:
    """The progress review cannot start in the past. Choose today or a later day."""
    return starts_on >= today


@rule()
def there_is_a_scale_for_progress(has_scale: bool) -> bool:
    """This phase has no scale for judging progress, so no progress review can be opened. A service manager
    can add one to the programme."""
    return has_scale


@rule("level")
def the_level_is_on_the_progress_scale(level_id: str, level_ids: Collection[str]) -> bool:
    """That level is not on the scale for judging progress. Choose one of the levels shown."""
    return level_id in level_ids


@rule("rationale")
def a_judgement_has_a_rationale(rationale: str) -> bool:
    """Write why you judge the progress so. It is never calculated, so its reason has to be written."""
    return bool(rationale.strip())


@rule()
def the_area_is_in_this_plan(is_in_plan: bool) -> bool:
    """That belongs to another improvement plan. Open the right plan."""
    return is_in_plan


@rule()
def progress_may_be_judged(status: str) -> bool:
    """Progress is judged while the review is under way, and again while comments on its facts are answered.
    That is not so now."""
    return status in JUDGED_WHILE


@rule()
def every_area_is_judged(not_judged: Collection[int]) -> bool:
    """The progress of some parts of the plan has not been judged. Judge each of them first."""
    return not not_judged


def check_every_area_is_judged(not_judged: Collection[int]) -> None:
    """Raise RuleBroken naming the numbers not judged yet; do nothing when there are none."""
    broken = every_area_is_judged.reason(not_judged)
    if broken is not None:
        numbers = ", ".join(str(number) for number in sorted(not_judged))
        raise RuleBroken(Reason(f"{broken.message} Not judged: {numbers}.", broken.field))


@rule()
def the_review_before_is_published(is_published: bool) -> bool:
    """The progress review before this one has not been published. Sign it off and publish it first."""
    return is_published


@rule()
def the_review_is_complete(status: str) -> bool:
    """This progress review is not complete. Judge every part of it and complete it first."""
    return status == ReviewStatus.COMPLETE


@rule()
def the_review_is_not_published(is_published: bool) -> bool:
    """This progress review is published. What is published is not changed any more."""
    return not is_published


@rule()
def body_has_not_signed_the_review(body_id: str, signed_body_ids: Collection[str]) -> bool:
    """Your body has already signed off this progress review."""
    return body_id not in signed_body_ids


@rule("statement")
def a_signature_says_what_it_approves(statement: str) -> bool:
    """Say in a sentence what you are approving for your body."""
    return bool(statement.strip())


@rule()
def every_body_has_signed_the_review(missing_names: Collection[str]) -> bool:
    """Not every scrutiny body has signed off this progress review."""
    return not missing_names


def unsigned_review(missing_names: Collection[str]) -> Reason | None:
    """The reason, naming the bodies whose sign-off is missing; None when there are none."""
    broken = every_body_has_signed_the_review.reason(missing_names)
    if broken is None:
        return None
    return Reason(f"{broken.message} Still to sign: {', '.join(sorted(missing_names))}.", broken.field)
