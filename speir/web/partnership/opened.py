"""Opening one inspection for a page of the partnership: who is looking, and what they may do here."""

from typing import TYPE_CHECKING

from speir.foundations.access import Permission
from speir.foundations.refusals import Reason
from speir.inspections.queries import inspection_for, standing_of
from speir.people.standing import Standing
from speir.web.shared.screens import SignedInRequest

if TYPE_CHECKING:
    from speir.inspections.models import Inspection


def open_inspection(
    request: SignedInRequest, reference: str, may_read: Permission[Standing] | None = None
) -> tuple["Inspection", Standing]:
    """The inspection and the reader's standing; 404 when it is not theirs, 403 when this page is not."""
    inspection = inspection_for(request.user, reference)
    standing = standing_of(request.user, inspection)
    if may_read is not None:
        may_read.check(standing)
    return inspection, standing


def why_not(standing: Standing, may: Permission[Standing], *reasons: Reason | str | None) -> str:
    """The first reason why this person may not do this now, "" when they may."""
    refused = may.reason_refused(standing)
    if refused:
        return refused
    first = next((reason for reason in reasons if reason), "")
    return first.message if isinstance(first, Reason) else first
