"""How an area of a national exercise ends: what is found, its conclusion, and the national report."""

from typing import TYPE_CHECKING

from django.urls import reverse

from speir.inspections.choices import InspectionStatus
from speir.inspections.queries import visible_to
from speir.reports.publication_queries import NationalReport
from speir.web.inspectorate.report_steps import ReportStep
from speir.web.inspectorate.where import inspection_address
from speir.web.shared.national_report import national_report_of, when

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.people.models import Person

FOUND, CONCLUDED = 0, 1
HINTS = (
    "The team records what it found, and settles what is uncertain.",
    "The work in this area ends. What was found goes on without the name of the area.",
)
_AT = {InspectionStatus.EVALUATING: FOUND, InspectionStatus.CLOSED: CONCLUDED + 1}


def area_steps(area: "Inspection", reader: "Person", *, is_settled: bool) -> tuple[ReportStep, ...]:
    """The steps that an area has, and where its report is made; ``is_settled`` when nothing stops its end."""
    here = _AT.get(InspectionStatus(area.status), -1)
    here = CONCLUDED if here == FOUND and is_settled else here
    national, findings = national_report_of(area), inspection_address("findings", area.reference)
    return (
        _step("1. What is found", HINTS[FOUND], FOUND, here, findings if here >= FOUND else ""),
        _step("2. Conclusion", HINTS[CONCLUDED], CONCLUDED, here),
        ReportStep(
            title="3. National report",
            address=_where(national, reader),
            hint=f"It is drafted, signed, checked and published once for all areas: {when(national)}.",
            status="published" if national and national.published_on else "not yet",
            status_kind="ok" if national and national.published_on else "grey",
        ),
    )


def _step(title: str, hint: str, position: int, here: int, address: str = "") -> ReportStep:
    if position < here:
        return ReportStep(title, address, hint, "done", "ok")
    if position == here:
        return ReportStep(title, address, hint, "now", "warn")
    return ReportStep(title, "", hint, "not yet", "grey")


def _where(national: NationalReport | None, reader: "Person") -> str:
    """Where this reader may follow the national report: in public, or in the exercise if it is theirs."""
    if national is None:
        return ""
    if national.published_on:
        return reverse("published_report", args=[national.reference])
    is_theirs = visible_to(reader).filter(reference=national.reference).exists()
    return inspection_address("report", national.reference) if is_theirs else ""
