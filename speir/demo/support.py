"""Invented support for improvement: an offer that waits, one under way, and one of which nothing came."""

from datetime import datetime, timedelta
from typing import Any

from speir.demo.cast import Cast
from speir.foundations.uk_time import uk_day
from speir.good_practice.queries import current_practices
from speir.improvement_support.choices import GrewFrom, Outcome
from speir.improvement_support.models import SupportOffer
from speir.improvement_support.operations import (
    Source,
    answer_offer,
    offer_support,
    record_outcome,
    record_session,
    signpost,
)
from speir.improvement_support.queries import plan_areas_in
from speir.partnerships.models import Area
from speir.people.queries import standing_everywhere


def tell(cast: Cast, key: str, area: Area, told: list[dict[str, Any]], at: datetime) -> None:
    """Everything that was offered in one area, on the days on which it happened."""
    for each in told:
        then = at - timedelta(days=each["days"])
        offer = _offer(cast, key, area, each, then)
        if "answer" in each:
            days, is_accepted, words = each["answer"]
            by = cast.person(f"{key}_coordinator")
            answered = at - timedelta(days=days)
            answer_offer(offer=offer, is_accepted=is_accepted, words=words, by=by, at=answered)
            offer.refresh_from_db()
            _live(cast, offer, each, at)


def _offer(cast: Cast, key: str, area: Area, told: dict[str, Any], at: datetime) -> SupportOffer:
    by = cast.person("link")
    parts = plan_areas_in(area, standing_everywhere(by)) if told.get("from_plan") else []
    return offer_support(
        area=area,
        partnership=cast.partnerships[key],
        what=told["what"],
        for_whom=told["for"],
        why=told["why"],
        grew_from=GrewFrom.PLAN_AREA if parts else GrewFrom.REQUEST,
        source=Source(plan_area=parts[0]) if parts else Source(),
        outcome_due_on=uk_day(at) + timedelta(days=told["ask_after"]),
        by=by,
        at=at,
    )


def _live(cast: Cast, offer: SupportOffer, told: dict[str, Any], at: datetime) -> None:
    by = cast.person("link")
    for days, purpose, attended in told.get("sessions", ()):
        then = at - timedelta(days=days)
        record_session(offer=offer, held_on=uk_day(then), purpose=purpose, attended=attended, by=by, at=then)
    if "signpost" in told:
        days, why = told["signpost"]
        practice = next(iter(current_practices(uk_day(at))), None)
        if practice is not None:
            then = at - timedelta(days=days)
            signpost(offer=offer, practice=practice, title="", address="", why=why, by=by, at=then)
    if "became" in told:
        days, outcome, seen = told["became"]
        then = at - timedelta(days=days)
        said = Outcome(outcome)
        record_outcome(offer=offer, outcome=said, seen=seen, ask_again_on=None, by=by, at=then)
