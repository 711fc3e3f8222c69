"""A file that was acknowledged is on disk, whole, under an identity nobody can guess."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from speir.foundations import files
from speir.foundations.models import StoredFile
from speir.foundations.refusals import RuleBroken
from tests.factories import NOW, make_body, make_person, pdf

pytestmark = pytest.mark.django_db


def test_a_kept_file_can_be_read_back_and_its_hash_is_right() -> None:
    person = make_person(make_body("A body"))
    upload = pdf(words="the whole content")
    content = upload.read()
    stored = files.keep(upload, by=person, at=NOW)
    with files.open_file(stored) as kept:
        assert kept.read() == content
    assert stored.sha256 == hashlib.sha256(content).hexdigest()


def test_a_path_in_the_name_is_dropped() -> None:
    person = make_person(make_body("A body"))
    upload = pdf()
    upload._name = "../../etc/passwd.pdf"
    assert files.keep(upload, by=person, at=NOW).name == "passwd.pdf"


def test_a_refused_file_leaves_no_row() -> None:
    person = make_person(make_body("A body"))
    with pytest.raises(RuleBroken) as refused:
        files.keep(SimpleUploadedFile("tool.exe", b"MZ"), by=person, at=NOW)
    assert refused.value.reasons[0].field == "file"
    assert not StoredFile.objects.exists()
