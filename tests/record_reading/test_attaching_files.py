"""A file as an answer: checked, kept once, part of what is missing, read by who may read the answers."""

import hashlib
import uuid
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from speir.foundations.files import open_file
from speir.foundations.models import AuditEntry, ChangeRefused, StoredFile
from speir.foundations.refusals import RuleBroken
from speir.inspections.queries import NotVisible
from speir.record_reading.answering_operations import take_events
from speir.record_reading.attaching_operations import attach_file
from speir.record_reading.attaching_queries import attached_file_for
from speir.record_reading.choices import ReadingOrder, ReadingStatus
from speir.record_reading.models import AttachedFile, Reading
from speir.record_reading.outcome_queries import answers_in_words, comparison_of, counted_in
from speir.record_reading.queries import faults_of, questions_in, replayed
from speir.xforms.answers import NOT_ARRIVED
from speir.xforms.attached import Attached, attached, read_attached
from tests.factories import World, pdf
from tests.record_reading.every_kind import CHART, chosen_file, every_kind
from tests.record_reading.factories import make_exercise, make_pair, make_reading, reading_world, sent
from tests.record_reading.test_the_way_of_a_reading import AT

pytestmark = pytest.mark.django_db
EXTRACT, PICTURE = "papers/extract", "papers/chart"
ONE = UUID("11111111-1111-4111-8111-111111111111")


@pytest.fixture
def world() -> World:
    return reading_world()


@pytest.fixture
def reading(world: World) -> Reading:
    exercise = make_exercise(world)
    exercise.template_version = every_kind(world.manager)
    exercise.save()
    return make_reading(exercise, world.inspector)


def png() -> SimpleUploadedFile:
    name, kind, content = chosen_file(CHART)
    return SimpleUploadedFile(name, content, content_type=kind)


def attach(
    reading: Reading, upload: SimpleUploadedFile, address: str = EXTRACT, **given: object
) -> AttachedFile:
    told = {"file_id": ONE, "sha256": "", "by": reading.reader, "at": AT, **given}
    return attach_file(reading=reading, address=address, upload=upload, **told)  # type: ignore[arg-type]


def answer(reading: Reading, file: Attached, address: str = EXTRACT, sequence: int = 1) -> None:
    events = [sent(address, file.written, sequence=sequence)]
    take_events(reading=reading, events=events, by=reading.reader, at=AT)


def what_is_wrong(reading: Reading, address: str = EXTRACT) -> list[str]:
    return [each.message for each in faults_of(reading, AT) if each.address == address]


def test_a_file_is_kept_whole_and_on_record(reading: Reading) -> None:
    sha256 = hashlib.sha256(pdf().read()).hexdigest()
    kept = attach(reading, pdf(), sha256=sha256)
    assert kept.file.sha256 == sha256
    with open_file(kept.file) as content:
        assert content.read() == pdf().read()
    assert AuditEntry.objects.filter(what="File attached: document.pdf").count() == 1
    with pytest.raises(ChangeRefused):
        AttachedFile.objects.update(address="elsewhere")


def test_sent_again_it_counts_once(reading: Reading) -> None:
    before = StoredFile.objects.count()
    first, again = attach(reading, pdf()), attach(reading, pdf())
    assert first == again
    assert StoredFile.objects.count() == before + 1


def test_another_file_under_the_same_identity_is_refused(reading: Reading, world: World) -> None:
    attach(reading, pdf())
    with pytest.raises(RuleBroken, match="another file under the same identity"):
        attach(reading, pdf(words="others"))
    other = make_reading(reading.exercise, world.local_reader)
    with pytest.raises(RuleBroken, match="another file under the same identity"):
        attach(other, pdf())
    assert AttachedFile.objects.count() == 1


def test_a_file_cut_short_is_refused(reading: Reading) -> None:
    before = StoredFile.objects.count()
    with pytest.raises(RuleBroken, match="cut short"):
        attach(reading, pdf(), sha256="0" * 64)
    assert StoredFile.objects.count() == before


@pytest.mark.parametrize(
    ("address", "upload", "why"),
    [
        (PICTURE, pdf, "Save it as PNG or JPEG"),
        (EXTRACT, lambda: SimpleUploadedFile("run.exe", b"MZ"), "type is not allowed"),
        (EXTRACT, lambda: SimpleUploadedFile("a.pdf", b"no pdf"), "is not really a .pdf file"),
        (EXTRACT, lambda: SimpleUploadedFile("a.pdf", b""), "is empty"),
        ("typed/words", pdf, "No question of this template takes a file there"),
        ("nowhere", pdf, "No question of this template takes a file there"),
    ],
)
def test_what_is_not_taken_is_told(reading: Reading, address: str, upload: object, why: str) -> None:
    with pytest.raises(RuleBroken, match=why):
        attach(reading, upload(), address)  # type: ignore[operator]
    assert not AttachedFile.objects.exists()


def test_too_large_a_file_is_told(reading: Reading, settings: object) -> None:
    settings.SPEIR_LARGEST_UPLOAD = 20  # type: ignore[attr-defined]
    with pytest.raises(RuleBroken, match="the limit is"):
        attach(reading, pdf())


def test_only_its_reader_attaches(reading: Reading, world: World) -> None:
    with pytest.raises(RuleBroken, match="allocated to somebody else"):
        attach(reading, pdf(), by=world.lead)


def test_an_answer_counts_once_its_file_is_there(reading: Reading) -> None:
    assert what_is_wrong(reading) == ["Answer this question."]
    answer(reading, Attached(ONE, "extract.pdf"))
    assert what_is_wrong(reading) == [NOT_ARRIVED]
    attach(reading, pdf("extract.pdf"))
    assert what_is_wrong(reading) == []


def test_a_file_of_another_reading_is_no_answer(reading: Reading, world: World) -> None:
    attach(make_reading(reading.exercise, world.local_reader), pdf())
    answer(reading, Attached(ONE, "extract.pdf"))
    assert what_is_wrong(reading) == [NOT_ARRIVED]


def test_an_answer_that_is_no_file_is_told(reading: Reading) -> None:
    take_events(reading=reading, events=[sent(EXTRACT, "extract.pdf")], by=reading.reader, at=AT)
    assert what_is_wrong(reading) == ["Choose the file again."]


def opens(world: World, who: str, reading: Reading) -> bool:
    try:
        attached_file_for(world.people[who], reading.pk, ONE, AT)
    except NotVisible:
        return False
    return True


EVERYBODY = ("inspector", "local_reader", "lead", "coordinator", "contributor", "manager", "analyst")


def test_while_it_is_read_only_the_reader_opens_it(reading: Reading, world: World) -> None:
    attach(reading, pdf())
    assert [who for who in EVERYBODY if opens(world, who, reading)] == ["inspector"]
    assert AuditEntry.objects.filter(what__startswith="Refused: tried to open a file").exists()
    assert not opens(world, "outsider", reading)


def test_afterwards_whoever_sees_the_answers_opens_it(reading: Reading, world: World) -> None:
    first, second = make_pair(reading.exercise, world.inspector, world.local_reader)
    attach(first, pdf())
    for pair, seen in (((first,), ["inspector"]), ((first, second), ["inspector", "local_reader", "lead"])):
        for each in pair:
            Reading.objects.filter(pk=each.pk).update(status=ReadingStatus.SUBMITTED)
        assert [who for who in EVERYBODY if opens(world, who, first)] == seen


def test_a_second_reading_that_nobody_has_yet_keeps_it_closed(reading: Reading, world: World) -> None:
    alone = make_reading(
        reading.exercise, world.inspector, ReadingOrder.FIRST, ReadingStatus.SUBMITTED, is_read_twice=True
    )
    attach(alone, pdf())
    assert not opens(world, "lead", alone)


def test_a_file_is_told_by_its_name_and_never_counted(reading: Reading, world: World) -> None:
    attach(reading, pdf("extract.pdf"))
    answer(reading, Attached(ONE, "extract.pdf"))
    [told] = [each for each in answers_in_words(reading, AT) if each.file]
    assert (told.question, told.answer) == ("An extract without names", "extract.pdf")
    assert "file" in {each.kind for each in questions_in(reading.exercise, AT)}
    assert "file" not in {each.kind for each in counted_in(reading.exercise, AT)}


def test_two_readers_files_stand_side_by_side_and_do_not_differ(reading: Reading, world: World) -> None:
    first, second = make_pair(reading.exercise, world.inspector, world.local_reader)
    answer(first, Attached(ONE, "extract.pdf"))
    answer(second, Attached(uuid.uuid4(), "minutes.pdf"))
    found = comparison_of([first, second], AT)
    [(label, one, two)] = found.files
    assert (label, one and one.name, two and two.name) == (
        "An extract without names",
        "extract.pdf",
        "minutes.pdf",
    )
    assert EXTRACT not in {each.address for each in found.outstanding}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\records\\minutes.pdf", "minutes.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("line\nend.pdf", "line end.pdf"),
        (f"{'long' * 60}.pdf", f"{'long' * 60}.pdf"[-150:]),
        ("", "file"),
    ],
)
def test_names_are_kept_bare(name: str, kept: str) -> None:
    told = attached(ONE, name)
    assert told.name == kept
    assert read_attached(told.written) == told


def test_replacing_a_file_keeps_both_and_tells_the_newer(reading: Reading) -> None:
    attach(reading, pdf("one.pdf"))
    answer(reading, Attached(ONE, "one.pdf"))
    two = uuid.uuid4()
    attach(reading, pdf("two.pdf", "others"), file_id=two)
    answer(reading, Attached(two, "two.pdf"), sequence=2)
    assert replayed(reading).values[EXTRACT] == f"{two} two.pdf"
    assert AttachedFile.objects.count() == 2
    assert what_is_wrong(reading) == []
