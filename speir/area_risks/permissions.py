"""Who forecasts risks of an area, and who sees how well the team forecasts."""

from speir.foundations.access import permission
from speir.people.choices import Role, Side
from speir.people.standing import Standing, need

AROUND = (Role.LINK_INSPECTOR, Role.RELATIONSHIP_MANAGER)


@permission
def may_forecast(standing: Standing) -> str | None:
    """Say what might go wrong in an area and how likely it is, and resolve it later."""
    return need(standing, *AROUND, Role.SERVICE_MANAGER)


@permission
def may_see_forecasting(standing: Standing) -> str | None:
    """See how well the team forecasts."""
    if standing.side == Side.SCRUTINY:
        return None
    return "Only the scrutiny bodies see how well their forecasts did."
