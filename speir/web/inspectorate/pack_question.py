"""One question on a document: answer it, then share it with the programme if others may ask the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.document_packs.operations import answer_question, share_with_programme
from speir.document_packs.permissions import may_answer_questions, may_see_pack, may_share_answers
from speir.document_packs.queries import question_of, shared_among
from speir.document_packs.rules import (
    answer_is_shared_once,
    question_is_answered,
    question_waits_for_its_answer,
)
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.inspectorate.pack_forms import AnswerForm, ShareForm
from speir.web.shared import words
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.document_packs.models import Question
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing


@dataclass(frozen=True)
class QuestionPage:
    """What the page prints; each ``…_refused`` is "" when this person may do that now."""

    header: InspectionHeader
    id: UUID
    document: str
    document_key: str
    asks: str
    asked_by: str
    asked_at: datetime
    answer: str
    answered: str
    answered_at: datetime | None
    is_for_all: bool
    is_shared: bool
    answer_refused: str
    share_refused: str


def _open(
    request: SignedInRequest, reference: str, question_id: UUID
) -> tuple["Inspection", "Standing", "Question"]:
    inspection, standing = open_inspection(request, reference, may_see_pack)
    question = question_of(inspection, question_id)
    if question is None:
        raise Http404
    return inspection, standing, question


@inspectorate_screen()
def pack_question(request: SignedInRequest, reference: str, question_id: UUID) -> HttpResponseBase:
    """One question with its answer, or the form for it."""
    return _show(request, *_open(request, reference, question_id))


def _show(
    request: SignedInRequest,
    inspection: "Inspection",
    standing: "Standing",
    question: "Question",
    failed: SpeirForm | None = None,
) -> HttpResponseBase:
    kept = words.kept(f"pack-answer:{question.pk}", version=question.answered_at is not None, by=request.user)
    share = ShareForm(prefix="share", initial={"asks": question.text, "answer": question.answer})
    answer = AnswerForm(prefix="answer", initial={"answer": kept.or_else("")})
    return render_page(
        request,
        "inspectorate/pack_question.html.jinja",
        question_page(inspection, standing, question),
        answer=failed if isinstance(failed, AnswerForm) else answer,
        share=failed if isinstance(failed, ShareForm) else share,
        form=failed,
        kept=kept,
    )


def question_page(inspection: "Inspection", standing: "Standing", question: "Question") -> QuestionPage:
    """One question, and what this person may do with it."""
    is_answered, is_shared = question.answered_at is not None, bool(shared_among([question]))
    header = inspection_header(inspection, standing, here="pack", heading="Question on a document")
    once = question_waits_for_its_answer.reason(is_answered)
    return QuestionPage(
        header=header,
        id=question.pk,
        document=question.document.title,
        document_key=question.document.key,
        asks=question.text,
        asked_by=f"{question.asked_by.full_name}, {question.asked_by.body.name}",
        asked_at=question.asked_at,
        answer=question.answer,
        answered=question.answered_by.full_name if question.answered_by else "",
        answered_at=question.answered_at,
        is_for_all=question.is_for_all,
        is_shared=is_shared,
        answer_refused=why_not(standing, may_answer_questions, once),
        share_refused=why_not(
            standing,
            may_share_answers,
            question_is_answered.reason(is_answered),
            answer_is_shared_once.reason(is_shared),
        ),
    )


@inspectorate_screen(methods=CHANGE)
def answer(request: SignedInRequest, reference: str, question_id: UUID) -> HttpResponseBase:
    """Answer it."""
    inspection, standing, question = _open(request, reference, question_id)
    form = AnswerForm(request.POST, prefix="answer")
    if form.is_valid() and perform(
        request,
        form,
        lambda: answer_question(
            question=question,
            answer=form.cleaned_data["answer"],
            is_for_all=form.cleaned_data["is_for_all"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Answered. Whoever asked is told by e-mail.",
    ):
        return redirect("pack_question", reference=reference, question_id=question_id)
    return _show(request, inspection, standing, question, failed=form)


@inspectorate_screen(methods=CHANGE)
def share(request: SignedInRequest, reference: str, question_id: UUID) -> HttpResponseBase:
    """Share it with every partnership of the programme."""
    inspection, standing, question = _open(request, reference, question_id)
    form = ShareForm(request.POST, prefix="share")
    if form.is_valid() and perform(
        request,
        form,
        lambda: share_with_programme(
            question=question,
            asks=form.cleaned_data["asks"],
            answer=form.cleaned_data["answer"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Every partnership of the programme can read it now.",
    ):
        return redirect("pack_question", reference=reference, question_id=question_id)
    return _show(request, inspection, standing, question, failed=form)


_HERE = "inspections/<slug:reference>/pack-questions/<uuid:question_id>/"
ADDRESSES = [
    path(_HERE, pack_question, name="pack_question"),
    path(f"{_HERE}answer/", answer, name="answer_pack_question"),
    path(f"{_HERE}share/", share, name="share_pack_answer"),
]
