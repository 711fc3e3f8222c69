"""Who calls a risk conversation, who prepares and writes, and who signs for a body."""

from speir.foundations.access import permission
from speir.people.choices import Role, Side
from speir.people.standing import Standing, need


@permission
def may_call_conversation(standing: Standing) -> str | None:
    """Call a risk conversation about an area, write its record and send it for signing."""
    return need(standing, Role.LINK_INSPECTOR, Role.SERVICE_MANAGER)


@permission
def may_prepare_view(standing: Standing) -> str | None:
    """Prepare the view of one's own scrutiny body, and say what became of its actions."""
    return need(
        standing,
        Role.STRATEGIC_INSPECTOR,
        Role.LINK_INSPECTOR,
        Role.RELATIONSHIP_MANAGER,
        Role.SERVICE_MANAGER,
    )


@permission
def may_sign_record(standing: Standing) -> str | None:
    """Sign the record of a risk conversation for one's own scrutiny body, or send it back."""
    return need(standing, Role.SIGNATORY, Role.STRATEGIC_INSPECTOR, Role.LINK_INSPECTOR, Role.SERVICE_MANAGER)


@permission
def may_see_conversations(standing: Standing) -> str | None:
    """See the risk conversations in which one's own body takes part."""
    if standing.side == Side.SCRUTINY:
        return None
    return "Risk conversations are held between scrutiny bodies."
