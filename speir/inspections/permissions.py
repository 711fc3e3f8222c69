"""Who may do what in an inspection."""

from speir.foundations.access import permission
from speir.people.choices import Role
from speir.people.standing import Standing, need


@permission
def may_plan_inspection(standing: Standing) -> str | None:
    """Plan an inspection and name its lead inspector."""
    return need(standing, Role.SERVICE_MANAGER)


@permission
def may_build_team(standing: Standing) -> str | None:
    """Appoint people to an inspection, on either side, and stand them down."""
    return need(standing, Role.SERVICE_MANAGER, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@permission
def may_name_senior_manager(standing: Standing) -> str | None:
    """Name the partnership's senior manager who receives concerns about people's safety."""
    return need(standing, Role.COORDINATOR, Role.SERVICE_MANAGER, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@permission
def may_change_timetable(standing: Standing) -> str | None:
    """Put weeks that do not count into an inspection's timetable."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER, Role.SERVICE_MANAGER)


@permission
def may_mark_milestone(standing: Standing) -> str | None:
    """Say that a milestone that happens outside Speir has been reached."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@permission
def may_notify(standing: Standing) -> str | None:
    """Send the notification letters."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@permission
def may_acknowledge_letter(standing: Standing) -> str | None:
    """Acknowledge a notification letter addressed to oneself."""
    return need(standing, Role.HEAD)


@permission
def may_see_history(standing: Standing) -> str | None:
    """Read the audit trail of an inspection."""
    return need(standing, Role.SERVICE_MANAGER, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)
