"""Reading one frozen version of the report, and signing it for one's body or sending it back."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.inspections.queries import signing_bodies
from speir.reports.operations import decline_sign_off, sign_off_version
from speir.reports.queries import current_version, sign_offs, versions_of
from speir.web.inspectorate.inspection_header import inspection_header
from speir.web.inspectorate.report_forms import DeclineForm, SignForm
from speir.web.inspectorate.report_opened import OpenReport, open_report
from speir.web.inspectorate.report_text import trails_for
from speir.web.inspectorate.version_page import sign_refused, version_page
from speir.web.shared import words
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.reports.models import DraftVersion


@inspectorate_screen(methods=READ_AND_CHANGE)
def sign_off(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The newest version; a POST signs the version that was read."""
    opened = open_report(request, reference)
    if request.method != "POST":
        return _show(request, opened, current_version(opened.report))
    form = SignForm(request.POST, prefix="sign")
    if form.is_valid() and perform(
        request,
        form,
        lambda: sign_off_version(
            version=_read(opened, form.cleaned_data["version"]),
            statement=form.cleaned_data["statement"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=f"Signed off for {request.user.body.name}.",
    ):
        return redirect("sign_off", reference=reference)
    return _show(request, opened, current_version(opened.report), failed=form)


@inspectorate_screen(methods=CHANGE)
def decline(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Send the version that was read back, with the reason."""
    opened = open_report(request, reference)
    form = DeclineForm(request.POST, prefix="decline")
    if form.is_valid() and perform(
        request,
        form,
        lambda: decline_sign_off(
            version=_read(opened, form.cleaned_data["version"]),
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="The version is sent back. The lead inspector is told by e-mail and reads your reason.",
    ):
        return redirect("report", reference=reference)
    return _show(request, opened, current_version(opened.report), failed=form)


@inspectorate_screen()
def report_version(request: SignedInRequest, reference: str, number: int) -> HttpResponseBase:
    """One frozen version, for those who write and those who sign."""
    opened = open_report(request, reference)
    if not opened.sees_versions:
        raise Http404
    return _show(request, opened, _read(opened, number))


def _read(opened: OpenReport, number: int) -> "DraftVersion":
    """The version that somebody says they have read."""
    for version in versions_of(opened.report):
        if version.number == number:
            return version
    raise Http404


def _show(
    request: SignedInRequest,
    opened: OpenReport,
    version: "DraftVersion | None",
    failed: SpeirForm | None = None,
) -> HttpResponseBase:
    """The version with its forms; ``failed`` is the one that was sent and refused, with what was typed."""
    if version is None:
        raise Http404
    versions = versions_of(opened.report)
    signing, bodies = sign_offs(version), signing_bodies(opened.inspection)
    newest = versions[-1].number
    title = f"Version {version.number} of the report"
    page = version_page(
        inspection_header(opened.inspection, opened.standing, here="report", heading=title),
        version,
        versions if opened.sees_versions else [version],
        signing,
        trails_for(opened.standing, opened.inspection),
        request.user.body.name,
        opened.report.status,
        sign_refused(opened.standing, opened.report.status, version, newest, signing, bodies),
    )
    return render_page(
        request, "inspectorate/version.html.jinja", page, form=failed, **_forms(request, version, failed)
    )


def _forms(request: SignedInRequest, version: "DraftVersion", failed: SpeirForm | None) -> dict[str, Any]:
    statement = words.kept(f"sign-off:{version.pk}:statement", version=version.number, by=request.user)
    reason = words.kept(f"sign-off:{version.pk}:reason", version=version.number, by=request.user)
    signing = {"version": version.number, "statement": statement.or_else("")}
    declining = {"version": version.number, "reason": reason.or_else("")}
    return {
        "sign": failed if isinstance(failed, SignForm) else SignForm(prefix="sign", initial=signing),
        "decline": failed
        if isinstance(failed, DeclineForm)
        else DeclineForm(prefix="decline", initial=declining),
        "kept_statement": statement,
        "kept_reason": reason,
    }


_HERE = "inspections/<slug:reference>/report/"
ADDRESSES = [
    path(f"{_HERE}sign-off/", sign_off, name="sign_off"),
    path(f"{_HERE}decline/", decline, name="decline_sign_off"),
    path(f"{_HERE}versions/<int:number>/", report_version, name="report_version"),
]
