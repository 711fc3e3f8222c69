"""Who offers support, who answers, and who says what came of it."""

from speir.foundations.access import permission
from speir.people.choices import Role, Side
from speir.people.standing import Standing, need

OFFERS = (Role.LINK_INSPECTOR, Role.RELATIONSHIP_MANAGER, Role.SERVICE_MANAGER)


@permission
def may_offer_support(standing: Standing) -> str | None:
    """Offer support in an area, record sessions, signpost, and record what came of it."""
    return need(standing, *OFFERS)


@permission
def may_see_support(standing: Standing) -> str | None:
    """See the support that was offered to a partnership."""
    if standing.side == Side.SCRUTINY:
        return None
    return need(standing, Role.COORDINATOR, Role.CONTRIBUTOR, Role.HEAD)


@permission
def may_answer_offer(standing: Standing) -> str | None:
    """Accept or decline an offer of support for one's own partnership."""
    return need(standing, Role.COORDINATOR, Role.HEAD)
