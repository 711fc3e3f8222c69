"""What the ending of one part's work starts in another, in one transaction."""

from datetime import date, datetime

from speir.foundations import audit
from speir.foundations.operation import operation
from speir.improvement_plans.operations import open_plan
from speir.inspections.operations import advance
from speir.people.models import Person
from speir.reports.choices import SectionKind
from speir.reports.models import Publication, Report
from speir.reports.publication_operations import publish
from speir.reports.publication_queries import publication_of


@operation
def publish_report(
    *, report: Report, by: Person, at: datetime, plan_due_on: date | None = None, once: str = ""
) -> Publication:
    """Publish the report and open the plan; without an area for improvement the inspection closes."""
    publication = publish(report=report, by=by, at=at)
    inspection = report.inspection
    inspection.refresh_from_db()
    published = publication_of(inspection)
    if published and published.content.report.of_kind(SectionKind.AREA_FOR_IMPROVEMENT):
        open_plan(inspection=inspection, due_on=plan_due_on, by=by, at=at)
        advance(inspection=inspection, step="follow_up", by=by, at=at)
    else:  # nothing must get better, so there is nothing to follow
        advance(inspection=inspection, step="close_without_plan", by=by, at=at)
    audit.record("Report handed over", subject=publication, by=by, at=at, thread=inspection.pk)
    return publication
