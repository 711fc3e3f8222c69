"""Who may look after programmes."""

from speir.foundations.access import permission
from speir.people.choices import Role
from speir.people.standing import Standing, need


@permission
def may_import_programmes(standing: Standing) -> str | None:
    """Import a programme, or change a phase that no inspection rests on."""
    return need(standing, Role.METHODS_ANALYST, Role.SERVICE_MANAGER)


@permission
def may_choose_partnerships(standing: Standing) -> str | None:
    """Choose partnerships for a phase, set a choice aside, and record Ministers' requests."""
    return need(standing, Role.SERVICE_MANAGER)
