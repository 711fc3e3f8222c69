"""Who writes, checks and uses good practice."""

from speir.foundations.access import permission
from speir.people.choices import Role, Side
from speir.people.standing import Standing, need


@permission
def may_write_practice(standing: Standing) -> str | None:
    """Write down a practice that works, and withdraw one."""
    return need(standing, Role.STRATEGIC_INSPECTOR, Role.SERVICE_MANAGER)


@permission
def may_check_practice(standing: Standing) -> str | None:
    """Check a practice that somebody else wrote down, and publish it when its partnership agrees."""
    return need(standing, Role.STRATEGIC_INSPECTOR, Role.SERVICE_MANAGER)


@permission
def may_record_uptake(standing: Standing) -> str | None:
    """Record what one's own partnership tried, adapted or dropped."""
    if standing.side == Side.PARTNERSHIP:
        return None
    return "Only the people of a partnership record what it made of a practice."
