"""Consultations for the people of partnerships: what their body is invited to, and what is public."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path

from speir.consultations.choices import WHOLE_FRAMEWORK
from speir.consultations.deciding_queries import counted_by_item, published_answer
from speir.consultations.queries import consultation_for, consultations_for, own_comments
from speir.foundations.uk_clock import uk_today
from speir.web.shared.answer_shown import AnswerShown, published_shown
from speir.web.shared.comment_form import CommentForm, part_of, send_comment
from speir.web.shared.consulting import (
    ConsultationLine,
    ConsultationPage,
    consultation_lines,
    consultation_page,
    part_page,
)
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, partnership_screen
from speir.web.shared.words import Kept, kept

if TYPE_CHECKING:
    from speir.consultations.models import Comment, Consultation
    from speir.frameworks.models import FrameworkItem


@dataclass(frozen=True)
class OurConsultationsPage:
    """What somebody of a partnership may take part in or read."""

    lines: tuple[ConsultationLine, ...]


@dataclass(frozen=True)
class OurConsultationPage:
    """One of them; ``answer`` is there when it is published."""

    shown: ConsultationPage
    answer: AnswerShown | None


@partnership_screen()
def partnership_consultations(request: SignedInRequest) -> HttpResponseBase:
    """Every consultation to which one's body is invited, or that is public."""
    lines = consultation_lines(consultations_for(request.user), uk_today())
    return render_page(request, "partnership/consultations.html.jinja", OurConsultationsPage(lines))


def _or_404(request: SignedInRequest, consultation_id: UUID) -> "Consultation":
    found = consultation_for(request.user, consultation_id)
    if found is None:
        raise Http404
    return found


@partnership_screen()
def partnership_consultation(request: SignedInRequest, consultation_id: UUID) -> HttpResponseBase:
    """The draft to comment on, or what was decided."""
    found = _or_404(request, consultation_id)
    own = counted_by_item(own_comments(found, request.user))
    answer = published_answer(found)
    page = OurConsultationPage(
        consultation_page(found, own, uk_today()), published_shown(answer) if answer else None
    )
    return render_page(request, "partnership/consultation.html.jinja", page)


@partnership_screen(methods=READ_AND_CHANGE)
def partnership_consultation_part(
    request: SignedInRequest, consultation_id: UUID, number: str
) -> HttpResponseBase:
    """One part of the draft; a POST keeps a comment."""
    found = _or_404(request, consultation_id)
    is_there, item = part_of(found, number)
    if not is_there:
        raise Http404
    own = own_comments(found, request.user)
    form = CommentForm(request.POST or None).of(item, is_signed_in=True)
    if (
        request.method == "POST"
        and form.is_valid()
        and send_comment(request, form, found, item, request.user)
    ):
        return redirect("partnership_consultation_part", consultation_id=consultation_id, number=number)
    keep = _kept(request, found, item, own)
    if not form.is_bound:
        form.initial["text"] = keep.or_else("")
    page = part_page(found, item, own, uk_today())
    return render_page(request, "partnership/consultation_part.html.jinja", page, form=form, keep=keep)


def _kept(
    request: SignedInRequest,
    consultation: "Consultation",
    item: "FrameworkItem | None",
    own: "list[Comment]",
) -> Kept:
    """What was typed here since the reader's last comment on this part."""
    item_id = item.pk if item else None
    said = sum(each.item_id == item_id for each in own)
    key = f"consultation:{consultation.pk}:{item_id or WHOLE_FRAMEWORK}"
    return kept(key, version=said, by=request.user)


ADDRESSES = [
    path("our-consultations/", partnership_consultations, name="partnership_consultations"),
    path(
        "our-consultations/<uuid:consultation_id>/",
        partnership_consultation,
        name="partnership_consultation",
    ),
    path(
        "our-consultations/<uuid:consultation_id>/<str:number>/",
        partnership_consultation_part,
        name="partnership_consultation_part",
    ),
]
