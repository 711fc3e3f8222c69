"""Factual accuracy: the coordinator reads the draft, comments on its sections, and says when that is all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.reports.choices import ReportStatus, Sight
from speir.reports.lifecycle import REPORT
from speir.reports.operations import comment_on_fact, finish_factual_accuracy
from speir.reports.pages import Commented, ReportText
from speir.reports.permissions import may_comment_on_facts
from speir.reports.queries import comments_for_partnership, report_of, report_text_for
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.partnership.report_copy import CopySection, ReportCopy, report_copy
from speir.web.partnership.whose_turn import due_words
from speir.web.shared import words
from speir.web.shared.forms import ButtonForm, SpeirForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, partnership_screen

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.people.standing import Standing
    from speir.reports.models import FactComment, Report


@dataclass(frozen=True)
class CommentLine:
    """One comment; ``answer`` is "" until the lead inspector's answer may be read."""

    number: int
    section: str
    quoted: str
    says: str
    proposed: str
    made_by: str
    made_at: datetime
    answer: str
    is_accepted: bool


@dataclass(frozen=True)
class DraftPage:
    """The draft with our comments; ``copy`` is None while, or once, there is no draft for us to read."""

    header: InspectionHeader
    sight: str
    copy: ReportCopy | None
    due_on: date | None
    due: str
    due_kind: str
    refused: str
    comments: tuple[CommentLine, ...]


@dataclass(frozen=True)
class CommentPage:
    """One section beside the form that comments on it."""

    header: InspectionHeader
    section: CopySection
    heading: str
    due_on: date | None
    says: str
    back: str


class CommentForm(SpeirForm):
    """What is not accurate in one section."""

    quoted = forms.CharField(
        label="The words it is about",
        widget=forms.Textarea,
        required=False,
        help_text="Copy them from the section exactly as they stand.",
    )
    says = forms.CharField(
        label="What is not accurate",
        widget=forms.Textarea,
        help_text="Facts only: a number, a name, a date, something that is not so. Say how we can check it.",
        error_messages={"required": "Say what is not accurate in this part of the report."},
    )
    proposed = forms.CharField(label="What it should say instead", widget=forms.Textarea, required=False)


def draft_page(
    header: InspectionHeader,
    report: "Report | None",
    text: ReportText | None,
    comments: Sequence[Commented["FactComment"]],
    today: date,
) -> DraftPage:
    """The page from the text that this person may see, if any."""
    is_draft = text is not None and text.sight == Sight.ACCURACY_COPY
    is_open = report is not None and report.status == ReportStatus.FACTUAL_ACCURACY
    due_on = report.comments_due_on if report and is_open else None
    due, kind = due_words(due_on, today)
    refused = REPORT.reason_refused(report.status, "finish_factual_accuracy") if report else None
    return DraftPage(
        header=header,
        sight=text.sight if text else Sight.NOTHING,
        copy=report_copy(text, [c.comment.section_key for c in comments]) if text and is_draft else None,
        due_on=due_on,
        due=due,
        due_kind=kind,
        # At which inner stage the report is afterwards is not the partnership's to know.
        refused="The comments are finished. Nothing more can be added." if refused else "",
        comments=tuple(comment_line(commented) for commented in comments),
    )


def comment_line(commented: Commented[Any]) -> CommentLine:
    """One comment, with its answer when that may be read."""
    comment, answer = commented.comment, commented.answer
    return CommentLine(
        number=comment.number,
        section=comment.section_title,
        quoted=comment.quoted,
        says=comment.says,
        proposed=comment.proposed,
        made_by=comment.made_by.full_name,
        made_at=comment.made_at,
        answer=answer.reason if answer else "",
        is_accepted=answer.is_accepted if answer else False,
    )


@partnership_screen()
def draft(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The draft that was shared with us, and what we said about it."""
    inspection, standing = open_inspection(request, reference, may_comment_on_facts)
    report = report_of(inspection)
    page = draft_page(
        inspection_header(inspection, standing, here="partnership_draft"),
        report,
        report_text_for(standing, report) if report else None,
        comments_for_partnership(standing, report) if report else [],
        uk_today(),
    )
    return render_page(request, "partnership/draft.html.jinja", page, button=ButtonForm())


@partnership_screen(methods=READ_AND_CHANGE)
def comment(request: SignedInRequest, reference: str, section_key: str) -> HttpResponseBase:
    """Comment on one section."""
    inspection, standing = open_inspection(request, reference, may_comment_on_facts)
    report, copy = _open_draft(inspection, standing)
    heading, section = _section(copy, section_key)
    made = len(comments_for_partnership(standing, report))
    form, kept = comment_form(request, f"fact:{report.pk}:{section_key}", made)
    if request.method == "POST" and form.is_valid() and _comment(request, report, section_key, form):
        return redirect("partnership_draft", reference=reference)
    title = f"Comment on “{section.title or heading}”"
    page = CommentPage(
        header=inspection_header(inspection, standing, here="partnership_draft", heading=title),
        section=section,
        heading=heading,
        due_on=report.comments_due_on,
        says="What the draft says",
        back=f"{reverse('partnership_draft', args=[reference])}#{section.anchor}",
    )
    return render_page(request, "partnership/comment.html.jinja", page, form=form, kept=kept)


WRITTEN = ("quoted", "says", "proposed")


def comment_form(
    request: SignedInRequest, about: str, made: int
) -> tuple[CommentForm, dict[str, words.Kept]]:
    """The form of one comment, with the words kept for it; ``made`` comments were made before it."""
    kept = {name: words.kept(f"{about}:{name}", version=made, by=request.user) for name in WRITTEN}
    initial = {name: held.or_else("") for name, held in kept.items()}
    return CommentForm(request.POST or None, initial=initial), kept


def _comment(request: SignedInRequest, report: "Report", section_key: str, form: CommentForm) -> bool:
    return perform(
        request,
        form,
        lambda: comment_on_fact(
            report=report,
            section_key=section_key,
            quoted=form.cleaned_data["quoted"],
            says=form.cleaned_data["says"],
            proposed=form.cleaned_data["proposed"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Comment added. The lead inspector reads it when you say that your comments are finished.",
    )


def _open_draft(inspection: "Inspection", standing: "Standing") -> tuple["Report", ReportCopy]:
    """The report and the copy we were sent; 404 while there is none for this person."""
    report = report_of(inspection)
    text = report_text_for(standing, report) if report else None
    if report is None or text is None or text.sight != Sight.ACCURACY_COPY:
        raise Http404
    return report, report_copy(text)


def _section(copy: ReportCopy, key: str) -> tuple[str, CopySection]:
    for part in copy.parts:
        for section in part.sections:
            if section.key == key:
                return part.heading, section
    raise Http404


@partnership_screen(methods=CHANGE)
def finish(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Say that our comments are finished, or that there are none."""
    inspection, standing = open_inspection(request, reference, may_comment_on_facts)
    report, _ = _open_draft(inspection, standing)
    perform_button(
        request,
        lambda: finish_factual_accuracy(report=report, by=request.user, at=timezone.now()),
        done="Thank you. The lead inspector answers each comment and gives the reason.",
    )
    return redirect("partnership_draft", reference=reference)


_HERE = "partnership/<slug:reference>/draft/"
ADDRESSES = [
    path(_HERE, draft, name="partnership_draft"),
    path(f"{_HERE}finish/", finish, name="partnership_finish_comments"),
    path(f"{_HERE}sections/<str:section_key>/", comment, name="partnership_comment"),
]
