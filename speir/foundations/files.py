"""Keeping handed-over files: checked, hashed, written to disk before anyone is told they are safe."""

import hashlib
import os
import uuid
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from speir.foundations import file_kinds
from speir.foundations.audit import Actor
from speir.foundations.models import StoredFile
from speir.foundations.refusals import Reason, RuleBroken


def keep(
    upload: "UploadedFile[bytes]",
    *,
    by: Actor,
    at: datetime,
    field: str = "file",
    endings: Collection[str] = tuple(file_kinds.KINDS),
) -> StoredFile:
    """Check and store one upload; raises RuleBroken on that form field when it cannot be taken."""
    name = Path(upload.name or "").name[-255:]
    size = upload.size or 0
    upload.seek(0)
    start = upload.read(8192)
    problem = file_kinds.fault(name, size, start, settings.SPEIR_LARGEST_UPLOAD, endings)
    if problem:
        raise RuleBroken(Reason(problem, field))
    identity = uuid.uuid4()
    return StoredFile.objects.create(
        id=identity,
        name=name,
        media_type=file_kinds.KINDS[file_kinds.ending_of(name)].media_type,
        size=size,
        sha256=_write(identity, upload),
        stored_at=at,
        stored_by_id=str(by.pk),
        stored_by_name=by.full_name,
    )


def checksum(upload: "UploadedFile[bytes]") -> str:
    """The SHA-256 of an upload, before it is kept."""
    sha = hashlib.sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        sha.update(chunk)
    return sha.hexdigest()


def _write(identity: uuid.UUID, upload: "UploadedFile[bytes]") -> str:
    sha = hashlib.sha256()
    path = path_of(identity)
    path.parent.mkdir(parents=True, exist_ok=True)
    upload.seek(0)
    with path.open("xb") as target:
        for chunk in upload.chunks():
            sha.update(chunk)
            target.write(chunk)
        target.flush()
        os.fsync(target.fileno())
    for folder in (path.parent, path.parent.parent):  # a file whose name is lost is lost
        _to_disk(folder)
    return sha.hexdigest()


def _to_disk(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def path_of(identity: uuid.UUID) -> Path:
    """Where the bytes of a file live; spread over folders by the first letters of its identity."""
    return Path(settings.SPEIR_DATA_DIR) / "files" / identity.hex[:2] / identity.hex


def open_file(stored: StoredFile) -> BinaryIO:
    """The bytes of a stored file, for reading."""
    return path_of(stored.pk).open("rb")
