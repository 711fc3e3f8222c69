"""What the ending of one part's work starts in another, in one transaction."""

from datetime import date, datetime
from uuid import UUID

from speir.foundations import audit
from speir.foundations.audit import Actor
from speir.foundations.operation import operation
from speir.foundations.uk_time import uk_day
from speir.improvement_plans.operations import open_plan
from speir.improvement_plans.queries import areas_of as areas_of_plan
from speir.improvement_plans.queries import overdue_actions, plans_by_due_day
from speir.indicators import finding_signals as look
from speir.indicators.finding_signals import Found
from speir.indicators.models import SignalRun
from speir.indicators.operations import record_signals
from speir.indicators.queries import signals_in_numbers
from speir.inspections.operations import advance
from speir.partnerships.queries import areas_of
from speir.people.models import Person
from speir.reports.choices import SectionKind
from speir.reports.models import Publication, Report
from speir.reports.operations import publish
from speir.reports.queries import publication_of


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


@operation
def look_for_signals(*, is_fictional: bool, by: Actor, at: datetime, once: str = "") -> SignalRun:
    """Look for signals in the numbers of areas, their improvement plans and their findings, and keep them."""
    today = uk_day(at)
    numbers = signals_in_numbers(is_fictional=is_fictional, today=today)
    found = [*numbers, *_signals_in_plans(is_fictional=is_fictional, today=today)]
    run = record_signals(found=found, is_fictional=is_fictional, by=by, at=at)
    audit.record("Signals of areas handed over", subject=run, by=by, at=at)
    return run


def _signals_in_plans(*, is_fictional: bool, today: date) -> list[Found]:
    """Overdue actions of each plan, and what more than one inspection of the same area found."""
    found: list[Found | None] = []
    again: dict[UUID, dict[str, list[str]]] = {}
    for plan in plans_by_due_day():
        if plan.partnership.is_fictional != is_fictional:
            continue
        late = [(today - each.due_on).days for each in overdue_actions(plan, today)]
        items = [f"{each.item.number} {each.item.title}" for each in areas_of_plan(plan)]
        for area in areas_of(plan.partnership):
            found.append(
                look.overdue_actions(area.pk, f"Improvement plan, {plan.inspection.reference}", late)
            )
            for item in dict.fromkeys(items):
                again.setdefault(area.pk, {}).setdefault(item, []).append(plan.inspection.reference)
    found += [each for area, items in again.items() for each in look.repeated_findings(area, items)]
    return [each for each in found if each is not None]
