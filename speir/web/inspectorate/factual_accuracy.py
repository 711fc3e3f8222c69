"""Factual accuracy: sending the signed version, the partnership's comments, settling what is final."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.inspections.queries import milestone_of
from speir.reports import queries as reports
from speir.reports.contents import checksum_of
from speir.reports.operations import keep_signed_version, send_for_factual_accuracy
from speir.web.inspectorate.facts_page import FactsPage, facts_page
from speir.web.inspectorate.inspection_header import inspection_header
from speir.web.inspectorate.report import readiness_of
from speir.web.inspectorate.report_forms import FactsForm
from speir.web.inspectorate.report_opened import OpenReport, open_report
from speir.web.inspectorate.report_page import send_refused
from speir.web.inspectorate.turns_here import TurnsHere, turns_here
from speir.web.shared.forms import ButtonForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, inspectorate_screen


@inspectorate_screen(methods=READ_AND_CHANGE)
def factual_accuracy(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The comments and their answers; a POST sends the signed version to the partnership."""
    opened = open_report(request, reference)
    if request.method != "POST":
        return _show(request, opened)
    form = FactsForm(request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: send_for_factual_accuracy(
            report=opened.report, due_on=form.cleaned_data["due_on"], by=request.user, at=timezone.now()
        ),
        done="The signed version is with the partnership. Its coordinator is told by e-mail.",
    ):
        return redirect("factual_accuracy", reference=reference)
    return _show(request, opened, failed=form)


@inspectorate_screen(methods=CHANGE)
def keep_version(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Make the version that every body signed the final one."""
    opened = open_report(request, reference)
    perform_button(
        request,
        lambda: keep_signed_version(report=opened.report, by=request.user, at=timezone.now()),
        done="The signed version is final. The embargoed copy can be sent.",
    )
    return redirect("factual_accuracy", reference=reference)


def _show(request: SignedInRequest, opened: OpenReport, failed: FactsForm | None = None) -> HttpResponseBase:
    milestone = milestone_of(opened.inspection, "factual_accuracy")
    planned_on = milestone.due_on if milestone else None
    page = replace(_page(opened), planned_on=planned_on)
    # The day that the timetable foresees, unless it has passed.
    foreseen = planned_on if planned_on and planned_on > uk_today() else None
    form = failed or FactsForm(initial={"due_on": foreseen})
    extra: dict[str, Any] = {"facts": form, "button": ButtonForm(), "form": failed}
    return render_page(request, "inspectorate/factual_accuracy.html.jinja", page, **extra)


def _page(opened: OpenReport) -> FactsPage:
    report, standing = opened.report, opened.standing
    comments = reports.comments_seen_by(standing, report)
    version = reports.current_version(report)
    now = reports.working_content(report)
    unanswered = sum(each.answer is None for each in comments or ())
    return facts_page(
        inspection_header(opened.inspection, standing, here="report", heading="Factual accuracy"),
        report,
        standing,
        _turns(opened),
        comments,
        reports.sign_offs(version).missing_names if version else [],
        (checksum_of(now.as_json()), version.checksum if version else ""),
        send_refused(standing, report.status, readiness_of(report, now, unanswered)),
        opened.sees_versions,
    )


def _turns(opened: OpenReport) -> TurnsHere:
    here = reverse("factual_accuracy", args=[opened.reference])
    turns = reports.turns(opened.inspection)
    return turns_here(turns, opened.standing, opened.inspection, uk_today(), here)


_HERE = "inspections/<slug:reference>/report/factual-accuracy/"
ADDRESSES = [
    path(_HERE, factual_accuracy, name="factual_accuracy"),
    path(f"{_HERE}keep/", keep_version, name="keep_signed_version"),
]
