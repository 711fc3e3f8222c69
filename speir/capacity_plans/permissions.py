"""Who may plan capacity."""

from speir.foundations.access import permission
from speir.people.choices import Role
from speir.people.standing import Standing, need


@permission
def may_plan_capacity(standing: Standing) -> str | None:
    """See plans of capacity, make scenarios and plan them again."""
    return need(standing, Role.SERVICE_MANAGER, Role.SUPPORT_OFFICER)


@permission
def may_keep_holidays(standing: Standing) -> str | None:
    """Keep the school and local holidays of council areas, and take them out."""
    return need(standing, Role.SERVICE_MANAGER, Role.SUPPORT_OFFICER)


@permission
def may_adopt_plan(standing: Standing) -> str | None:
    """Say which plan of capacity people work to."""
    return need(standing, Role.SERVICE_MANAGER)
