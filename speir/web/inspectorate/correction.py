"""Correcting a published report: begun with a note, signed by every body, published as a new edition."""

from collections.abc import Callable

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.reports import queries as reports
from speir.reports.correction_operations import abandon_correction, open_correction, publish_correction
from speir.reports.lifecycle import is_published
from speir.reports.publication_queries import editions_of, newest_edition
from speir.web.inspectorate.correction_page import CorrectionPage, correction_page
from speir.web.inspectorate.inspection_header import inspection_header
from speir.web.inspectorate.report_forms import CorrectionForm, GiveUpForm
from speir.web.inspectorate.report_opened import OpenReport, open_report
from speir.web.inspectorate.turns_here import turns_here
from speir.web.shared import words
from speir.web.shared.forms import ButtonForm, SpeirForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, inspectorate_screen


@inspectorate_screen(methods=READ_AND_CHANGE)
def correction(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The editions of the published report; a POST begins a correction."""
    opened = _open(request, reference)
    if request.method != "POST":
        return _show(request, opened)
    form = CorrectionForm(request.POST, prefix="correct")
    return _send(
        request,
        opened,
        form,
        lambda: open_correction(
            report=opened.report,
            note=form.cleaned_data["note"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="The correction is begun. Change the words that are wrong, then send it for sign-off.",
        leads_to="report",
    )


@inspectorate_screen(methods=CHANGE)
def give_up(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Give up a correction, with the reason."""
    opened = _open(request, reference)
    form = GiveUpForm(request.POST, prefix="give-up")
    return _send(
        request,
        opened,
        form,
        lambda: abandon_correction(
            report=opened.report, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        ),
        done="The correction is given up. The report says what it said before.",
        leads_to="correction",
    )


def _send(
    request: SignedInRequest,
    opened: OpenReport,
    form: SpeirForm,
    change: Callable[[], object],
    *,
    done: str,
    leads_to: str,
) -> HttpResponseBase:
    if form.is_valid() and perform(request, form, change, done=done):
        return redirect(leads_to, reference=opened.reference)
    return _show(request, opened, failed=form)


@inspectorate_screen(methods=CHANGE)
def publish_it(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Publish the corrected report as a new edition."""
    opened, button = _open(request, reference), ButtonForm(request.POST)
    once = button.once_key if button.is_valid() else ""
    perform_button(
        request,
        lambda: publish_correction(report=opened.report, by=request.user, at=timezone.now(), once=once),
        done="The correction is published. The edition before it stays where it was, marked as corrected.",
    )
    return redirect("correction", reference=reference)


def _open(request: SignedInRequest, reference: str) -> OpenReport:
    opened = open_report(request, reference)
    if not is_published(opened.report.status):
        raise Http404
    return opened


def _show(request: SignedInRequest, opened: OpenReport, failed: SpeirForm | None = None) -> HttpResponseBase:
    editions = editions_of(opened.reference)
    key, edition = f"correction:{opened.report.pk}", len(editions)
    note = words.kept(f"{key}:note", version=edition, by=request.user)
    reason = words.kept(f"{key}:give-up", version=edition, by=request.user)
    correct, give = (
        CorrectionForm(prefix="correct", initial={"note": note.or_else("")}),
        GiveUpForm(prefix="give-up", initial={"reason": reason.or_else("")}),
    )
    return render_page(
        request,
        "inspectorate/correction.html.jinja",
        _page(opened),
        form=failed,
        correct=failed if isinstance(failed, CorrectionForm) else correct,
        give=failed if isinstance(failed, GiveUpForm) else give,
        button=ButtonForm(),
        kept_note=note,
        kept_reason=reason,
    )


def _page(opened: OpenReport) -> CorrectionPage:
    inspection, report, today = opened.inspection, opened.report, uk_today()
    here = reverse("correction", args=[opened.reference])
    return correction_page(
        inspection_header(inspection, opened.standing, here="report", heading="Corrections"),
        report.status,
        opened.standing,
        turns_here(reports.turns(inspection), opened.standing, inspection, today, here),
        editions_of(opened.reference),
        newest_edition(report).content.report,
        reports.working_content(report) if opened.sees_versions else None,
    )


_HERE = "inspections/<slug:reference>/report/correction/"
ADDRESSES = [
    path(_HERE, correction, name="correction"),
    path(f"{_HERE}give-up/", give_up, name="give_up_correction"),
    path(f"{_HERE}publish/", publish_it, name="publish_correction"),
]
