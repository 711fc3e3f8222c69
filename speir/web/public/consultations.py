"""Consultations anybody may take part in: the draft, commenting without a name, and what was decided."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse

from speir.consultations.deciding_queries import published_answer
from speir.consultations.queries import public_consultation as find
from speir.foundations.uk_clock import uk_today
from speir.web.shared.answer_shown import AnswerShown, published_shown
from speir.web.shared.comment_form import CommentForm, part_of, send_comment
from speir.web.shared.consulting import ConsultationPage, consultation_page, part_page
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, public_screen

if TYPE_CHECKING:
    from speir.consultations.models import Consultation


@dataclass(frozen=True)
class PublicConsultationPage:
    """One consultation; ``answer`` is there when it is published, with the version made from it."""

    shown: ConsultationPage
    answer: AnswerShown | None
    next_version: str


def _or_404(consultation_id: UUID) -> "Consultation":
    found = find(consultation_id)
    if found is None:
        raise Http404
    return found


@public_screen()
def public_consultation(request: HttpRequest, consultation_id: UUID) -> HttpResponseBase:
    """The draft to comment on; after the closing day, what was said, what was decided and why."""
    found = _or_404(consultation_id)
    answer = published_answer(found)
    page = PublicConsultationPage(
        shown=consultation_page(found, {}, uk_today()),
        answer=published_shown(answer) if answer else None,
        next_version=str(found.next_framework) if found.next_framework else "",
    )
    return render_page(request, "public/consultation.html.jinja", page)


@public_screen(methods=READ_AND_CHANGE)
def public_consultation_part(request: HttpRequest, consultation_id: UUID, number: str) -> HttpResponseBase:
    """One part of the draft; a POST keeps a comment, without a name and without a sign-in."""
    found = _or_404(consultation_id)
    is_there, item = part_of(found, number)
    if not is_there:
        raise Http404
    form = CommentForm(request.POST or None).of(item, is_signed_in=False)
    if request.method == "POST" and form.is_valid() and send_comment(request, form, found, item, None):
        return redirect(_here(found, number))
    page = part_page(found, item, [], uk_today())
    return render_page(request, "public/consultation_part.html.jinja", page, form=form)


def _here(consultation: "Consultation", number: str) -> str:
    kwargs = {"consultation_id": consultation.pk, "number": number}
    return reverse("public_consultation_part", kwargs=kwargs)


@public_screen()
def public_consultation_content(request: HttpRequest, consultation_id: UUID) -> HttpResponse:
    """The frozen text whose SHA-256 is the checksum, byte for byte."""
    answer = published_answer(_or_404(consultation_id))
    if answer is None:
        raise Http404
    return HttpResponse(answer.content.encode(), content_type="application/json; charset=utf-8")


ADDRESSES = [
    path("consultations/<uuid:consultation_id>/", public_consultation, name="public_consultation"),
    path(
        "consultations/<uuid:consultation_id>/answer/content/",
        public_consultation_content,
        name="public_consultation_content",
    ),
    path(
        "consultations/<uuid:consultation_id>/<str:number>/",
        public_consultation_part,
        name="public_consultation_part",
    ),
]
