"""Writing one section of the report; when two people write at once, both texts are shown and none is lost."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.reports.operations import revise_section
from speir.reports.permissions import may_revise_report
from speir.reports.queries import revisions_of, section_of
from speir.reports.rules import the_words_are_open
from speir.web.inspectorate.inspection_header import inspection_header
from speir.web.inspectorate.opened import why_not
from speir.web.inspectorate.report_forms import SectionForm
from speir.web.inspectorate.report_opened import OpenReport, open_report
from speir.web.inspectorate.report_section_page import Unsaved, earlier_bases, section_page
from speir.web.inspectorate.report_text import trails_for
from speir.web.shared import words
from speir.web.shared.forms import perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.reports.models import ReportSection, SectionRevision


@inspectorate_screen(methods=READ_AND_CHANGE)
def report_section(request: SignedInRequest, reference: str, key: str) -> HttpResponseBase:
    """Read or change the words of one section."""
    opened = open_report(request, reference)
    may_revise_report.check(opened.standing)
    section = section_of(opened.report, key)
    if section is None:
        raise Http404
    if request.method != "POST":
        return _show(request, opened, section)
    form = SectionForm(request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: revise_section(
            section=section,
            text=form.cleaned_data["text"],
            base_revision=form.cleaned_data["base_revision"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=f"{section.title} is saved.",
    ):
        return redirect("report", reference=reference)
    return _show(request, opened, section, failed=form)


def _show(
    request: SignedInRequest, opened: OpenReport, section: "ReportSection", failed: SectionForm | None = None
) -> HttpResponseBase:
    revisions = revisions_of(section)
    newest = revisions[-1].revision
    kept = words.kept(_key(section), version=newest, by=request.user)
    base = failed.cleaned_data.get("base_revision") if failed else None
    page = section_page(
        inspection_header(opened.inspection, opened.standing, here="report", heading=section.title),
        section,
        revisions,
        trails_for(opened.standing, opened.inspection),
        base,
        None if failed else _unsaved(request, section, revisions, kept),
        why_not(opened.standing, may_revise_report, the_words_are_open.reason(opened.report.status)),
    )
    form = failed or SectionForm(initial={"text": kept.or_else(section.text), "base_revision": newest})
    if failed:
        failed.start_from(newest)
    return render_page(request, "inspectorate/report_section.html.jinja", page, form=form, kept=kept)


def _unsaved(
    request: SignedInRequest,
    section: "ReportSection",
    revisions: list["SectionRevision"],
    kept: words.Kept,
) -> Unsaved | None:
    """What the reader typed against a revision that somebody else has overtaken, and never saved."""
    if kept.text is not None:
        return None
    for base in earlier_bases(revisions, str(request.user.pk)):
        typed = words.kept(_key(section), version=base, by=request.user)
        if typed.text is not None and typed.text.strip() != section.text:
            return Unsaved(typed.text, typed.typed_at, base)
    return None


def _key(section: "ReportSection") -> str:
    return f"report-section:{section.pk}:text"


ADDRESSES = [
    path("inspections/<slug:reference>/report/sections/<str:key>/", report_section, name="report_section")
]
