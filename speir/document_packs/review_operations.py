"""The pack of a progress review: what its method gives the partnership, from the day the review starts."""

from datetime import date, datetime

from speir.document_packs.models import ReviewPack
from speir.foundations import audit
from speir.foundations.operation import operation
from speir.inspections.models import Inspection
from speir.people.models import Person
from speir.programmes.operations import mark_used
from speir.programmes.queries import pack_of, review_phase_of


@operation
def open_review_pack(
    *, inspection: Inspection, starts_on: date, by: Person, at: datetime
) -> ReviewPack | None:
    """Give the partnership what the method of its progress review gives; called when a review is opened.

    None where no method of a progress review fits, or the one that does gives nothing to read.
    """
    phase = review_phase_of(inspection.phase)
    if phase is None or not pack_of(phase):
        what = "No document pack for this progress review"
        audit.record(what, subject=inspection, by=by, at=at, thread=inspection.pk)
        return None
    opened = ReviewPack.objects.create(
        inspection=inspection, phase=phase, starts_on=starts_on, opened_by=by, opened_at=at
    )
    mark_used(phase=phase, by=by, at=at)  # its words are what people were given
    what = f"Document pack of the progress review: {phase.method_title or phase.name}"
    starts: dict[str, object] = {"starts_on": starts_on.isoformat()}
    audit.record(what, subject=opened, by=by, at=at, thread=inspection.pk, details=starts)
    return opened
