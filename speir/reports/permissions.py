"""Who may do what to a report."""

from speir.foundations.access import permission
from speir.people.choices import Role
from speir.people.standing import Standing, need


@permission
def may_draft_report(standing: Standing) -> str | None:
    """Start the report, and take it back to change it again."""
    return need(standing, Role.LEAD_INSPECTOR)


@permission
def may_revise_report(standing: Standing) -> str | None:
    """Change the words of a report while it is drafted or comments are answered."""
    return need(standing, Role.LEAD_INSPECTOR, Role.INSPECTOR)


@permission
def may_send_for_sign_off(standing: Standing) -> str | None:
    """Freeze a version of the report and ask the scrutiny bodies to sign it off."""
    return need(standing, Role.LEAD_INSPECTOR)


@permission
def may_sign_off(standing: Standing) -> str | None:
    """Sign off a version of the report for one's own body, or decline with a reason."""
    return need(standing, Role.SIGNATORY)


@permission
def may_send_to_partnership(standing: Standing) -> str | None:
    """Send the report to the partnership, for factual accuracy and later under embargo."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@permission
def may_comment_on_facts(standing: Standing) -> str | None:
    """Comment on the factual accuracy of the report for the partnership."""
    return need(standing, Role.COORDINATOR)


@permission
def may_answer_comments(standing: Standing) -> str | None:
    """Answer factual accuracy comments, and settle which version is final."""
    return need(standing, Role.LEAD_INSPECTOR)


@permission
def may_read_embargoed_copy(standing: Standing) -> str | None:
    """Acknowledge having read the embargoed copy for the partnership."""
    return need(standing, Role.HEAD, Role.COORDINATOR)


@permission
def may_correct_report(standing: Standing) -> str | None:
    """Begin the correction of a published report, or give it up."""
    return need(standing, Role.LEAD_INSPECTOR)


@permission
def may_publish_report(standing: Standing) -> str | None:
    """Publish the report when the embargo ends, and a correction when every body has signed it."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)
