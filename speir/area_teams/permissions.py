"""Who looks after the team around an area, and who notes its committees and the holders of its posts."""

from speir.foundations.access import permission
from speir.people.choices import Role, Side
from speir.people.standing import Standing, need

AROUND = (Role.LINK_INSPECTOR, Role.RELATIONSHIP_MANAGER, Role.SUPPORT_OFFICER)


@permission
def may_see_area_team(standing: Standing) -> str | None:
    """See who is in the team around an area."""
    if standing.side == Side.SCRUTINY:
        return None
    return "Names of link inspectors are not published. Ask the strategic support team."


@permission
def may_appoint_to_area(standing: Standing) -> str | None:
    """Appoint somebody to the team around an area."""
    return need(standing, Role.SERVICE_MANAGER)


@permission
def may_arrange_cover(standing: Standing) -> str | None:
    """Arrange cover for somebody of the team around an area."""
    return need(standing, Role.LINK_INSPECTOR, Role.SERVICE_MANAGER)


@permission
def may_note_post_holder(standing: Standing) -> str | None:
    """Note who holds a post in an area."""
    return need(standing, *AROUND, Role.SERVICE_MANAGER)


@permission
def may_note_committee(standing: Standing) -> str | None:
    """Note a committee in an area, or that it ended."""
    return need(standing, *AROUND, Role.SERVICE_MANAGER)


@permission
def may_share_with_body(standing: Standing) -> str | None:
    """Share something of an area with another scrutiny body."""
    return need(standing, Role.LINK_INSPECTOR, Role.RELATIONSHIP_MANAGER, Role.SERVICE_MANAGER)
