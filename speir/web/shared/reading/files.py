"""Files as answers: sent by a reader's device or with a page, and given to those who may read the answers."""

import uuid
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.urls import path
from django.utils import timezone

from speir.foundations.files import checksum
from speir.foundations.refusals import Refused
from speir.inspections.queries import NotVisible
from speir.record_reading.attaching_operations import attach_file
from speir.record_reading.attaching_queries import attached_file_for
from speir.record_reading.queries import reading_for
from speir.web.shared.downloads import give_file
from speir.web.shared.questions.asked import Asked, QuestionPage
from speir.web.shared.reading.events import NOT_UNDERSTOOD, NOT_YOURS, SIGN_IN_AGAIN, no
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, public_screen
from speir.xforms.attached import attached

if TYPE_CHECKING:
    from speir.record_reading.models import Reading


@public_screen(methods=READ_AND_CHANGE)
def reading_file(request: HttpRequest, reading_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Give a file to somebody who may read the answers, or keep one that its reader's device sends."""
    if request.method == "POST":
        return _take(request, reading_id, file_id)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    try:
        found = attached_file_for(request.user, reading_id, file_id, timezone.now())
    except NotVisible:
        raise Http404 from None
    asking = cast("SignedInRequest", request)
    thread = found.reading.exercise.inspection_id
    return give_file(asking, found.file, what="File of a reading", subject=found.reading, thread=thread)


def _take(request: HttpRequest, reading_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Keep one file; what is answered speaks JSON, and what is kept is on the disk."""
    if not request.user.is_authenticated or request.POST.get("person") != str(request.user.pk):
        return no(SIGN_IN_AGAIN, 401)
    upload = request.FILES.get("file")
    if upload is None:
        return no(NOT_UNDERSTOOD, 400)
    now = timezone.now()
    try:
        attach_file(
            reading=reading_for(request.user, reading_id, now),
            address=str(request.POST.get("address", "")),
            file_id=file_id,
            upload=cast("UploadedFile[bytes]", upload),
            sha256=str(request.POST.get("sha256", "")),
            by=request.user,
            at=now,
        )
    except NotVisible:
        return no(NOT_YOURS, 404)
    except Refused as refused:
        return no(str(refused), 422)
    return JsonResponse({"kept": str(file_id)})


def sending_of(request: HttpRequest) -> UUID:
    """The identity of one sending of a page: sent twice, everything in it counts once."""
    try:
        return UUID(request.POST.get("sending", ""))
    except ValueError:
        return uuid.uuid4()


def attach_chosen(
    request: SignedInRequest, reading: "Reading", asked: QuestionPage
) -> tuple[dict[str, str], list[str]]:
    """Keep the files that came with a page: the answers that tell of them, and why others are not taken."""
    answers: dict[str, str] = {}
    refused: list[str] = []
    for question in asked.questions:
        upload = request.FILES.get(question.field) if question.control == "file" else None
        if upload is None:
            continue
        try:
            answers[question.address] = _attach(
                request, reading, question, cast("UploadedFile[bytes]", upload)
            )
        except Refused as fault:
            refused.append(f"{question.plain_words}: {fault}")
    return answers, refused


def _attach(
    request: SignedInRequest, reading: "Reading", question: Asked, upload: "UploadedFile[bytes]"
) -> str:
    """One file; the same bytes for the same question in the same sending are the same file."""
    sha256 = checksum(upload)
    told = attached(uuid.uuid5(sending_of(request), f"{question.address} {sha256}"), upload.name or "")
    attach_file(
        reading=reading,
        address=question.address,
        file_id=told.identity,
        upload=upload,
        sha256=sha256,
        by=request.user,
        at=timezone.now(),
    )
    return told.written


ADDRESSES = [path("reading/<uuid:reading_id>/files/<uuid:file_id>/", reading_file, name="reading_file")]
