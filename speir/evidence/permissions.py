"""Who may put evidence into the ledger and read it."""

from speir.foundations.access import permission
from speir.people.choices import JUDGING_ROLES, Role, Side
from speir.people.standing import Standing, need


@permission
def may_lodge_evidence(standing: Standing) -> str | None:
    """Lodge evidence against an indicator."""
    return need(standing, *JUDGING_ROLES)


@permission
def may_read_evidence(standing: Standing) -> str | None:
    """Read the evidence ledger of an inspection."""
    if standing.side != Side.SCRUTINY:
        return "The evidence ledger is the inspection team's."
    return need(standing, *JUDGING_ROLES, Role.SUPPORT_OFFICER, Role.SIGNATORY, Role.SERVICE_MANAGER)
