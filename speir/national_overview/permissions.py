"""Who may look after the published facts."""

from speir.foundations.access import permission
from speir.people.choices import Role
from speir.people.standing import Standing, need


@permission
def may_import_published(standing: Standing) -> str | None:
    """Import a file of published facts."""
    return need(standing, Role.SERVICE_MANAGER, Role.METHODS_ANALYST)
