"""Who may do what with an improvement plan."""

from speir.foundations.access import permission
from speir.people.choices import Role
from speir.people.standing import Standing, need


@permission
def may_open_plan(standing: Standing) -> str | None:
    """Open the improvement plan when the report is published."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@permission
def may_plan_actions(standing: Standing) -> str | None:
    """Plan, change and drop the actions of the plan, and mark them as done."""
    return need(standing, Role.COORDINATOR, Role.CONTRIBUTOR)


@permission
def may_submit_plan(standing: Standing) -> str | None:
    """Submit the improvement plan for the partnership."""
    return need(standing, Role.COORDINATOR)


@permission
def may_agree_plan(standing: Standing) -> str | None:
    """Agree the improvement plan, or return it with a reason."""
    return need(standing, Role.LINK_INSPECTOR)


@permission
def may_claim_progress(standing: Standing) -> str | None:
    """Claim progress on an area for improvement, with evidence."""
    return need(standing, Role.COORDINATOR, Role.CONTRIBUTOR)


@permission
def may_verify_claim(standing: Standing) -> str | None:
    """Verify a claim of progress, or say not yet, with the reason."""
    return need(standing, Role.LINK_INSPECTOR)


@permission
def may_open_progress_review(standing: Standing) -> str | None:
    """Open the progress review of an improvement plan."""
    return need(standing, Role.LEAD_INSPECTOR, Role.LINK_INSPECTOR)


@permission
def may_judge_progress(standing: Standing) -> str | None:
    """Judge the progress made in one area for improvement, with a rationale."""
    # Not the link inspector: who helped the partnership improve does not judge the result.
    return need(standing, Role.LEAD_INSPECTOR, Role.INSPECTOR)


@permission
def may_complete_progress_review(standing: Standing) -> str | None:
    """Complete the progress review, which closes the plan and the inspection."""
    return need(standing, Role.LEAD_INSPECTOR)


@permission
def may_send_review_to_partnership(standing: Standing) -> str | None:
    """Send the judgements of a progress review to the partnership for factual accuracy."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@permission
def may_comment_on_review(standing: Standing) -> str | None:
    """Comment on the factual accuracy of a progress review for the partnership."""
    return need(standing, Role.COORDINATOR)


@permission
def may_answer_review_comments(standing: Standing) -> str | None:
    """Answer factual accuracy comments on a progress review."""
    return need(standing, Role.LEAD_INSPECTOR)


@permission
def may_sign_review(standing: Standing) -> str | None:
    """Sign off a complete progress review for one's own body, or decline with a reason."""
    return need(standing, Role.SIGNATORY)


@permission
def may_publish_review(standing: Standing) -> str | None:
    """Publish a progress review when every body has signed it."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@permission
def may_read_plan(standing: Standing) -> str | None:
    """Read the improvement plan, its claims and their evidence."""
    return need(
        standing,
        Role.LEAD_INSPECTOR,
        Role.INSPECTOR,
        Role.SUPPORT_OFFICER,
        Role.SIGNATORY,
        Role.LINK_INSPECTOR,
        Role.SERVICE_MANAGER,
        Role.COORDINATOR,
        Role.CONTRIBUTOR,
        Role.HEAD,
    )
