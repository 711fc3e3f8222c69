"""Support for improvement in an area: what was offered and what came of it, and one offer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.area_risks.queries import open_risks
from speir.area_teams.permissions import may_see_area_team
from speir.area_teams.queries import reader_of_areas, standing_in
from speir.foundations.uk_clock import uk_today
from speir.good_practice.queries import current_practices
from speir.improvement_support import operations, queries
from speir.improvement_support.choices import GrewFrom, OfferStatus, Outcome
from speir.improvement_support.operations import Source
from speir.improvement_support.permissions import may_offer_support
from speir.indicators.signal_queries import signals_of_area
from speir.partnerships.area_names import address_of
from speir.people.queries import standing_everywhere
from speir.web.inspectorate.area_scope import council_area_or_404, place_address, refused
from speir.web.inspectorate.choosing import set_choices
from speir.web.inspectorate.judging_forms import shortened
from speir.web.inspectorate.support_forms import (
    AnswerForm,
    OfferForm,
    OutcomeForm,
    SessionForm,
    SignpostForm,
    WithdrawForm,
)
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.small_forms import Given, Kinds, SmallForms
from speir.web.shared.support import OfferLine, SupportShown, offer_line, support_shown

if TYPE_CHECKING:
    from speir.area_teams.tiers import AreaReader
    from speir.improvement_plans.models import ImprovementPlan
    from speir.improvement_support.models import SupportOffer
    from speir.partnerships.models import Area, Partnership
    from speir.people.models import Person
    from speir.people.standing import Standing

REQUEST = GrewFrom.REQUEST.value
LONGEST_OPTION = 90
Sources = dict[str, tuple[str, GrewFrom, Source]]


@dataclass(frozen=True)
class AreaSupportPage:
    """The support of one area; ``may_not`` is "" for somebody who offers here."""

    name: str
    address: str
    is_fictional: bool
    offers: tuple[OfferLine, ...]
    may_not: str


def support_address(area: "Area") -> str:
    """Where the support of an area stands."""
    return reverse("area_support", kwargs={"address": address_of(area.kind, area.name)})


def sources_in(area: "Area", reader: "AreaReader", standing: "Standing") -> Sources:
    """What an offer can grow from, as far as somebody may know of it; by the value of its option."""
    found: Sources = {REQUEST: (GrewFrom.REQUEST.label, GrewFrom.REQUEST, Source())}
    parts = queries.plan_areas_in(area, standing)
    is_several = len({part.plan_id for part in parts}) > 1
    for part in parts:
        text = shortened(part.text, LONGEST_OPTION)
        words = f"Area for improvement {part.number}: {text}{_of(part.plan, is_several)}"
        found[f"area:{part.pk}"] = (words, GrewFrom.PLAN_AREA, Source(plan_area=part))
    for planned in queries.plan_actions_in(area, standing):
        words = f"Planned action: {planned.text}{_of(planned.area.plan, is_several)}"
        found[f"action:{planned.pk}"] = (words, GrewFrom.PLAN_ACTION, Source(plan_action=planned))
    for line in open_risks([area], reader):
        words = f"Risk: {line.risk.statement}"
        found[f"risk:{line.risk.pk}"] = (words, GrewFrom.RISK, Source(risk=line.risk))
    for signal in signals_of_area(area):
        says = Source(signal_says=f"{signal.title}: {signal.reason}"[:500])
        found[f"signal:{signal.key}"] = (f"Signal: {signal.title}", GrewFrom.SIGNAL, says)
    return found


def _of(plan: "ImprovementPlan", is_several: bool) -> str:
    """Which plan it is of, where the area has several: they number their areas alike."""
    return f" ({plan.inspection.reference})" if is_several else ""


def _offer_form(
    partnerships: "Mapping[str, Partnership]", sources: Sources, *given: Any, **options: Any
) -> OfferForm:
    form = OfferForm(*given, **options)
    named = [(slug, each.full_name) for slug, each in partnerships.items()]
    set_choices(form, "partnership", named if len(named) == 1 else [("", "Choose"), *named])
    set_choices(form, "source", [("", "Choose"), *((key, each[0][:140]) for key, each in sources.items())])
    return form


def area_support_page(area: "Area", may_not: str) -> AreaSupportPage:
    """The page of the support of one area."""
    return AreaSupportPage(
        name=area.name,
        address=place_address(area),
        is_fictional=area.is_fictional,
        offers=tuple(offer_line(each, "support_offer") for each in queries.offers_in([area])),
        may_not=may_not,
    )


OFFERED = "Offered. The partnership sees it now."


@inspectorate_screen(methods=READ_AND_CHANGE)
def area_support(request: SignedInRequest, address: str) -> HttpResponseBase:
    """What was offered in an area, and offering something more."""
    area, today, by = council_area_or_404(address), uk_today(), request.user
    standing = standing_in(by, [area], today)
    may_see_area_team.check(standing)
    offered = {each.slug: each for each in queries.partnerships_to_offer(area)}
    sources = sources_in(area, reader_of_areas(by, today), standing_everywhere(by))

    def offer(given: Given) -> object:
        _, grew_from, source = sources[given.pop("source")]
        to = offered[given.pop("partnership")]
        return operations.offer_support(
            area=area, partnership=to, grew_from=grew_from, source=source, by=by, at=timezone.now(), **given
        )

    kind = (lambda *given, **options: _offer_form(offered, sources, *given, **options), offer, OFFERED)
    sent = SmallForms(request, {"offer": kind})
    if sent.is_done:
        return redirect(support_address(area))
    page = area_support_page(area, refused(standing, may_offer_support))
    return render_page(
        request, "inspectorate/area_support.html.jinja", page, form=sent.failed, forms=sent.shown
    )


@dataclass(frozen=True)
class OfferPage:
    """One offer; ``inside`` is what only the scrutiny side reads of its source."""

    shown: SupportShown
    area: str
    area_address: str
    support_address: str
    inside: str
    is_open: bool
    is_under_way: bool
    may_not: str


def offer_page(offer: "SupportOffer", reader: "AreaReader", may_not: str) -> OfferPage:
    """The page of one offer."""
    risk = queries.risk_of(offer, reader)
    return OfferPage(
        shown=support_shown(queries.file_of(offer), "support_offer", "practice", is_named=True),
        area=offer.area.name,
        area_address=place_address(offer.area),
        support_address=support_address(offer.area),
        inside=risk.statement if risk else offer.signal_says,
        is_open=offer.status == OfferStatus.OFFERED,
        is_under_way=offer.status == OfferStatus.ACCEPTED,
        may_not=may_not,
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def support_offer(request: SignedInRequest, offer_id: UUID) -> HttpResponseBase:
    """One offer: its answer, sessions, signposts, and what came of it."""
    offer, today = queries.offer_at(offer_id), uk_today()
    if offer is None:
        raise Http404
    sent = SmallForms(request, _kinds(offer, request.user))
    if sent.is_done:
        return redirect("support_offer", offer_id=offer_id)
    may_not = refused(standing_in(request.user, [offer.area], today), may_offer_support)
    page = offer_page(offer, reader_of_areas(request.user, today), may_not)
    return render_page(
        request, "inspectorate/support_offer.html.jinja", page, form=sent.failed, forms=sent.shown
    )


def _kinds(offer: "SupportOffer", by: "Person") -> Kinds:
    practices = {str(each.pk): each for each in current_practices(uk_today())}

    def answer(given: Given) -> object:
        is_accepted = given["is_accepted"] == "yes"
        words, told_by = given["words"], given["told_by"]
        return operations.note_answer(
            offer=offer, is_accepted=is_accepted, words=words, told_by=told_by, by=by, at=timezone.now()
        )

    def session(given: Given) -> object:
        return operations.record_session(offer=offer, by=by, at=timezone.now(), **given)

    def signpost(given: Given) -> object:
        practice = practices.get(given.pop("practice"))
        return operations.signpost(offer=offer, practice=practice, by=by, at=timezone.now(), **given)

    def outcome(given: Given) -> object:
        said = Outcome(given.pop("outcome"))
        return operations.record_outcome(offer=offer, outcome=said, by=by, at=timezone.now(), **given)

    def withdraw(given: Given) -> object:
        return operations.withdraw_offer(offer=offer, why=given["why"], by=by, at=timezone.now())

    def signpost_form(*given: Any, **options: Any) -> SignpostForm:
        form = SignpostForm(*given, **options)
        named = [(pk, f"{each.title} ({each.partnership.full_name})") for pk, each in practices.items()]
        set_choices(form, "practice", [("", "None of these"), *named])
        return form

    return {
        "answer": (AnswerForm, answer, "Their answer is recorded."),
        "session": (SessionForm, session, "Session recorded."),
        "signpost": (signpost_form, signpost, "Signpost given. The partnership sees it now."),
        "outcome": (OutcomeForm, outcome, "Recorded what came of it."),
        "withdraw": (WithdrawForm, withdraw, "Offer taken back."),
    }


ADDRESSES = [
    path("office/areas/<str:address>/support/", area_support, name="area_support"),
    path("office/support/<uuid:offer_id>/", support_offer, name="support_offer"),
]
