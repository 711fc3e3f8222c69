"""The report of one inspection: where it is, what is missing, whose turn it is, and its text."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.evaluations.permissions import may_read_judgements
from speir.evaluations.queries import (
    consolidations_of,
    findings_of,
    findings_that_lost_evidence,
    findings_without_evidence,
    uncertain_items,
)
from speir.foundations.moves import moves_of
from speir.foundations.uk_clock import uk_today
from speir.frameworks.queries import evaluated_items
from speir.inspections.queries import inspection_for, signing_bodies, standing_of
from speir.people.choices import Role
from speir.people.standing import Standing
from speir.programmes.choices import Output
from speir.reports import queries as reports
from speir.reports.contents import FrozenReport
from speir.reports.lifecycle import is_published
from speir.reports.operations import bring_in_findings, send_for_sign_off, start_draft, take_back_report
from speir.reports.publication_queries import published_on
from speir.web.inspectorate.area_steps import area_steps
from speir.web.inspectorate.inspection_header import inspection_header
from speir.web.inspectorate.report_forms import TakeBackForm
from speir.web.inspectorate.report_opened import OpenReport, open_report
from speir.web.inspectorate.report_page import (
    Readiness,
    ReportPage,
    body_lines,
    not_started_page,
    report_page,
)
from speir.web.inspectorate.report_steps import ReportFacts, report_steps
from speir.web.inspectorate.report_text import report_parts, trails_for
from speir.web.inspectorate.turns_here import TurnsHere, turns_here
from speir.web.shared import words
from speir.web.shared.forms import ButtonForm, perform, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.reports.models import Report
    from speir.reports.pages import Signing


@inspectorate_screen()
def report(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The report, or what it waits for."""
    return _show(request, reference)


def _show(request: SignedInRequest, reference: str, failed: TakeBackForm | None = None) -> HttpResponseBase:
    inspection = inspection_for(request.user, reference)
    standing = standing_of(request.user, inspection)
    found = reports.report_of(inspection)
    page = _started(inspection, standing, found) if found else _not_started(request, inspection, standing)
    kept = _kept(request, found) if found and not page.take_back_refused else None
    take_back = failed or TakeBackForm(prefix="back", initial={"reason": kept.or_else("") if kept else ""})
    return render_page(
        request,
        "inspectorate/report.html.jinja",
        page,
        button=ButtonForm(),
        take_back=take_back,
        kept=kept,
        form=failed,
    )


def _kept(request: SignedInRequest, found: "Report") -> words.Kept:
    return words.kept(f"take-back:{found.pk}:reason", version=moves_of(found).count(), by=request.user)


def _not_started(request: SignedInRequest, inspection: "Inspection", standing: Standing) -> ReportPage:
    agreed = {each.item_id for each in consolidations_of(inspection)}
    items = evaluated_items(inspection.phase.framework)
    is_graded = inspection.is_graded
    readiness = Readiness(
        not_agreed=[f"{item.number} {item.title}" for item in items if item.pk not in agreed],
        is_graded=is_graded,
        uncertain=[] if is_graded else [f"{i.number} {i.title}" for i in uncertain_items(inspection)],
        nothing_found=not is_graded and not findings_of(inspection),
        has_report=reports.has_report(inspection),
    )
    return not_started_page(
        inspection_header(inspection, standing, here="report"),
        area_steps(inspection, request.user, is_settled=readiness.is_settled)
        if inspection.is_area
        else report_steps(
            ReportFacts("", is_graded=is_graded, has_plan=inspection.has_plan), inspection.reference
        ),
        _turns_before(inspection, standing),
        standing,
        inspection.status,
        readiness,
        _national(inspection, has_report=readiness.has_report),
    )


def _national(inspection: "Inspection", *, has_report: bool) -> str:
    if inspection.phase.output != Output.NATIONAL_REPORT:
        return ""
    return "national" if has_report else "area"


def _started(inspection: "Inspection", standing: Standing, found: "Report") -> ReportPage:
    text = reports.report_text_for(standing, found)
    version = reports.current_version(found) if text else None
    signing = reports.sign_offs(version) if version else None
    facts = report_facts(found, standing, signing)
    return report_page(
        inspection_header(inspection, standing, here="report"),
        report_steps(facts, inspection.reference),
        _turns(inspection, standing) if text else TurnsHere((), ()),
        standing,
        found.status,
        text,
        report_parts(text.content, trails_for(standing, inspection)) if text else None,
        body_lines([body.name for body in signing_bodies(inspection)], signing, found.status),
        reports.versions_of(found),
        replace(
            readiness_of(found, text.content if text else None, facts.unanswered),
            lost_evidence=_where_told(findings_that_lost_evidence, found, standing),
            without_evidence=_where_told(findings_without_evidence, found, standing),
        ),
    )


def _turns(inspection: "Inspection", standing: Standing) -> TurnsHere:
    here = reverse("report", args=[inspection.reference])
    return turns_here(reports.turns(inspection), standing, inspection, uk_today(), here)


def _turns_before(inspection: "Inspection", standing: Standing) -> TurnsHere:
    """Before there is a report: that every evaluation is agreed is not everybody's to know."""
    if may_read_judgements.reason_refused(standing) is not None:
        return TurnsHere((), ())
    return _turns(inspection, standing)


def report_facts(found: "Report", standing: Standing, signing: "Signing | None") -> ReportFacts:
    """What the steps depend on, as far as this person may know it."""
    comments = reports.comments_seen_by(standing, found)
    return ReportFacts(
        status=found.status,
        signing=signing,
        comments=None if comments is None else len(comments),
        unanswered=sum(each.answer is None for each in comments or ()),
        comments_due_on=found.comments_due_on,
        publish_on=found.publish_on,
        readers=len(reports.people_with(found.inspection, Role.HEAD, Role.COORDINATOR)),
        receipts=len(reports.receipts_of(found)),
        published_on=published_on(found.inspection),
        is_graded=found.inspection.is_graded,
        has_plan=found.inspection.has_plan,
    )


def readiness_of(found: "Report", content: FrozenReport | None, unanswered: int) -> Readiness:
    """What may still be missing before a version can be frozen."""
    empty = [each.title for each in content.sections if not each.text.strip()] if content else []
    return Readiness(empty, reports.is_in_step(found), unanswered)


def _where_told(ask: Callable[["Inspection"], list[int]], found: "Report", standing: Standing) -> list[int]:
    """Until publication: the findings under which evidence was withdrawn, for those who may know of it."""
    if is_published(found.status) or may_read_judgements.reason_refused(standing) is not None:
        return []
    return ask(found.inspection)


@inspectorate_screen(methods=CHANGE)
def start_report(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Start the report from what the team agreed and found."""
    inspection = inspection_for(request.user, reference)
    once = _once(request)
    perform_button(
        request,
        lambda: start_draft(inspection=inspection, by=request.user, at=timezone.now(), once=once),
        done=f"The {inspection.called} is drafted from what the team found. Make its words your own.",
    )
    return redirect("report", reference=reference)


@inspectorate_screen(methods=CHANGE)
def bring_in(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Bring the report into step with the findings."""
    found = _report(request, reference)
    perform_button(
        request,
        lambda: bring_in_findings(report=found, by=request.user, at=timezone.now()),
        done="The report holds every finding that stands. Words written before were kept.",
    )
    return redirect("report", reference=reference)


@inspectorate_screen(methods=CHANGE)
def send_it_for_sign_off(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Freeze a version and ask every scrutiny body to sign it."""
    found, once = _report(request, reference), _once(request)
    perform_button(
        request,
        lambda: send_for_sign_off(report=found, by=request.user, at=timezone.now(), once=once),
        done="The version is frozen. Each scrutiny body's signatories are told by e-mail that it waits.",
    )
    return redirect("report", reference=reference)


@inspectorate_screen(methods=CHANGE)
def take_back(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Open the words of the report again, with the reason."""
    found = _report(request, reference)
    form = TakeBackForm(request.POST, prefix="back")
    if form.is_valid() and perform(
        request,
        form,
        lambda: take_back_report(
            report=found, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        ),
        done="The report is taken back. Its words are open again.",
    ):
        return redirect("report", reference=reference)
    return _show(request, reference, failed=form)


def _report(request: SignedInRequest, reference: str) -> "Report":
    opened: OpenReport = open_report(request, reference)
    return opened.report


def _once(request: SignedInRequest) -> str:
    form = ButtonForm(request.POST)
    return form.once_key if form.is_valid() else ""


_HERE = "inspections/<slug:reference>/report/"
ADDRESSES = [
    path(_HERE, report, name="report"),
    path(f"{_HERE}start/", start_report, name="start_report"),
    path(f"{_HERE}bring-in-findings/", bring_in, name="bring_in_findings"),
    path(f"{_HERE}send-for-sign-off/", send_it_for_sign_off, name="send_for_sign_off"),
    path(f"{_HERE}take-back/", take_back, name="take_back_report"),
]
