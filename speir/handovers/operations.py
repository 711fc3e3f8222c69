"""What the ending of one part's work starts in another, in one transaction."""

from collections import Counter
from datetime import date, datetime
from uuid import UUID

from speir.evaluations.choices import FindingKind
from speir.evaluations.models import Finding
from speir.evaluations.queries import concluded_findings_in, evidence_under
from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import lodge_evidence
from speir.evidence.queries import source_ids_in
from speir.foundations import audit
from speir.foundations.audit import Actor
from speir.foundations.operation import operation
from speir.foundations.uk_time import day_in_words, uk_day
from speir.handovers import rules
from speir.improvement_plans.choices import CARRIED_OUT
from speir.improvement_plans.models import ImprovementPlan
from speir.improvement_plans.operations import open_plan
from speir.improvement_plans.queries import areas_of as areas_of_plan
from speir.improvement_plans.queries import overdue_actions, plans_by_due_day
from speir.indicators import finding_signals as look
from speir.indicators.finding_signals import Found
from speir.indicators.models import SignalRun
from speir.indicators.operations import record_signals
from speir.indicators.signal_queries import signals_in_numbers
from speir.inspections.models import Inspection
from speir.inspections.operations import advance
from speir.partnerships.queries import areas_of
from speir.people.models import Person
from speir.programmes.choices import FollowUp, PhaseKind
from speir.reports.choices import SectionKind
from speir.reports.models import Publication, Report
from speir.reports.publication_operations import publish
from speir.reports.publication_queries import publication_of
from speir.reports.queries import has_report

FROM_AN_AREA = "What was found in an area that took part"


@operation
def publish_report(
    *, report: Report, by: Person, at: datetime, plan_due_on: date | None = None, once: str = ""
) -> Publication:
    """Publish the report; open the plan where one follows and something must get better, otherwise close."""
    publication = publish(report=report, by=by, at=at)
    inspection = report.inspection
    inspection.refresh_from_db()
    published = publication_of(inspection)
    areas = published.content.report.of_kind(SectionKind.AREA_FOR_IMPROVEMENT) if published else ()
    if areas and inspection.phase.follow_up != FollowUp.NOTHING:
        open_plan(inspection=inspection, due_on=plan_due_on, by=by, at=at)
        advance(inspection=inspection, step="follow_up", by=by, at=at)
    else:  # nothing must get better, or the method asks for no plan, so there is nothing to follow
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
    plans = [each for each in plans_by_due_day() if each.partnership.is_fictional == is_fictional]
    named = Counter(_name(each) for each in plans)
    for plan in plans:
        # Reports of one kind come out on one day: then the reference tells their plans apart.
        name = _name(plan) if named[_name(plan)] == 1 else f"{_name(plan)} ({plan.inspection.reference})"
        is_carried_out = plan.status in CARRIED_OUT
        late = [each.due_on for each in overdue_actions(plan, today)] if is_carried_out else []
        items = [f"{each.item.number} {each.item.title}" for each in areas_of_plan(plan)]
        for area in areas_of(plan.partnership):
            found.append(look.overdue_actions(area.pk, plan.pk, name, late, today))
            for item in dict.fromkeys(items):
                again.setdefault(area.pk, {}).setdefault(item, []).append(plan.inspection.reference)
    found += [each for area, items in again.items() for each in look.repeated_findings(area, items)]
    return [each for each in found if each is not None]


def _name(plan: ImprovementPlan) -> str:
    kind = PhaseKind.label_of(plan.inspection.phase.kind).lower()
    return f"Improvement plan of the {kind} published {day_in_words(uk_day(plan.publication.published_at))}"


@operation
def bring_in_what_areas_found(*, inspection: Inspection, by: Person, at: datetime) -> list[EvidenceItem]:
    """Lodge what was found in the areas that took part, without their names; again adds only what is new.

    The ledger keeps which finding each item is, so that the way back stays open to those who may go it.
    """
    rules.it_is_the_national_exercise.check(
        has_report(inspection) and inspection.phase.output == "national_report"
    )
    already = source_ids_in(inspection)
    waiting = [found for found in concluded_findings_in(inspection.phase_id) if str(found.pk) not in already]
    rules.there_is_something_to_bring_in.check(len(waiting))
    rests = evidence_under(waiting)
    lodged = [_lodge_found(inspection, found, rests[found.pk], by, at) for found in waiting]
    what = f"Brought in from areas that took part: {len(lodged)}"
    audit.record(what, subject=inspection, by=by, at=at, thread=inspection.pk)
    return lodged


def _lodge_found(
    inspection: Inspection, found: Finding, rests: list[EvidenceItem], by: Person, at: datetime
) -> EvidenceItem:
    is_strength = found.kind == FindingKind.STRENGTH
    return lodge_evidence(
        inspection=inspection,
        item=found.item,
        source_kind=SourceKind(rests[0].source_kind),
        source_title=FROM_AN_AREA,
        says=found.text,
        bearing=Bearing.STRENGTH if is_strength else Bearing.LIMITATION,
        source_id=str(found.pk),
        by=by,
        at=at,
    )
