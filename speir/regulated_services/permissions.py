"""Who may bring in a month of regulated services."""

from speir.foundations.access import permission
from speir.people.choices import Role
from speir.people.standing import Standing, need


@permission
def may_import_services(standing: Standing) -> str | None:
    """Import a month of regulated services."""
    return need(standing, Role.SERVICE_MANAGER, Role.METHODS_ANALYST)
