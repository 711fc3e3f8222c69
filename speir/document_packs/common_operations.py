"""A new version of a document for every partnership of a phase at once."""

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile

from speir.document_packs import permissions, queries, rules
from speir.document_packs.models import CommonVersion
from speir.document_packs.within import take_in
from speir.foundations import audit, files
from speir.foundations.operation import operation
from speir.foundations.overtaking import check_not_overtaken
from speir.foundations.rules import check_all
from speir.inspections.models import Inspection
from speir.inspections.operations import tell
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.programmes.models import PhasePackDocument


@operation
def issue_to_every_partnership(
    *,
    document: PhasePackDocument,
    text: str,
    upload: "UploadedFile[bytes] | None",
    source: str,
    what_changed: str,
    based_on: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> CommonVersion:
    """Give a document newer words in every inspection of its phase that is not over.

    Where it is released its readers are told and asked again; everywhere else it is released in these words.
    """
    permissions.may_update_for_everybody.check(standing_everywhere(by))
    # One change of a pack after the other, and none is released meanwhile.
    going_on = queries.lock_inspections_of(document.phase_id)
    earlier = CommonVersion.objects.filter(document=document).count()
    check_not_overtaken(based_on, str(earlier))
    check_all(
        rules.version_has_words.reason(text, upload is not None),
        rules.change_is_told.reason(what_changed),
    )
    common = CommonVersion.objects.create(
        document=document,
        number=earlier + 1,
        what_changed=what_changed.strip(),
        text=text.strip(),
        file=files.keep(upload, by=by, at=at) if upload is not None else None,
        source=source.strip(),
        issued_by=by,
        issued_at=at,
    )
    reached = [one for one in going_on if _reach(one, document, common)]
    audit.record(
        f"New version for every partnership: {document.title}",
        subject=common,
        by=by,
        at=at,
        details={"what": common.what_changed, "told": [one.reference for one in reached]},
    )
    for one in reached:
        audit.record(
            f"New version for every partnership reached this one: {document.title}",
            subject=common,
            by=by,
            at=at,
            thread=one.pk,
        )
    return common


def _reach(inspection: Inspection, document: PhasePackDocument, common: CommonVersion) -> bool:
    """Give it to an inspection in which the document is released already; False where it is still to come."""
    line = queries.line_with(inspection, document)
    if line is None or not line.is_released:
        return False
    version = take_in(inspection, line, common, line.newest.number + 1)
    tell(
        inspection,
        queries.people_told(line, inspection),
        key=f"pack:{line.key}:{version.number}",
        subject="A document for you has a new version in Speir",
        body=f"“{document.title}” has a new version.\n\nWhat changed: {version.what_changed}\n\n"
        "Please sign in to Speir, read it and acknowledge it again.",
        at=common.issued_at,
    )
    return True
