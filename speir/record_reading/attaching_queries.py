"""Which attached file somebody may read."""

from datetime import datetime
from uuid import UUID

from speir.foundations import audit
from speir.inspections.queries import NotVisible, inspection_for, standing_of
from speir.people.models import Person
from speir.record_reading.choices import ReadingStatus
from speir.record_reading.models import AttachedFile, Reading
from speir.record_reading.queries import pair_of
from speir.record_reading.visibility import may_see_answers


def attached_file_for(person: Person, reading_id: UUID, file_id: UUID, at: datetime) -> AttachedFile:
    """A file of a reading, for those who may read its answers; raises NotVisible, audited, for others."""
    found = AttachedFile.objects.select_related("file", "reading__exercise__inspection")
    attached: AttachedFile | None = found.filter(reading=reading_id, identity=file_id).first()
    if attached is None:
        raise NotVisible
    inspection = attached.reading.exercise.inspection
    standing = standing_of(person, inspection_for(person, inspection.reference))
    if not may_see_answers(standing, str(attached.reading.reader_id), readers_of_record(attached.reading)):
        audit.record(
            "Refused: tried to open a file in somebody else's reading",
            subject=attached.reading,
            by=person,
            at=at,
            thread=inspection.pk,
        )
        raise NotVisible
    return attached


def readers_of_record(reading: Reading) -> dict[str, str]:
    """Who reads the record of a reading, with the status of each; a second reader to come counts too."""
    pair = pair_of(reading)
    readers = {str(each.reader_id): each.status for each in pair}
    if reading.is_read_twice and len(pair) < 2:
        readers[""] = ReadingStatus.ALLOCATED
    return readers
