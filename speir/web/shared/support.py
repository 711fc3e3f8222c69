"""Support for improvement as both sides see it: the offer, sessions, signposts, and what came of it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from speir.improvement_support.choices import OfferStatus, Outcome
from speir.improvement_support.queries import SupportFile, grew_from_words
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.improvement_support.models import Signpost, SupportOffer

KINDS = {OfferStatus.OFFERED: "warn", OfferStatus.ACCEPTED: "info", OfferStatus.CONCLUDED: "ok"}


@dataclass(frozen=True)
class OfferLine:
    """One offer in a list."""

    what: str
    address: str
    about: str
    status: str
    kind: str
    is_fictional: bool


@dataclass(frozen=True)
class SignpostLine:
    """A way to something that works elsewhere."""

    words: str
    address: str
    why: str
    is_outside: bool


@dataclass(frozen=True)
class SupportShown:
    """One offer with everything that was done about it."""

    line: OfferLine
    facts: tuple[tuple[str, str], ...]
    sessions: tuple[tuple[str, str, str], ...]
    signposts: tuple[SignpostLine, ...]
    outcomes: tuple[tuple[str, str, str], ...]


def offer_line(offer: "SupportOffer", place: str) -> OfferLine:
    """An offer for a list; ``place`` is the screen of one offer for this audience."""
    return OfferLine(
        what=offer.what,
        address=reverse(place, kwargs={"offer_id": offer.pk}),
        about=f"{offer.partnership.full_name}, for {offer.for_whom}; offered {day(offer.offered_at)}",
        status=OfferStatus.label_of(offer.status),
        kind=KINDS.get(OfferStatus(offer.status), "grey"),
        is_fictional=offer.area.is_fictional,
    )


def support_shown(file: SupportFile, place: str, practice_place: str, *, is_named: bool) -> SupportShown:
    """An offer for its own page; ``is_named`` names who offered it, for the scrutiny side alone."""
    offer = file.offer
    who = offer.offered_by.full_name if is_named else offer.offered_by.body.name
    facts = [
        ("For", f"{offer.for_whom}, {offer.partnership.full_name}"),
        ("Why", offer.why),
        ("It grew from", grew_from_words(offer)),
        ("Offered", f"{day(offer.offered_at)}, {who}"),
    ]
    if offer.answered_at:
        whose = offer.told_by or (offer.answered_by.full_name if offer.answered_by else "")
        answer = f"{day(offer.answered_at)}, {whose}" + (f": {offer.answer}" if offer.answer else "")
        facts.append(("Answered", answer))
    if offer.status in (OfferStatus.OFFERED, OfferStatus.ACCEPTED):
        facts.append(("What came of it is asked on", day(offer.outcome_due_on)))
    return SupportShown(
        line=offer_line(offer, place),
        facts=tuple(facts),
        sessions=tuple((day(each.held_on), each.purpose, each.attended) for each in file.sessions),
        signposts=tuple(_signpost(each, practice_place) for each in file.signposts),
        outcomes=tuple(
            (day(each.recorded_at), Outcome.label_of(each.outcome), each.seen) for each in file.outcomes
        ),
    )


def _signpost(each: "Signpost", practice_place: str) -> SignpostLine:
    if each.practice is None:
        return SignpostLine(each.title, each.address, each.why, is_outside=True)
    address = reverse(practice_place, kwargs={"practice_id": each.practice.pk})
    where = each.practice.partnership.full_name
    return SignpostLine(f"{each.practice.title} ({where})", address, each.why, is_outside=False)
