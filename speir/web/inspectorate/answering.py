"""Answering one factual accuracy comment, beside the words it is about and the evidence they rest on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.reports.contents import from_json
from speir.reports.operations import answer_comment
from speir.reports.pages import Commented
from speir.reports.queries import comments_seen_by
from speir.web.inspectorate.facts_page import AnswerPage, answer_page, answer_refused
from speir.web.inspectorate.inspection_header import inspection_header
from speir.web.inspectorate.report_forms import AnswerForm
from speir.web.inspectorate.report_opened import OpenReport, open_report
from speir.web.inspectorate.report_text import trails_for
from speir.web.shared import words
from speir.web.shared.forms import perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.reports.models import FactComment


@inspectorate_screen(methods=READ_AND_CHANGE)
def answer(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """One comment; a POST answers it and leads to the next one without an answer."""
    opened = open_report(request, reference)
    comments = comments_seen_by(opened.standing, opened.report) or []
    commented = next((each for each in comments if each.comment.number == number), None)
    if commented is None:
        raise Http404
    if request.method != "POST":
        return _show(request, opened, commented, comments)
    form = AnswerForm(request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: answer_comment(
            comment=commented.comment,
            is_accepted=form.cleaned_data["is_accepted"] == "yes",
            reason=form.cleaned_data["reason"],
            based_on=form.cleaned_data["base"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=f"Comment {number} is answered.",
    ):
        following = next_unanswered(comments, number)
        if following:
            return redirect("answer_comment", reference=reference, number=following)
        return redirect("factual_accuracy", reference=reference)
    return _show(request, opened, commented, comments, failed=form)


def next_unanswered(comments: Sequence[Commented[Any]], number: int) -> int:
    """The number of the next other comment without an answer; 0 for none."""
    waiting = [each.comment.number for each in comments if each.answer is None]
    waiting = [each for each in waiting if each != number]
    return next((each for each in waiting if each > number), waiting[0] if waiting else 0)


def _show(
    request: SignedInRequest,
    opened: OpenReport,
    commented: Commented["FactComment"],
    comments: Sequence[Commented[Any]],
    failed: AnswerForm | None = None,
) -> HttpResponseBase:
    form, kept = answer_form(request, commented, failed)
    page = _page(opened, commented, comments)
    return render_page(request, "inspectorate/answer.html.jinja", page, form=form, kept=kept)


def answer_form(
    request: SignedInRequest, commented: Commented[Any], failed: AnswerForm | None
) -> tuple[AnswerForm, words.Kept]:
    """The form that answers this comment, starting from the answer that counts, and the words kept for it."""
    comment, given = commented.comment, commented.answer
    key = f"fact-answer:{comment.pk}:reason"
    kept = words.kept(key, version=commented.answers_given, by=request.user)
    base = str(commented.answers_given or "")
    initial = {"reason": kept.or_else(given.reason if given else ""), "base": base}
    if given:
        initial["is_accepted"] = "yes" if given.is_accepted else "no"
    form = failed or AnswerForm(initial=initial)
    form.start_from(base)
    return form, kept


def _page(
    opened: OpenReport, commented: Commented["FactComment"], comments: Sequence[Commented[Any]]
) -> AnswerPage:
    sent = opened.report.accuracy_version
    if sent is None:
        raise Http404
    title = f"Comment {commented.comment.number} on {commented.comment.section_title}"
    return answer_page(
        inspection_header(opened.inspection, opened.standing, here="report", heading=title),
        commented,
        from_json(sent.content),
        sent.number,
        opened.text.content if opened.sees_versions else None,
        trails_for(opened.standing, opened.inspection),
        next_unanswered(comments, commented.comment.number),
        answer_refused(opened.standing, opened.report.status),
    )


ADDRESSES = [
    path(
        "inspections/<slug:reference>/report/factual-accuracy/comments/<int:number>/",
        answer,
        name="answer_comment",
    )
]
