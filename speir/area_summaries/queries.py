"""Questions about summaries of areas, and the material they are drafted from."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet

from speir.area_monitoring.choices import Activity
from speir.area_monitoring.models import ContactNote
from speir.area_risks.choices import FactorKind, RiskStatus
from speir.area_risks.models import AreaRisk, Factor
from speir.area_summaries.choices import SummaryStatus
from speir.area_summaries.contents import Content
from speir.area_summaries.drafting import Recorded
from speir.area_summaries.models import AreaSummary, ItemAnswer, SummaryItem
from speir.area_summaries.permissions import may_answer_summary
from speir.area_teams.choices import Tier
from speir.foundations.uk_time import UK, uk_day
from speir.good_practice.models import PracticeCheck
from speir.improvement_plans.models import ImprovementPlan, PlannedAction
from speir.improvement_support.choices import Outcome
from speir.improvement_support.models import SupportOffer, SupportOutcome
from speir.improvement_support.queries import standing_towards
from speir.indicators.models import Observation
from speir.indicators.queries import measured_of, point_of
from speir.indicators.series import keeps_out, said
from speir.partnerships.models import Area, PartnershipArea, PartnershipMember
from speir.people.choices import BodyKind, Side
from speir.people.models import Person
from speir.reports.publication_queries import published_between

UNDER_WAY = (SummaryStatus.DRAFT, SummaryStatus.WITH_COUNCIL)
# What the council reads: never a draft.
FOR_COUNCIL = (SummaryStatus.WITH_COUNCIL, SummaryStatus.FROZEN)
MOST = 500


@dataclass(frozen=True)
class ItemLine:
    """One item with the council's answer to it as it stands; None while there is none."""

    item: SummaryItem
    answer: ItemAnswer | None


def summaries_of(area: Area) -> list[AreaSummary]:
    """The summaries of an area, newest first."""
    return list(_summaries().filter(area=area))


def summary_at(summary_id: UUID) -> AreaSummary | None:
    """One summary."""
    return _summaries().filter(pk=summary_id).first()


def _summaries() -> QuerySet[AreaSummary]:
    return AreaSummary.objects.select_related("area", "drafted_by")


def is_under_way(area: Area) -> bool:
    """Whether a summary of an area is being written or is with the council."""
    return AreaSummary.objects.filter(area=area, status__in=UNDER_WAY).exists()


def under_way(areas: Collection[Area]) -> list[AreaSummary]:
    """The summaries of these areas that are not frozen; their words are not read."""
    found = AreaSummary.objects.filter(area__in=list(areas), status__in=UNDER_WAY).select_related("area")
    return list(found.only("status", "drafted_at", "area"))


def answered_whole(summaries: Collection[AreaSummary]) -> set[UUID]:
    """Of these, the ones with the council of which every kept item is answered as it stands."""
    ids = [each.pk for each in summaries if each.status == SummaryStatus.WITH_COUNCIL]
    items = SummaryItem.objects.filter(summary__in=ids, is_left_out=False)
    answers = ItemAnswer.objects.filter(item__summary__in=ids).values_list("item_id", "revision")
    answered = set(answers)
    open_ones = {each.summary_id for each in items if (each.pk, each.revision) not in answered}
    return set(ids) - open_ones


def frozen_between(
    areas: Collection[Area], since: datetime, before: datetime, limit: int
) -> list[AreaSummary]:
    """Summaries that were frozen in a span of time, newest first; their words are not read."""
    found = AreaSummary.objects.filter(area__in=list(areas), frozen_at__gte=since, frozen_at__lt=before)
    return list(found.order_by("-frozen_at", "-pk").only("frozen_at", "area_id")[:limit])


def lines_of(summary: AreaSummary) -> list[ItemLine]:
    """Every item with the newest answer to it as it stands now."""
    items = list(SummaryItem.objects.filter(summary=summary))
    answers: dict[tuple[UUID, int], ItemAnswer] = {}
    for answer in ItemAnswer.objects.filter(item__summary=summary).select_related("answered_by__body"):
        answers[answer.item_id, answer.revision] = answer
    return [ItemLine(item, answers.get((item.pk, item.revision))) for item in items]


def kept_lines(summary: AreaSummary) -> list[ItemLine]:
    """The items that were not left out."""
    return [line for line in lines_of(summary) if not line.item.is_left_out]


def content_of(summary: AreaSummary) -> Content:
    """The summary as plain values: what both sides read from then on."""
    return {
        "area": summary.area.name,
        "from_on": summary.from_on.isoformat(),
        "until_on": summary.until_on.isoformat(),
        "items": [_frozen(line) for line in kept_lines(summary)],
    }


def _frozen(line: ItemLine) -> dict[str, object]:
    answer = line.answer
    return {
        "activity": Activity.label_of(line.item.activity),
        "text": line.item.text,
        "origin": line.item.origin,
        "agreed": bool(answer and answer.is_agreed),
        "council": answer.words if answer else "",
        "by": answer.answered_by.body.name if answer else "",
    }


def is_of_the_council(person: Person, area: Area) -> bool:
    """Whether somebody agrees for the council of an area: a body of its partnerships, and a role in one."""
    if person.body.side != Side.PARTNERSHIP or person.body.kind != BodyKind.COUNCIL:
        return False
    own = PartnershipMember.objects.filter(body_id=person.body_id).values_list("partnership_id", flat=True)
    here = _partnership_ids(area) & set(own)
    return any(not may_answer_summary.reason_refused(standing_towards(person, pk)) for pk in here)


def sent_to(person: Person) -> list[AreaSummary]:
    """The summaries that somebody may read for their council, newest first."""
    own = PartnershipMember.objects.filter(body_id=person.body_id).values("partnership")
    areas = PartnershipArea.objects.filter(partnership__in=own).values("area")
    found = _summaries().filter(area__in=areas, status__in=FOR_COUNCIL)
    allowed: dict[UUID, bool] = {}
    for each in found:
        if each.area_id not in allowed:
            allowed[each.area_id] = is_of_the_council(person, each.area)
    return [each for each in found if allowed[each.area_id]]


def waiting_for_council(person: Person, partnership_ids: Iterable[UUID]) -> list[AreaSummary]:
    """The summaries that wait for somebody's council, in the areas of partnerships for which they answer."""
    if person.body.kind != BodyKind.COUNCIL:
        return []
    areas = PartnershipArea.objects.filter(partnership__in=list(partnership_ids)).values("area")
    return list(_summaries().filter(area__in=areas, status=SummaryStatus.WITH_COUNCIL))


def _partnership_ids(area: Area) -> set[UUID]:
    return set(PartnershipArea.objects.filter(area=area).values_list("partnership_id", flat=True))


def material(area: Area, from_on: date, until_on: date) -> list[Recorded]:
    """All that is recorded of an area and may go to its council, in a fixed number of questions."""
    places = _partnership_ids(area)
    return [
        *_notes(area, from_on, until_on),
        *_risks(area, from_on, until_on),
        *_factors(area),
        *_reports(places, from_on, until_on),
        *_plans(places, until_on),
        *_numbers(area, from_on, until_on),
        *_support(area),
        *_practices(places),
    ]


def _told(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _notes(area: Area, from_on: date, until_on: date) -> Iterable[Recorded]:
    notes = ContactNote.objects.filter(area=area, tier=Tier.COUNCIL, held_on__range=(from_on, until_on))
    for note in notes:
        origin = f"Contact of {_told(note.held_on)} with {note.who_with}"
        yield Recorded(Activity(note.activity), note.held_on, note.result, origin)


def _risks(area: Area, from_on: date, until_on: date) -> Iterable[Recorded]:
    for risk in AreaRisk.objects.filter(area=area, tier=Tier.COUNCIL):
        if risk.resolved_at:
            became = RiskStatus.label_of(risk.status).lower()
            words = f"{risk.statement} This {became}. {risk.outcome}"
            yield Recorded(
                Activity.RISKS, uk_day(risk.resolved_at), words, "Risk that was forecast, resolved"
            )
        elif uk_day(risk.written_at) <= until_on:
            words = f"{risk.statement} Open, to be known by {_told(risk.horizon_on)}."
            day = max(uk_day(risk.written_at), from_on)
            yield Recorded(Activity.RISKS, day, words, f"Risk forecast on {_told(uk_day(risk.written_at))}")


def _factors(area: Area) -> Iterable[Recorded]:
    for factor in Factor.objects.filter(area=area, tier=Tier.COUNCIL):
        kind, day = FactorKind.label_of(factor.kind), uk_day(factor.written_at)
        words = f"{factor.text} ({factor.words_for(factor.status).lower()})"
        yield Recorded(Activity.FACTORS, day, words, f"{kind} noted on {_told(day)}")


def _reports(places: Collection[UUID], from_on: date, until_on: date) -> Iterable[Recorded]:
    since, before = datetime.combine(from_on, time(), UK), datetime.combine(until_on, time.max, UK)
    for report in published_between(places, since, before, MOST):
        day = uk_day(report.published_at)
        yield Recorded(
            Activity.PERFORMANCE, day, f"The report “{report.title}” was published.", "Published report"
        )


def _plans(places: Collection[UUID], until_on: date) -> Iterable[Recorded]:
    for plan in ImprovementPlan.objects.filter(partnership__in=list(places)).select_related("partnership"):
        actions = PlannedAction.objects.filter(area__plan=plan, dropped_at=None)
        done = [each for each in actions if each.done_at and uk_day(each.done_at) <= until_on]
        day = min(max(uk_day(plan.opened_at), until_on), until_on)
        words = (
            f"Improvement plan: {len(done)} of {len(actions)} planned actions were done by {_told(until_on)}."
        )
        if uk_day(plan.opened_at) <= until_on:
            origin = f"Improvement plan of {plan.partnership.name}, opened {_told(uk_day(plan.opened_at))}"
            yield Recorded(Activity.CAPACITY, day, words, origin)


def _numbers(area: Area, from_on: date, until_on: date) -> Iterable[Recorded]:
    rows = Observation.objects.filter(area=area, ends_on__range=(from_on, until_on), value__isnull=False)
    newest: dict[UUID, Observation] = {}
    for row in rows.select_related("indicator", "vintage").order_by("ends_on", "vintage__number"):
        newest[row.indicator_id] = row
    for row in newest.values():
        yield Recorded(Activity.PERFORMANCE, row.ends_on, _number_words(row), f"{row.vintage}")


def _number_words(row: Observation) -> str:
    measured, point = measured_of(row.indicator), point_of(row)
    has_n = row.denominator is not None and not keeps_out(measured, point)
    n = f", n = {row.denominator:,.0f}" if has_n else ", n is not given"
    provisional = ", provisional" if row.is_provisional else ""
    landed = f"as imported on {_told(uk_day(row.vintage.imported_at))}"
    return f"{row.indicator.name}: {said(measured, point)} in {row.period}{n}{provisional}, {landed}."


def _support(area: Area) -> Iterable[Recorded]:
    said_of = SupportOutcome.objects.filter(offer__area=area).select_related("offer")
    for each in said_of:
        day = uk_day(each.recorded_at)
        words = f"{each.offer.what}: {Outcome.label_of(each.outcome).lower()}. {each.seen}"
        yield Recorded(Activity.CAPACITY, day, words, f"Support, what came of it on {_told(day)}")
    for offer in SupportOffer.objects.filter(area=area, status="accepted"):
        day = uk_day(offer.offered_at)
        words = f"{offer.what}, for {offer.for_whom}: accepted and under way."
        yield Recorded(Activity.CAPACITY, day, words, f"Support offered on {_told(day)}")


def _practices(places: Collection[UUID]) -> Iterable[Recorded]:
    checks = PracticeCheck.objects.filter(
        practice__partnership__in=list(places), practice__status="checked"
    ).select_related("practice")
    for check in checks:
        day = uk_day(check.checked_at)
        yield Recorded(
            Activity.PRACTICE,
            day,
            f"{check.practice.title}. {check.practice.evidence}",
            f"Good practice, checked on {_told(day)}",
        )
