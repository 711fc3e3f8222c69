"""Who may look after partnerships, and who may see their link inspector."""

from speir.foundations.access import permission
from speir.people.choices import Role, Side
from speir.people.standing import Standing, need


@permission
def may_load_reference_areas(standing: Standing) -> str | None:
    """Load the reference list of Scottish areas."""
    return need(standing, Role.SERVICE_MANAGER)


@permission
def may_register_partnership(standing: Standing) -> str | None:
    """Register an area or a partnership."""
    return need(standing, Role.SERVICE_MANAGER)


@permission
def may_appoint_link_inspector(standing: Standing) -> str | None:
    """Appoint the link inspector of a partnership, or end the appointment."""
    return need(standing, Role.SERVICE_MANAGER)


@permission
def may_see_link_inspector(standing: Standing) -> str | None:
    """See the name of a partnership's link inspector in the list of areas."""
    if standing.side == Side.SCRUTINY:
        return None
    return "Names of link inspectors are not published. Ask the strategic support team."
