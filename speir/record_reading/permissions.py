"""Who may set up record reading, read, reconcile and see how it goes."""

from speir.foundations.access import permission
from speir.people.choices import JUDGING_ROLES, Role
from speir.people.standing import Standing, need

READERS = (*JUDGING_ROLES, Role.LOCAL_READER)


@permission
def may_arrange_reading(standing: Standing) -> str | None:
    """Start record reading, allocate records to readers, and take a reading back."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@permission
def may_read_records(standing: Standing) -> str | None:
    """Read the records allocated to oneself."""
    return need(standing, *READERS)


@permission
def may_return_reading(standing: Standing) -> str | None:
    """Give a reading back to its reader, saying what to look at again."""
    return need(standing, Role.LEAD_INSPECTOR)


@permission
def may_reconcile(standing: Standing) -> str | None:
    """Settle where two readers of one record differ, with the reason: the two readers, or the lead."""
    return need(standing, *READERS)


@permission
def may_see_progress(standing: Standing) -> str | None:
    """See how record reading goes: progress, agreement and figures."""
    return need(standing, *JUDGING_ROLES, Role.SUPPORT_OFFICER)
