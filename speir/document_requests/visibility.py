"""Whose files somebody may read among those handed over: only their own body's, unless named here."""

from speir.people.choices import JUDGING_ROLES, Role, Side
from speir.people.standing import Standing

_READING_ALL = {
    Side.SCRUTINY: (*JUDGING_ROLES, Role.SUPPORT_OFFICER, Role.SIGNATORY),
    Side.PARTNERSHIP: (Role.COORDINATOR,),
}


def may_read_file_from(standing: Standing, body_id: str) -> bool:
    """Inspectors and the coordinator read every file; a contributor what their own body handed over."""
    if standing.has(*_READING_ALL[standing.side]):
        return True
    return standing.has(Role.CONTRIBUTOR) and standing.body_id == body_id
