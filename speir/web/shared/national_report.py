"""What an area of a national exercise is told of its report, which is national: its day, and where it is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from speir.reports.publication_queries import NationalReport, national_reports_of
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from uuid import UUID

    from speir.inspections.models import Inspection


def national_report_of(area: "Inspection") -> NationalReport | None:
    """The report on the national exercise that this is an area of; None while that is not planned."""
    return national_reports_of([area]).get(area.pk)


def when(report: NationalReport | None) -> str:
    """Its day as the end of a sentence."""
    if report is None:
        return "its day is not set yet"
    if report.published_on:
        return f"published {day(report.published_on)}"
    return f"planned for {day(report.planned_on)}"


def publication_words(inspection: "Inspection", national: "Mapping[UUID, NationalReport]", usual: str) -> str:
    """When an inspection is published, for a list: ``usual``, or for an area the national report's day."""
    return f"National report, {when(national.get(inspection.pk))}" if inspection.is_area else usual
