"""What releasing a document and a new version for everybody share within one transaction."""

from speir.document_packs.models import CommonVersion, Version
from speir.document_packs.pages import PackLine
from speir.inspections.models import Inspection


def take_in(inspection: Inspection, line: PackLine, common: CommonVersion, number: int) -> Version:
    """The version of one inspection that a version for everybody becomes."""
    return Version.objects.create(
        inspection=inspection,
        document=line.document,
        number=number,
        what_changed=common.what_changed,
        text=common.text,
        file=common.file,
        source=common.source,
        issued_by=common.issued_by,
        issued_at=common.issued_at,
        common=common,
    )
