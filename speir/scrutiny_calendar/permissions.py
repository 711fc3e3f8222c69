"""Who reads and keeps the shared scrutiny calendar."""

from speir.foundations.access import permission
from speir.people.choices import Role, Side
from speir.people.standing import Standing, need


@permission
def may_read_scrutiny_calendar(standing: Standing) -> str | None:
    """See which other body's scrutiny falls where."""
    return None if standing.side == Side.SCRUTINY else "Only the scrutiny bodies can do this."


@permission
def may_keep_scrutiny_calendar(standing: Standing) -> str | None:
    """Note other bodies' scrutiny, bring calendars in, take entries out."""
    return need(standing, Role.SERVICE_MANAGER, Role.SUPPORT_OFFICER, Role.STRATEGIC_INSPECTOR)
