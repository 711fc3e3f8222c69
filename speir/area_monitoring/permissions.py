"""Who keeps the log of an area, and who decides how closely it is followed."""

from speir.foundations.access import permission
from speir.people.choices import Role, Side
from speir.people.standing import Standing, need

AROUND = (Role.LINK_INSPECTOR, Role.RELATIONSHIP_MANAGER, Role.SUPPORT_OFFICER)


@permission
def may_record_contact(standing: Standing) -> str | None:
    """Record a contact with an area, and finish what follows from it."""
    return need(standing, *AROUND, Role.SERVICE_MANAGER)


@permission
def may_set_intensity(standing: Standing) -> str | None:
    """Decide how closely an area is followed."""
    return need(standing, Role.LINK_INSPECTOR, Role.SERVICE_MANAGER)


@permission
def may_start_handover(standing: Standing) -> str | None:
    """Hand an area over to a new link inspector, or withdraw that."""
    return need(standing, Role.SERVICE_MANAGER)


@permission
def may_write_briefing(standing: Standing) -> str | None:
    """Write the briefing of an area that is handed over, and offer it to the new link inspector."""
    return need(standing, Role.LINK_INSPECTOR, Role.SERVICE_MANAGER)


@permission
def may_keep_morning_page(standing: Standing) -> str | None:
    """Put lines of one's own morning page away."""
    if standing.side == Side.SCRUTINY:
        return None
    return "Only the scrutiny bodies have a morning page of areas."
