"""Who may do what in an inspection."""

from speir.foundations.access import permission
from speir.inspections.choices import InspectionStatus
from speir.people.choices import Role, Side
from speir.people.standing import Standing, need

# Whoever works to the timetable: the team, and the partnership's coordinator for their side.
TELLS_THAT_THEY_KNOW = (
    Role.LEAD_INSPECTOR,
    Role.INSPECTOR,
    Role.SUPPORT_OFFICER,
    Role.SIGNATORY,
    Role.COORDINATOR,
)


def is_known_to(everywhere: Standing, in_team: frozenset[Role], is_linked: bool, status: str) -> bool:
    """Whether somebody may know of an inspection: what ``visible_to`` of its table says of many, for one."""
    if everywhere.side == Side.PARTNERSHIP:
        return bool(in_team) and status != InspectionStatus.PLANNED
    return everywhere.has(Role.SERVICE_MANAGER) or bool(in_team) or is_linked


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
def may_acknowledge_timetable(standing: Standing) -> str | None:
    """Say that one knows of a change of the timetable."""
    return need(standing, *TELLS_THAT_THEY_KNOW)


@permission
def may_mark_milestone(standing: Standing) -> str | None:
    """Say that a milestone that happens outside Speir has been reached."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@permission
def may_notify(standing: Standing) -> str | None:
    """Send letters to heads and operational leads, and remind of them."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@permission
def may_acknowledge_letter(standing: Standing) -> str | None:
    """Acknowledge a letter addressed to oneself."""
    return need(standing, Role.HEAD, Role.OPERATIONAL_LEAD)


@permission
def may_see_history(standing: Standing) -> str | None:
    """Read the audit trail of an inspection."""
    return need(standing, Role.SERVICE_MANAGER, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)
