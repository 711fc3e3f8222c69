"""Giving out a kept file: saved and never opened in the browser, kept by nobody on the way, on record."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import models
from django.http import FileResponse
from django.utils import timezone

from speir.foundations import audit
from speir.foundations.files import open_file
from speir.web.shared.screens import SignedInRequest

if TYPE_CHECKING:
    from speir.foundations.models import StoredFile


def give_file(
    request: SignedInRequest, stored: "StoredFile", *, what: str, subject: models.Model, thread: UUID
) -> FileResponse:
    """The bytes of one file; ``what`` says in the trail of that thread what was taken."""
    content = open_file(stored)
    audit.record(
        f"{what} downloaded: {stored.name}",
        subject=subject,
        by=request.user,
        at=timezone.now(),
        thread=thread,
    )
    answer = FileResponse(content, as_attachment=True, filename=stored.name, content_type=stored.media_type)
    answer["Cache-Control"] = "private, no-store"
    return answer
