"""Attaching a file to an answer: checked like a document that is handed over, kept once."""

from datetime import datetime
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from speir.foundations import files
from speir.foundations.file_kinds import kinds_for
from speir.foundations.operation import operation
from speir.people.models import Person
from speir.questionnaires.queries import form_of
from speir.record_reading import rules
from speir.record_reading.models import AttachedFile, Reading
from speir.record_reading.places import bare
from speir.record_reading.within import record
from speir.xforms.parts import Kind, Question


@operation
def attach_file(
    *,
    reading: Reading,
    address: str,
    file_id: UUID,
    upload: "UploadedFile[bytes]",
    sha256: str = "",
    by: Person,
    at: datetime,
) -> AttachedFile:
    """Keep a file for a question of a reading, once, however often it is sent; ``sha256`` is the sender's.

    It is no answer yet: that is an event, which tells of it by its identity. So an answer that arrives has
    its file already, and a file without an answer is shown to nobody.
    """
    rules.reading_is_yours.check(str(reading.reader_id), str(by.pk))
    # The lock makes the same file, sent twice at the same moment, follow one another.
    reading = Reading.objects.select_for_update().get(pk=reading.pk)
    came = files.checksum(upload)
    rules.file_came_whole.check(came, sha256)
    before = AttachedFile.objects.select_related("file").filter(identity=file_id)
    kept: AttachedFile | None = before.first()
    if kept is not None:
        same = kept.file.sha256 if kept.reading_id == reading.pk else ""
        rules.file_is_the_same.check(came, same)
        record("File sent again: nothing new", reading, by, at)
        return kept
    question = _question_at(reading, address)
    rules.question_takes_files.check(question is not None)
    rules.few_files_enough.check(AttachedFile.objects.filter(reading=reading).count())
    endings = kinds_for(question.media_type, question.accept) if question else ()
    stored = files.keep(upload, by=by, at=at, endings=endings)
    made: AttachedFile = AttachedFile.objects.create(
        identity=file_id, reading=reading, address=address, file=stored, attached_at=at, attached_by=by
    )
    record(f"File attached: {stored.name}", reading, by, at)
    return made


def _question_at(reading: Reading, address: str) -> Question | None:
    """The question that takes a file at an address, if there is one."""
    form = form_of(reading.exercise.template_version)
    question = form.nodes.get((form.root.tag, *bare(address).split("/")))
    return question if question is not None and question.kind == Kind.FILE and question.is_asked else None
