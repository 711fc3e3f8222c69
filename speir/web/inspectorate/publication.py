"""The embargoed copy and publication: what must be true first, and the two buttons."""

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.frameworks.queries import terms_of
from speir.handovers.operations import publish_report
from speir.people.choices import Role
from speir.reports import queries as reports
from speir.reports.contents import checksum_of
from speir.reports.publication_operations import send_embargoed_copy
from speir.reports.publication_queries import publication_of, verify_publication
from speir.web.inspectorate.inspection_header import inspection_header
from speir.web.inspectorate.publication_page import (
    FinalVersion,
    PublicationPage,
    publication_page,
    published_line,
    reader_lines,
)
from speir.web.inspectorate.report_forms import EmbargoForm, PublishForm
from speir.web.inspectorate.report_opened import OpenReport, open_report
from speir.web.inspectorate.turns_here import TurnsHere, turns_here
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.inspections.models import Inspection


@inspectorate_screen(methods=READ_AND_CHANGE)
def embargo(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Embargo and publication; a POST sends the embargoed copy."""
    opened = open_report(request, reference)
    if request.method != "POST":
        return _show(request, opened)
    form = EmbargoForm(request.POST, prefix="embargo")
    if form.is_valid() and perform(
        request,
        form,
        lambda: send_embargoed_copy(
            report=opened.report,
            publish_on=form.cleaned_data["publish_on"],
            by=request.user,
            at=timezone.now(),
        ),
        done="The embargoed copy is sent. The heads and the coordinator are told by e-mail.",
    ):
        return redirect("embargo", reference=reference)
    return _show(request, opened, failed=form)


@inspectorate_screen(methods=READ_AND_CHANGE)
def publish(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Embargo and publication; a POST publishes the report and opens the improvement plan."""
    opened = open_report(request, reference)
    if request.method != "POST":
        return _show(request, opened)
    form = PublishForm(request.POST, prefix="publish")
    if form.is_valid() and perform(
        request,
        form,
        lambda: publish_report(
            report=opened.report,
            plan_due_on=form.cleaned_data["due_on"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=_published(opened.inspection),
    ):
        return redirect("publish", reference=reference)
    return _show(request, opened, failed=form)


def _published(inspection: "Inspection") -> str:
    if not inspection.has_plan:
        return "Published. The method asks for no improvement plan, so the exercise is closed."
    areas = terms_of(inspection.phase.framework).area_for_improvement
    return f"Published. Every {areas.singular} in it is now in the improvement plan."


def _show(request: SignedInRequest, opened: OpenReport, failed: SpeirForm | None = None) -> HttpResponseBase:
    usual = opened.inspection.publishes_on
    initial = {"publish_on": usual if usual >= uk_today() else None}
    forms: dict[str, Any] = {
        "embargo": failed
        if isinstance(failed, EmbargoForm)
        else EmbargoForm(prefix="embargo", initial=initial),
        "publish": failed if isinstance(failed, PublishForm) else PublishForm(prefix="publish"),
        "form": failed,
    }
    return render_page(request, "inspectorate/publication.html.jinja", _page(opened), **forms)


def _page(opened: OpenReport) -> PublicationPage:
    report, inspection, standing = opened.report, opened.inspection, opened.standing
    published = publication_of(inspection)
    readers = reports.people_with(inspection, Role.HEAD, Role.COORDINATOR)
    return publication_page(
        inspection_header(inspection, standing, here="report", heading="Embargo and publication"),
        report,
        standing,
        _turns(opened),
        _final_version(opened),
        reader_lines(readers, reports.receipts_of(report)),
        published_line(published, verify_publication(published.publication)) if published else None,
        uk_today(),
    )


def _final_version(opened: OpenReport) -> FinalVersion:
    report = opened.report
    version = reports.current_version(report)
    missing = reports.sign_offs(version).missing if version else reports.still_to_sign(report)
    return FinalVersion(
        missing=[body.name for body in missing],
        has_version=version is not None,
        checksum_now=checksum_of(reports.working_content(report).as_json()),
        checksum_signed=version.checksum if version else "",
        is_in_step=reports.is_in_step(report),
        unanswered=reports.unanswered(report),
    )


def _turns(opened: OpenReport) -> TurnsHere:
    here = [reverse(name, args=[opened.reference]) for name in ("embargo", "publish")]
    turns = reports.turns(opened.inspection)
    return turns_here(turns, opened.standing, opened.inspection, uk_today(), *here)


_HERE = "inspections/<slug:reference>/report/"
ADDRESSES = [
    path(f"{_HERE}embargo/", embargo, name="embargo"),
    path(f"{_HERE}publish/", publish, name="publish"),
]
