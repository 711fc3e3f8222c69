"""Opening the report of one inspection for a page: no more of its text than the reader may see."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from speir.inspections.queries import inspection_for, standing_of
from speir.people.standing import Standing
from speir.reports.choices import Sight
from speir.reports.pages import ReportText
from speir.reports.queries import report_of, report_text_for
from speir.web.shared.screens import SignedInRequest

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.reports.models import Report

# Those who write and those who sign may compare versions; everybody else reads the one text that is theirs.
SEES_VERSIONS = frozenset({Sight.WORKING_DRAFT, Sight.SIGNING_COPY})


@dataclass(frozen=True)
class OpenReport:
    """One report, who is looking, and the text they may see."""

    inspection: "Inspection"
    standing: Standing
    report: "Report"
    text: ReportText

    @property
    def reference(self) -> str:
        """The reference of the inspection."""
        return self.inspection.reference

    @property
    def sees_versions(self) -> bool:
        """Whether the reader may open every frozen version and what changed between them."""
        return self.text.sight in SEES_VERSIONS


def open_report(request: SignedInRequest, reference: str) -> OpenReport:
    """The report; "not found" when the inspection is not theirs, or nothing of its report is."""
    inspection = inspection_for(request.user, reference)
    standing = standing_of(request.user, inspection)
    report = report_of(inspection)
    text = report_text_for(standing, report) if report else None
    if report is None or text is None:
        raise Http404
    return OpenReport(inspection, standing, report, text)
