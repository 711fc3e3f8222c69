"""Who has signed off the report, body by body."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speir.inspections.queries import signing_bodies
from speir.people.standing import Standing
from speir.reports.choices import ReportStatus, Sight
from speir.reports.lifecycle import is_with_signatories
from speir.reports.queries import current_version, report_of, sign_offs
from speir.reports.visibility import what_may_be_seen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
from speir.reports.pages import Signing


@dataclass(frozen=True)
class Signature:
    """One scrutiny body and whether it has signed the version that counts."""

    body: str
    words: str
    kind: str


NOT_YET = ("not yet", "grey")


def signatures(inspection: "Inspection", standing: Standing) -> list[Signature]:
    """Each body that signs, and how far it is; "not yet" for somebody who may not see the report."""
    names = [body.name for body in signing_bodies(inspection)]
    signing, status = _signing(inspection, standing)
    words = words_by_body(signing, status) if signing else {}
    return [Signature(name, *words.get(name, NOT_YET)) for name in names]


def _signing(inspection: "Inspection", standing: Standing) -> tuple["Signing | None", str]:
    report = report_of(inspection)
    if report is None:
        return None, ""
    if what_may_be_seen(standing.side, standing.roles, report.status) == Sight.NOTHING:
        return None, report.status
    version = current_version(report)
    return (sign_offs(version) if version else None), report.status


def words_by_body(signing: "Signing", status: str) -> dict[str, tuple[str, str]]:
    """What to say of each body; signatures of a version that was taken back no longer count."""
    number = signing.version.number
    words = {one.body.name: (f"declined version {number}", "bad") for one in signing.declined}
    if status in (ReportStatus.DRAFTING, ReportStatus.CORRECTING) or (
        signing.missing and not is_with_signatories(status)
    ):
        return words  # the version was declined or taken back: the next one needs every body again
    waited_for = {body.name: (f"version {number} to sign", "warn") for body in signing.missing}
    signed = {one.body.name: (f"signed {day(one.signed_at)}", "ok") for one in signing.signed}
    return {**waited_for, **words, **signed}
