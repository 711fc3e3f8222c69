"""Who may look after people and sign-ins."""

from speir.foundations.access import permission
from speir.people.choices import Role
from speir.people.standing import Standing, need


@permission
def may_appoint(standing: Standing) -> str | None:
    """Add a person, or give or end a role."""
    return need(standing, Role.SERVICE_MANAGER)
