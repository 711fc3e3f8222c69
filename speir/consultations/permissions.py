"""Who consults on a framework, and who says something."""

from speir.foundations.access import permission
from speir.people.choices import Role, Side
from speir.people.standing import Standing, need


@permission
def may_consult(standing: Standing) -> str | None:
    """Prepare and open a consultation on a draft framework, invite, and move its closing day."""
    return need(standing, Role.METHODS_ANALYST, Role.SERVICE_MANAGER)


@permission
def may_group_comments(standing: Standing) -> str | None:
    """Put comments on a draft framework into groups, or set one aside with the reason."""
    return need(standing, Role.METHODS_ANALYST, Role.SERVICE_MANAGER, Role.STRATEGIC_INSPECTOR)


@permission
def may_decide_on_comments(standing: Standing) -> str | None:
    """Decide about comments with a reason, say which words change, publish, and make the next version."""
    return need(standing, Role.METHODS_ANALYST, Role.SERVICE_MANAGER)


@permission
def may_comment_for_a_body(standing: Standing) -> str | None:
    """Comment on a draft framework when one's own body is invited or the consultation is public."""
    if standing.side == Side.PARTNERSHIP:
        return None
    return "Only the people of partnerships and the public comment; inspectors decide."
