"""The embargoed copy: the heads and the coordinator read the final report before it is published."""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.reports.choices import Sight
from speir.reports.permissions import may_comment_on_facts, may_read_embargoed_copy
from speir.reports.publication_operations import acknowledge_embargoed_copy
from speir.reports.queries import receipt_for, report_of, report_text_for
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.partnership.report_copy import ReportCopy, report_copy
from speir.web.shared.forms import ButtonForm, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, partnership_screen


@dataclass(frozen=True)
class EmbargoedPage:
    """The copy and its embargo; ``copy`` is None before it is sent and once the report is published."""

    header: InspectionHeader
    copy: ReportCopy | None
    publish_on: date | None
    read_at: datetime | None
    is_published: bool
    reads_answers: bool


@partnership_screen(methods=READ_AND_CHANGE)
def embargoed(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Read the copy; sending the page says that one has read it and keeps the embargo."""
    inspection, standing = open_inspection(request, reference, may_read_embargoed_copy)
    report = report_of(inspection)
    text = report_text_for(standing, report) if report else None
    is_sent = report is not None and text is not None and text.sight == Sight.EMBARGOED_COPY
    if request.method == "POST":
        if report is None or not is_sent:
            raise Http404
        perform_button(
            request,
            lambda: acknowledge_embargoed_copy(report=report, by=request.user, at=timezone.now()),
            done="Thank you. It is on record that you have read the copy and keep the embargo.",
        )
        return redirect("partnership_embargoed", reference=reference)
    receipt = receipt_for(standing, report) if report and is_sent else None
    page = EmbargoedPage(
        header=inspection_header(inspection, standing, here="partnership_embargoed"),
        copy=report_copy(text) if text and is_sent else None,
        publish_on=report.publish_on if report and is_sent else None,
        read_at=receipt.read_at if receipt else None,
        is_published=text is not None and text.sight == Sight.PUBLICATION,
        reads_answers=may_comment_on_facts.reason_refused(standing) is None,
    )
    return render_page(request, "partnership/embargoed.html.jinja", page, button=ButtonForm())


ADDRESSES = [path("partnership/<slug:reference>/embargoed-copy/", embargoed, name="partnership_embargoed")]
