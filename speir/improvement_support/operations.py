"""Changes to support for improvement."""

from dataclasses import dataclass
from datetime import date, datetime

from speir.area_risks.models import AreaRisk
from speir.area_teams.queries import check_may
from speir.foundations import audit
from speir.foundations.identifiers import CERTAIN, likely_identifiers
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.refusals import Reason
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.good_practice.models import Practice
from speir.improvement_plans.models import PlanArea, PlannedAction
from speir.improvement_support import permissions, rules
from speir.improvement_support.choices import CONCLUDING, GrewFrom, Outcome
from speir.improvement_support.lifecycle import OFFER
from speir.improvement_support.models import Signpost, SupportOffer, SupportOutcome, SupportSession
from speir.improvement_support.queries import standing_towards
from speir.partnerships.models import Area, Partnership
from speir.people.models import Person


@dataclass(frozen=True)
class Source:
    """What an offer grew from: at most one of these; none when the partnership asked."""

    plan_area: PlanArea | None = None
    plan_action: PlannedAction | None = None
    risk: AreaRisk | None = None
    signal_says: str = ""

    def is_given(self) -> bool:
        """Whether one is named."""
        return bool(self.plan_area or self.plan_action or self.risk or self.signal_says)

    def lies_in(self, area: Area, partnership: Partnership) -> bool:
        """Whether it belongs to this area and this partnership."""
        plan = self.plan_area.plan if self.plan_area else None
        plan = self.plan_action.area.plan if self.plan_action else plan
        if plan is not None and plan.partnership_id != partnership.pk:
            return False
        return self.risk is None or self.risk.area_id == area.pk


def _no_numbers_of_people(*texts: str) -> Reason | None:
    found = (one for text in texts for one in likely_identifiers(text))
    return rules.holds_no_number_of_a_person.reason(any(one.kind in CERTAIN for one in found))


@operation
def offer_support(
    *,
    area: Area,
    partnership: Partnership,
    what: str,
    for_whom: str,
    why: str,
    grew_from: GrewFrom,
    source: Source,
    outcome_due_on: date,
    by: Person,
    at: datetime,
    once: str = "",
) -> SupportOffer:
    """Offer a partnership support, and say on which day to ask what came of it."""
    check_may(permissions.may_offer_support, by, area, at)
    check_all(
        rules.offer_says_what.reason(what),
        rules.offer_says_for_whom.reason(for_whom),
        rules.offer_says_why.reason(why),
        rules.outcome_is_asked_for_later.reason(outcome_due_on, uk_day(at)),
        rules.source_is_named.reason(grew_from, source.is_given()),
        rules.source_lies_here.reason(source.lies_in(area, partnership)),
        _no_numbers_of_people(what, for_whom, why),
    )
    offer = SupportOffer.objects.create(
        area=area,
        partnership=partnership,
        what=what.strip(),
        for_whom=for_whom.strip(),
        why=why.strip(),
        grew_from=grew_from,
        plan_area=source.plan_area,
        plan_action=source.plan_action,
        risk=source.risk,
        signal_says=source.signal_says,
        outcome_due_on=outcome_due_on,
        offered_by=by,
        offered_at=at,
    )
    audit.record("Support offered", subject=offer, by=by, at=at, thread=area.pk)
    return offer


@operation
def answer_offer(*, offer: SupportOffer, is_accepted: bool, words: str, by: Person, at: datetime) -> None:
    """Accept an offer for one's partnership, or decline it with the reason."""
    permissions.may_answer_offer.check(standing_towards(by, offer.partnership_id))
    _answer(offer, is_accepted, words, "", by, at)


@operation
def note_answer(
    *, offer: SupportOffer, is_accepted: bool, words: str, told_by: str, by: Person, at: datetime
) -> None:
    """Write down an answer that the partnership gave outside Speir, with whose answer it was."""
    check_may(permissions.may_offer_support, by, offer.area, at)
    rules.answer_for_others_says_whose_it_is.check(told_by)
    _answer(offer, is_accepted, words, told_by.strip(), by, at)


def _answer(
    offer: SupportOffer, is_accepted: bool, words: str, told_by: str, by: Person, at: datetime
) -> None:
    rules.declining_has_a_reason.check(is_accepted, words)
    move(offer, OFFER, "accept" if is_accepted else "decline", by=by, at=at, why=words.strip())
    SupportOffer.objects.filter(pk=offer.pk).update(
        answer=words.strip(), told_by=told_by, answered_by=by, answered_at=at
    )
    done = "Support accepted" if is_accepted else "Support declined"
    audit.record(done, subject=offer, by=by, at=at, thread=offer.area_id)


@operation
def withdraw_offer(*, offer: SupportOffer, why: str, by: Person, at: datetime) -> None:
    """Take an offer back, with the reason; what was done stays readable."""
    check_may(permissions.may_offer_support, by, offer.area, at)
    rules.offer_says_why.check(why)
    move(offer, OFFER, "withdraw", by=by, at=at, why=why.strip())
    audit.record("Support withdrawn", subject=offer, by=by, at=at, thread=offer.area_id)


@operation
def record_session(
    *,
    offer: SupportOffer,
    held_on: date,
    purpose: str,
    attended: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> SupportSession:
    """Record one session: when, what for, and who attended by role."""
    check_may(permissions.may_offer_support, by, offer.area, at)
    check_all(
        rules.support_is_under_way.reason(offer.status),
        rules.session_has_happened.reason(held_on, uk_day(at)),
        rules.session_says_its_purpose.reason(purpose),
        rules.session_says_who_attended.reason(attended),
        _no_numbers_of_people(purpose, attended),
    )
    held = SupportSession.objects.create(
        offer=offer,
        held_on=held_on,
        purpose=purpose.strip(),
        attended=attended.strip(),
        recorded_by=by,
        recorded_at=at,
    )
    audit.record("Session of support recorded", subject=held, by=by, at=at, thread=offer.area_id)
    return held


@operation
def signpost(
    *,
    offer: SupportOffer,
    practice: Practice | None,
    title: str,
    address: str,
    why: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> Signpost:
    """Lead a partnership to a good practice that is kept here, or to a resource outside."""
    check_may(permissions.may_offer_support, by, offer.area, at)
    check_all(
        rules.support_is_under_way.reason(offer.status),
        rules.signpost_leads_somewhere.reason(practice is not None, title),
        rules.outside_resource_has_an_address.reason(title, address),
        rules.signpost_says_why.reason(why),
    )
    given = Signpost.objects.create(
        offer=offer,
        practice=practice,
        title=title.strip(),
        address=address.strip() if title.strip() else "",
        why=why.strip(),
        given_by=by,
        given_at=at,
    )
    audit.record("Signpost given", subject=given, by=by, at=at, thread=offer.area_id)
    return given


@operation
def record_outcome(
    *,
    offer: SupportOffer,
    outcome: Outcome,
    seen: str,
    ask_again_on: date | None,
    by: Person,
    at: datetime,
    once: str = "",
) -> SupportOutcome:
    """Say what came of support and how one knows; "too early" moves the day on which it is asked again."""
    check_may(permissions.may_offer_support, by, offer.area, at)
    is_too_early = outcome == Outcome.TOO_EARLY
    check_all(
        rules.support_is_under_way.reason(offer.status),
        rules.outcome_says_how_it_is_known.reason(seen),
        rules.too_early_says_when_to_ask_again.reason(is_too_early, ask_again_on, uk_day(at)),
        _no_numbers_of_people(seen),
    )
    if outcome in CONCLUDING:
        move(offer, OFFER, "conclude", by=by, at=at, why=outcome.label)
    else:
        SupportOffer.objects.filter(pk=offer.pk).update(outcome_due_on=ask_again_on)
    said = SupportOutcome.objects.create(
        offer=offer, outcome=outcome, seen=seen.strip(), recorded_by=by, recorded_at=at
    )
    audit.record(f"What came of support: {outcome.label}", subject=said, by=by, at=at, thread=offer.area_id)
    return said
