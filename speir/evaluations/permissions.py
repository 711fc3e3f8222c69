"""Who may judge."""

from speir.foundations.access import permission
from speir.people.choices import JUDGING_ROLES, Role, Side
from speir.people.standing import Standing, need


@permission
def may_open_evaluation(standing: Standing) -> str | None:
    """Say that gathering is over and evaluation begins."""
    return need(standing, Role.LEAD_INSPECTOR)


@permission
def may_evaluate(standing: Standing) -> str | None:
    """Evaluate independently."""
    return need(standing, *JUDGING_ROLES)


@permission
def may_reopen_for_an_inspector(standing: Standing) -> str | None:
    """Reopen an evaluation for its inspector after all are in, with a written reason."""
    return need(standing, Role.LEAD_INSPECTOR)


@permission
def may_consolidate(standing: Standing) -> str | None:
    """Record the team's consolidated judgement with its rationale."""
    return need(standing, Role.LEAD_INSPECTOR)


@permission
def may_make_findings(standing: Standing) -> str | None:
    """Record strengths and areas for improvement, and where the team stands on an indicator."""
    return need(standing, *JUDGING_ROLES)


@permission
def may_read_judgements(standing: Standing) -> str | None:
    """Read the team's consolidated judgements and findings before publication."""
    if standing.side != Side.SCRUTINY:
        return "The judgements are the inspection team's until the report is shared."
    return need(standing, *JUDGING_ROLES, Role.SIGNATORY, Role.SUPPORT_OFFICER, Role.SERVICE_MANAGER)
