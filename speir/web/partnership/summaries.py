"""Summaries of one's own area: reading them, and agreeing to them item by item for the council."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.area_summaries import queries
from speir.area_summaries.choices import SummaryStatus
from speir.area_summaries.operations import answer_item
from speir.web.shared.forms import SpeirForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ, READ_AND_CHANGE, SignedInRequest, partnership_screen
from speir.web.shared.small_forms import Given, Kind, SmallForms
from speir.web.shared.summaries import SummaryLine, SummaryShown, summary_line, summary_shown

if TYPE_CHECKING:
    from speir.area_summaries.models import AreaSummary, SummaryItem
    from speir.people.models import Person


class AnswerForm(SpeirForm):
    """Agree, or say what is seen otherwise."""

    is_agreed = forms.ChoiceField(
        label="Our answer",
        choices=[("yes", "We agree to this item"), ("no", "We see it otherwise")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the two."},
    )
    words = forms.CharField(
        label="In our words",
        help_text="It stands in the summary with the name of the council.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True)
class SummariesPage:
    """The summaries that came to our council."""

    summaries: tuple[SummaryLine, ...]


@partnership_screen(methods=READ)
def partnership_summaries(request: SignedInRequest) -> HttpResponseBase:
    """Every summary that was sent to one's own council."""
    sent = queries.sent_to(request.user)
    page = SummariesPage(tuple(summary_line(each, "partnership_summary") for each in sent))
    return render_page(request, "partnership/summaries.html.jinja", page)


@dataclass(frozen=True)
class SummaryPage:
    """One summary as the council reads it."""

    shown: SummaryShown
    is_ours_to_answer: bool


def _summary_or_404(request: SignedInRequest, summary_id: UUID) -> "AreaSummary":
    found = queries.summary_at(summary_id)
    if found is None or found.status not in queries.FOR_COUNCIL:
        raise Http404
    if not queries.is_of_the_council(request.user, found.area):
        raise Http404
    return found


@partnership_screen(methods=READ)
def partnership_summary(request: SignedInRequest, summary_id: UUID) -> HttpResponseBase:
    """One summary; a draft is not found here."""
    summary = _summary_or_404(request, summary_id)
    shown = summary_shown(summary, "partnership_summary_item", with_left_out=False)
    page = SummaryPage(shown, summary.status == SummaryStatus.WITH_COUNCIL)
    return render_page(request, "partnership/summary.html.jinja", page)


@dataclass(frozen=True)
class ItemPage:
    """One item to be answered."""

    area: str
    is_fictional: bool
    summary_address: str
    text: str
    origin: str
    is_open: bool


def _answer_kind(item: "SummaryItem", by: "Person") -> Kind:
    def answer(given: Given) -> object:
        is_agreed = given.pop("is_agreed") == "yes"
        return answer_item(item=item, is_agreed=is_agreed, by=by, at=timezone.now(), **given)

    initial = {"revision": item.revision}
    return (
        lambda *given, **options: AnswerForm(*given, **{"initial": initial, **options}),
        answer,
        "Your answer is recorded.",
    )


@partnership_screen(methods=READ_AND_CHANGE)
def partnership_summary_item(request: SignedInRequest, summary_id: UUID, item_id: UUID) -> HttpResponseBase:
    """One item, and our answer to it as it stands."""
    summary = _summary_or_404(request, summary_id)
    item = next((each.item for each in queries.kept_lines(summary) if each.item.pk == item_id), None)
    if item is None:
        raise Http404
    sent = SmallForms(request, {"answer": _answer_kind(item, request.user)})
    here = reverse("partnership_summary", kwargs={"summary_id": summary_id})
    if sent.is_done:
        return redirect(here)
    is_open = summary.status == SummaryStatus.WITH_COUNCIL
    page = ItemPage(summary.area.name, summary.area.is_fictional, here, item.text, item.origin, is_open)
    return render_page(
        request, "partnership/summary_item.html.jinja", page, form=sent.failed, forms=sent.shown
    )


ADDRESSES = [
    path("area-summaries/", partnership_summaries, name="partnership_summaries"),
    path("area-summaries/<uuid:summary_id>/", partnership_summary, name="partnership_summary"),
    path(
        "area-summaries/<uuid:summary_id>/items/<uuid:item_id>/",
        partnership_summary_item,
        name="partnership_summary_item",
    ),
]
