"""How much of a report each person may see at each status: nothing, unless this table says otherwise."""

from collections.abc import Set

from speir.people.choices import Role, Side
from speir.reports.choices import ReportStatus as Status
from speir.reports.choices import Sight
from speir.reports.lifecycle import is_in_correction, is_published

_WRITING_ROLES = frozenset({Role.SERVICE_MANAGER, Role.LEAD_INSPECTOR, Role.INSPECTOR, Role.SUPPORT_OFFICER})
_SIGNING_ROLES = frozenset({Role.SIGNATORY, Role.LINK_INSPECTOR})
_FROM_FACTUAL_ACCURACY = frozenset(
    {Status.FACTUAL_ACCURACY, Status.RESPONDING, Status.SIGNING_AGAIN, Status.READY}
)


def what_may_be_seen(side: Side | None, roles: Set[Role], status: str) -> Sight:
    """The text of the report that somebody with these roles may see; a side of None is the public."""
    if is_published(status):
        return _once_published(side, roles, status)
    if side == Side.SCRUTINY:
        return _inside(roles, status)
    if side == Side.PARTNERSHIP:
        return _in_the_partnership(roles, status)
    return Sight.NOTHING


def _once_published(side: Side | None, roles: Set[Role], status: str) -> Sight:
    """Everybody reads what is published; a correction is seen by those who write it and those who sign it."""
    if _is_writing(side, roles):
        return Sight.WORKING_DRAFT
    if side == Side.SCRUTINY and Role.SIGNATORY in roles and is_in_correction(status):
        return Sight.SIGNING_COPY
    return Sight.PUBLICATION


def _is_writing(side: Side | None, roles: Set[Role]) -> bool:
    return side == Side.SCRUTINY and bool(roles & _WRITING_ROLES)


def _inside(roles: Set[Role], status: str) -> Sight:
    if roles & _WRITING_ROLES:
        return Sight.WORKING_DRAFT
    if roles & _SIGNING_ROLES and status != Status.DRAFTING:
        return Sight.SIGNING_COPY
    return Sight.NOTHING


def _in_the_partnership(roles: Set[Role], status: str) -> Sight:
    if status == Status.EMBARGOED and roles & {Role.HEAD, Role.COORDINATOR}:
        return Sight.EMBARGOED_COPY
    # A changed draft between factual accuracy and embargo is not the partnership's to see yet.
    if status in _FROM_FACTUAL_ACCURACY and Role.COORDINATOR in roles:
        return Sight.ACCURACY_COPY
    return Sight.NOTHING


def may_see_answers(side: Side, status: str) -> bool:
    """The scrutiny bodies always; the partnership with the embargoed copy, when every answer is settled."""
    return side == Side.SCRUTINY or status == Status.EMBARGOED or is_published(status)


def may_see_comments(side: Side, status: str) -> bool:
    """The partnership always; the scrutiny bodies when the partnership says that it has finished."""
    return side == Side.PARTNERSHIP or status != Status.FACTUAL_ACCURACY
