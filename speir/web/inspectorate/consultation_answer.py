"""The answer to a consultation: as it would be published, publishing it, and the next version."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.consultations.deciding_queries import StillToDo, Work, published_answer, still_to_do, work_on
from speir.consultations.permissions import may_decide_on_comments
from speir.consultations.publication_operations import make_next_version, publish_answer
from speir.consultations.publication_queries import answer_to_publish
from speir.foundations.uk_clock import uk_today
from speir.frameworks.queries import crosswalk_of
from speir.people.queries import standing_everywhere
from speir.web.inspectorate.consultation_forms import VersionForm
from speir.web.inspectorate.consultation_page import consultation_or_404
from speir.web.shared.answer_shown import AnswerShown, answer_shown, published_shown
from speir.web.shared.consulting import ConsultationLine, consultation_line
from speir.web.shared.forms import ButtonForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.small_forms import Given, SmallForms

if TYPE_CHECKING:
    from speir.consultations.models import Consultation
    from speir.frameworks.pages import CrosswalkTold
    from speir.people.models import Person


@dataclass(frozen=True)
class AnswerPage:
    """The answer; ``missing`` says what still stands between it and publication."""

    line: ConsultationLine
    answer: AnswerShown
    is_published: bool
    is_public: bool
    missing: tuple[StillToDo, ...]
    refused: str
    next_version: tuple[str, str, str]
    crosswalk: tuple["CrosswalkTold", ...]


@inspectorate_screen(methods=READ_AND_CHANGE)
def consultation_answer(request: SignedInRequest, consultation_id: UUID) -> HttpResponseBase:
    """The answer as it stands; a POST publishes it, or makes the next version."""
    found = consultation_or_404(consultation_id)
    by = request.user

    def publish(given: Given) -> object:
        return publish_answer(consultation=found, by=by, at=timezone.now(), once=given["once"])

    def make(given: Given) -> object:
        return make_next_version(consultation=found, by=by, at=timezone.now(), **given)

    sent = SmallForms(
        request,
        {
            "publish": (ButtonForm, publish, "The answer is published."),
            "version": (VersionForm, make, "The next version of the framework is made."),
        },
    )
    if sent.is_done:
        return redirect("consultation_answer", consultation_id=consultation_id)
    page = answer_page(found, work_on(found), by)
    return render_page(
        request, "inspectorate/consultation_answer.html.jinja", page, form=sent.failed, forms=sent.shown
    )


def answer_page(consultation: "Consultation", work: Work, by: "Person") -> AnswerPage:
    """What the page shows this person."""
    today, published, made = uk_today(), published_answer(consultation), consultation.next_framework
    shown = (
        published_shown(published)
        if published
        else answer_shown(answer_to_publish(consultation, work, today))
    )
    draft = f"{consultation.framework.key}, version {consultation.framework.version}"
    return AnswerPage(
        line=consultation_line(consultation, today),
        answer=shown,
        is_published=published is not None,
        is_public=consultation.is_public,
        missing=() if published else tuple(still_to_do(work, is_over=consultation.is_to_be_decided(today))),
        refused=may_decide_on_comments.reason_refused(standing_everywhere(by)) or "",
        next_version=(made.key, made.version, str(made)) if made else ("", "", ""),
        crosswalk=tuple(
            line for line in (crosswalk_of(made.key, made.version) if made else ()) if line.earlier == draft
        ),
    )


ADDRESSES = [
    path(
        "office/consultations/<uuid:consultation_id>/answer/",
        consultation_answer,
        name="consultation_answer",
    )
]
