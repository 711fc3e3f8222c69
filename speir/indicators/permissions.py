"""Who may bring in numbers about areas, look at signals and dismiss them."""

from speir.foundations.access import permission
from speir.people.choices import Role, Side
from speir.people.standing import Standing, need


@permission
def may_import_indicators(standing: Standing) -> str | None:
    """Import published numbers about areas."""
    return need(standing, Role.SERVICE_MANAGER, Role.METHODS_ANALYST)


@permission
def may_see_signals(standing: Standing) -> str | None:
    """See the numbers and the signals of areas."""
    return None if standing.side == Side.SCRUTINY else "Only the scrutiny bodies see signals."


@permission
def may_dismiss_signals(standing: Standing) -> str | None:
    """Dismiss a signal, with the reason."""
    return need(standing, Role.SERVICE_MANAGER, Role.STRATEGIC_INSPECTOR, Role.METHODS_ANALYST)
