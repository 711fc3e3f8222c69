"""Who may look after frameworks."""

from speir.foundations.access import permission
from speir.people.choices import Role
from speir.people.standing import Standing, need


@permission
def may_import_frameworks(standing: Standing) -> str | None:
    """Import a framework, or replace one that no inspection has used."""
    return need(standing, Role.METHODS_ANALYST, Role.SERVICE_MANAGER)
