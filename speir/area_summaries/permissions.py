"""Who writes the summary of an area, and who agrees to it for the council."""

from speir.foundations.access import permission
from speir.people.choices import Role, Side
from speir.people.standing import Standing, need


@permission
def may_write_summary(standing: Standing) -> str | None:
    """Draft the summary of an area, edit it, send it to the council, and freeze it."""
    return need(standing, Role.LINK_INSPECTOR, Role.SERVICE_MANAGER)


@permission
def may_answer_summary(standing: Standing) -> str | None:
    """Agree to the items of a summary for one's own council, or say what it sees otherwise."""
    return need(standing, Role.COORDINATOR, Role.HEAD)


@permission
def may_see_summaries(standing: Standing) -> str | None:
    """See summaries of areas as they are written."""
    if standing.side == Side.SCRUTINY:
        return None
    return "A summary comes to the council when the link inspector sends it."
