"""Questions about support for improvement."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from speir.area_risks.models import AreaRisk
from speir.area_teams.queries import may_be_read
from speir.area_teams.tiers import AreaReader
from speir.foundations.uk_time import uk_day
from speir.improvement_plans.models import PlanArea, PlannedAction
from speir.improvement_support.choices import GrewFrom, OfferStatus
from speir.improvement_support.models import Signpost, SupportOffer, SupportOutcome, SupportSession
from speir.improvement_support.permissions import may_see_support
from speir.inspections.models import Inspection
from speir.inspections.queries import standings_of, visible_to
from speir.partnerships.models import Area, Partnership, PartnershipArea
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.people.standing import Standing


@dataclass(frozen=True)
class SupportFile:
    """One offer with everything that was done about it."""

    offer: SupportOffer
    sessions: tuple[SupportSession, ...]
    signposts: tuple[Signpost, ...]
    outcomes: tuple[SupportOutcome, ...]


def standing_towards(person: Person, partnership_id: UUID) -> Standing:
    """Somebody of the inspected side towards one partnership: the roles held in any inspection of it."""
    inspections = list(visible_to(person).filter(partnership=partnership_id))
    held = standings_of(person, inspections).values()
    everywhere = standing_everywhere(person)
    return replace(everywhere, roles=everywhere.roles.union(*(each.roles for each in held)))


def own_partnership_ids(person: Person) -> list[UUID]:
    """The partnerships in whose inspections somebody may see the support that was offered."""
    inspections = list(visible_to(person))
    standings = standings_of(person, inspections)
    may_see = [one for one in inspections if may_see_support.reason_refused(standings[one.pk]) is None]
    return sorted({one.partnership_id for one in may_see}, key=str)


def _offers() -> QuerySet[SupportOffer]:
    return SupportOffer.objects.select_related(
        "area", "partnership", "offered_by__body", "answered_by", "plan_area__plan__inspection", "plan_action"
    )


def offers_in(areas: Collection[Area]) -> list[SupportOffer]:
    """Every offer in these areas, newest first; open to all scrutiny bodies."""
    return list(_offers().filter(area__in=list(areas)))


def offers_to(partnership_ids: Iterable[UUID]) -> list[SupportOffer]:
    """Every offer to these partnerships, newest first."""
    return list(_offers().filter(partnership__in=list(partnership_ids)))


@dataclass(frozen=True)
class Happened:
    """What happened of support in a span of time."""

    offers: tuple[SupportOffer, ...] = ()
    sessions: tuple[SupportSession, ...] = ()
    outcomes: tuple[SupportOutcome, ...] = ()


def support_between(areas: Sequence[Area], since: datetime, before: datetime, limit: int) -> Happened:
    """The newest offers, sessions and outcomes in a span; one question where nothing was ever offered."""
    asked = SupportOffer.objects.filter(area__in=list(areas))
    offers = list(asked.only("area_id", "what", "for_whom", "offered_at"))
    if not offers:
        return Happened()
    days = (uk_day(since), uk_day(before))
    sessions = SupportSession.objects.filter(offer__in=offers, held_on__gte=days[0], held_on__lt=days[1])
    outcomes = SupportOutcome.objects.filter(offer__in=offers, recorded_at__gte=since, recorded_at__lt=before)
    return Happened(
        tuple([each for each in offers if since <= each.offered_at < before][:limit]),
        tuple(sessions.select_related("offer").order_by("-held_on", "-recorded_at", "-pk")[:limit]),
        tuple(outcomes.select_related("offer").order_by("-recorded_at", "-pk")[:limit]),
    )


def under_way(areas: Collection[Area]) -> list[SupportOffer]:
    """Offers that wait for an answer or are under way, the soonest to ask about first, with their areas."""
    found = SupportOffer.objects.filter(
        area__in=list(areas), status__in=(OfferStatus.OFFERED, OfferStatus.ACCEPTED)
    )
    waiting = found.select_related("area").only("area", "status", "what", "outcome_due_on", "offered_at")
    return list(waiting.order_by("outcome_due_on", "pk"))


def waiting_for_answer(partnership_ids: Iterable[UUID]) -> list[SupportOffer]:
    """Offers that wait for these partnerships, the oldest first."""
    found = _offers().filter(partnership__in=list(partnership_ids), status=OfferStatus.OFFERED)
    return list(found.order_by("offered_at", "pk"))


def offer_at(offer_id: UUID) -> SupportOffer | None:
    """One offer."""
    return _offers().filter(pk=offer_id).first()


def file_of(offer: SupportOffer) -> SupportFile:
    """An offer with its sessions, signposts and outcomes, in three questions."""
    return SupportFile(
        offer,
        tuple(SupportSession.objects.filter(offer=offer).select_related("recorded_by")),
        tuple(Signpost.objects.filter(offer=offer).select_related("practice__partnership", "given_by")),
        tuple(SupportOutcome.objects.filter(offer=offer).select_related("recorded_by")),
    )


def risk_of(offer: SupportOffer, reader: AreaReader) -> AreaRisk | None:
    """The risk that an offer grew from, if this person may read it."""
    if offer.risk_id is None:
        return None
    return AreaRisk.objects.filter(may_be_read(reader), pk=offer.risk_id).first()


def partnerships_to_offer(area: Area) -> list[Partnership]:
    """The partnerships that work in an area."""
    found = Partnership.objects.filter(pk__in=_places(area))
    return list(found.order_by("name"))


def _places(area: Area) -> list[UUID]:
    return list(PartnershipArea.objects.filter(area=area).values_list("partnership_id", flat=True))


def plan_areas_in(area: Area, standing: Standing) -> list[PlanArea]:
    """The areas for improvement of plans in an area that somebody may know of."""
    known = Inspection.objects.visible_to(standing).filter(partnership__in=_places(area)).values("pk")
    found = PlanArea.objects.filter(plan__inspection__in=known)
    listed = found.select_related("plan__partnership", "plan__inspection")
    return list(listed.order_by("-plan__opened_at", "number", "pk"))


def plan_actions_in(area: Area, standing: Standing) -> list[PlannedAction]:
    """The planned actions in an area that are not done, of plans that somebody may know of."""
    found = PlannedAction.objects.filter(
        area__in=plan_areas_in(area, standing), dropped_at=None, done_at=None
    )
    return list(found.select_related("area__plan__inspection"))


def grew_from_words(offer: SupportOffer) -> str:
    """What an offer grew from, as the partnership may read it: of a risk or a signal only that."""
    words = GrewFrom.label_of(offer.grew_from)
    if offer.plan_area is not None:
        return f"{words}: {offer.plan_area.number}. {offer.plan_area.text}"
    if offer.plan_action is not None:
        return f"{words}: {offer.plan_action.text}"
    return words if offer.grew_from == GrewFrom.REQUEST else "What is known of the area"
