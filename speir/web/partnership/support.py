"""Support that scrutiny bodies offered to one's own partnership: accepting or declining it, and its life."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.improvement_support import queries
from speir.improvement_support.choices import OfferStatus
from speir.improvement_support.operations import answer_offer
from speir.improvement_support.permissions import may_answer_offer, may_see_support
from speir.web.partnership.opened import why_not
from speir.web.shared.forms import SpeirForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ, READ_AND_CHANGE, SignedInRequest, partnership_screen
from speir.web.shared.small_forms import Given, SmallForms
from speir.web.shared.support import OfferLine, SupportShown, offer_line, support_shown


class AnswerForm(SpeirForm):
    """Accept, or decline with the reason."""

    is_accepted = forms.ChoiceField(
        label="Our answer",
        choices=[("yes", "We accept this offer"), ("no", "We decline this offer")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )
    words = forms.CharField(
        label="In our words",
        help_text="When you decline, say why.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )


@dataclass(frozen=True)
class SupportPage:
    """What was offered to us."""

    offers: tuple[OfferLine, ...]


@partnership_screen(methods=READ)
def partnership_support(request: SignedInRequest) -> HttpResponseBase:
    """Every offer to one's own partnerships."""
    offers = queries.offers_to(queries.own_partnership_ids(request.user))
    page = SupportPage(tuple(offer_line(each, "partnership_offer") for each in offers))
    return render_page(request, "partnership/support.html.jinja", page)


@dataclass(frozen=True)
class OfferPage:
    """One offer; ``answer_refused`` is "" when the reader may answer it now."""

    shown: SupportShown
    is_open: bool
    answer_refused: str


@partnership_screen(methods=READ_AND_CHANGE)
def partnership_offer(request: SignedInRequest, offer_id: UUID) -> HttpResponseBase:
    """One offer, and our answer; what was offered to others is not found here."""
    offer = queries.offer_at(offer_id)
    if offer is None:
        raise Http404
    standing = queries.standing_towards(request.user, offer.partnership_id)
    if may_see_support.reason_refused(standing):
        raise Http404

    def answer(given: Given) -> object:
        is_accepted = given["is_accepted"] == "yes"
        return answer_offer(
            offer=offer, is_accepted=is_accepted, words=given["words"], by=request.user, at=timezone.now()
        )

    sent = SmallForms(request, {"answer": (AnswerForm, answer, "Your answer is recorded.")})
    if sent.is_done:
        return redirect("partnership_offer", offer_id=offer_id)
    shown = support_shown(queries.file_of(offer), "partnership_offer", "partnership_practice", is_named=False)
    page = OfferPage(shown, offer.status == OfferStatus.OFFERED, why_not(standing, may_answer_offer))
    return render_page(request, "partnership/offer.html.jinja", page, form=sent.failed, forms=sent.shown)


ADDRESSES = [
    path("support-offered/", partnership_support, name="partnership_support"),
    path("support-offered/<uuid:offer_id>/", partnership_offer, name="partnership_offer"),
]
