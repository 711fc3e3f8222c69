"""Summaries of an area: drafting one from the log, editing its items, sending it, freezing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.area_monitoring.choices import Activity
from speir.area_summaries import operations, queries
from speir.area_summaries.drafting import year_before
from speir.area_summaries.permissions import may_see_summaries, may_write_summary
from speir.area_summaries.rules import (
    every_item_is_answered,
    item_says_something,
    one_summary_at_a_time,
    taking_back_says_why,
)
from speir.area_teams.queries import standing_in
from speir.foundations.uk_clock import uk_today
from speir.partnerships.area_names import address_of
from speir.web.design_system.fields import DayField
from speir.web.inspectorate.area_scope import council_area_or_404, place_address, refused
from speir.web.inspectorate.support_forms import line, sentences
from speir.web.shared.forms import ButtonForm, EditForm, SpeirForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.small_forms import Given, Kinds, SmallForms
from speir.web.shared.summaries import SummaryLine, SummaryShown, summary_line, summary_shown

if TYPE_CHECKING:
    from speir.area_summaries.models import AreaSummary, SummaryItem
    from speir.partnerships.models import Area
    from speir.people.models import Person


class DraftForm(SpeirForm):
    """For which period."""

    from_on = DayField(label="From", error_messages={"required": "Enter the first day."})
    until_on = DayField(label="Until", error_messages={"required": "Enter the last day."})


class AddForm(SpeirForm):
    """An item that nothing recorded led to."""

    activity = forms.ChoiceField(
        label="About", choices=Activity.choices(), error_messages={"required": "Choose what it is about."}
    )
    text = sentences("The item", item_says_something.message)


class WhyForm(SpeirForm):
    """A reason."""

    why = line("Why", taking_back_says_why.message, limit=500)


class ItemForm(EditForm):
    """The words of one item."""

    text = sentences("The item", item_says_something.message)
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)  # type: ignore[assignment]


@dataclass(frozen=True)
class SummariesPage:
    """The summaries of one area; ``may_not`` is "" for somebody who drafts one."""

    name: str
    address: str
    is_fictional: bool
    summaries: tuple[SummaryLine, ...]
    may_not: str


def summaries_address(area: "Area") -> str:
    """Where the summaries of an area stand."""
    return reverse("area_summaries", kwargs={"address": address_of(area.kind, area.name)})


def _draft_form(*given: Any, **options: Any) -> DraftForm:
    from_on, until_on = year_before(uk_today())
    return DraftForm(*given, **{"initial": {"from_on": from_on, "until_on": until_on}, **options})


@inspectorate_screen(methods=READ_AND_CHANGE)
def area_summaries(request: SignedInRequest, address: str) -> HttpResponseBase:
    """The summaries of an area, and drafting one."""
    area, by = council_area_or_404(address), request.user
    standing = standing_in(by, [area], uk_today())
    may_see_summaries.check(standing)

    def draft(given: Given) -> object:
        return operations.draft_summary(area=area, by=by, at=timezone.now(), **given)

    sent = SmallForms(request, {"draft": (_draft_form, draft, "Drafted. Read each item before it goes.")})
    if sent.is_done:
        return redirect(summaries_address(area))
    summaries = queries.summaries_of(area)
    page = SummariesPage(
        name=area.name,
        address=place_address(area),
        is_fictional=area.is_fictional,
        summaries=tuple(summary_line(each, "area_summary") for each in summaries),
        may_not=refused(standing, may_write_summary) or _one_is_under_way(summaries),
    )
    return render_page(
        request, "inspectorate/area_summaries.html.jinja", page, form=sent.failed, forms=sent.shown
    )


def _one_is_under_way(summaries: "Iterable[AreaSummary]") -> str:
    is_under_way = any(each.status in queries.UNDER_WAY for each in summaries)
    return one_summary_at_a_time.message if is_under_way else ""


@dataclass(frozen=True)
class SummaryPage:
    """One summary as the scrutiny side sees it."""

    shown: SummaryShown
    area_address: str
    list_address: str
    may_not: str
    freeze_refused: str


def _summary_or_404(request: SignedInRequest, summary_id: UUID) -> "AreaSummary":
    found = queries.summary_at(summary_id)
    if found is None:
        raise Http404
    may_see_summaries.check(standing_in(request.user, [found.area], uk_today()))
    return found


@inspectorate_screen(methods=READ_AND_CHANGE)
def area_summary(request: SignedInRequest, summary_id: UUID) -> HttpResponseBase:
    """One summary: its items and the council's answers."""
    summary = _summary_or_404(request, summary_id)
    sent = SmallForms(request, _kinds(summary, request.user))
    if sent.is_done:
        return redirect("area_summary", summary_id=summary_id)
    shown = summary_shown(summary, "summary_item", with_left_out=summary.status == "draft")
    may_not = refused(standing_in(request.user, [summary.area], uk_today()), may_write_summary)
    page = SummaryPage(
        shown=shown,
        area_address=place_address(summary.area),
        list_address=summaries_address(summary.area),
        may_not=may_not,
        freeze_refused=may_not or (every_item_is_answered.message if shown.open_items else ""),
    )
    return render_page(
        request, "inspectorate/area_summary.html.jinja", page, form=sent.failed, forms=sent.shown
    )


def _kinds(summary: "AreaSummary", by: "Person") -> Kinds:
    now = timezone.now

    def add(given: Given) -> object:
        activity = Activity(given.pop("activity"))
        return operations.add_item(summary=summary, activity=activity, by=by, at=now(), **given)

    return {
        "add": (AddForm, add, "Item added."),
        "send": (
            ButtonForm,
            lambda given: operations.send_to_council(summary=summary, by=by, at=now()),
            "Sent. The council can answer each item now.",
        ),
        "freeze": (
            ButtonForm,
            lambda given: operations.freeze_summary(summary=summary, by=by, at=now()),
            "Agreed and frozen: nothing in it changes any more.",
        ),
        "back": (
            WhyForm,
            lambda given: operations.take_summary_back(summary=summary, why=given["why"], by=by, at=now()),
            "Taken back. The council does not see it until you send it again.",
        ),
        "drop": (
            WhyForm,
            lambda given: operations.drop_summary(summary=summary, why=given["why"], by=by, at=now()),
            "Given up. The council does not see it.",
        ),
    }


@dataclass(frozen=True)
class ItemPage:
    """One item to be edited; ``saved`` is what was written meanwhile, "" unless the form came too late."""

    area: str
    period: str
    is_fictional: bool
    summary_address: str
    origin: str
    saved: str
    is_left_out: bool
    is_draft: bool
    may_not: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def summary_item(request: SignedInRequest, summary_id: UUID, item_id: UUID) -> HttpResponseBase:
    """One item: its words, and whether it is left out."""
    summary, by = _summary_or_404(request, summary_id), request.user
    item = next((each.item for each in queries.lines_of(summary) if each.item.pk == item_id), None)
    if item is None:
        raise Http404
    sent = SmallForms(request, _item_kinds(item, by))
    if sent.is_done:
        return redirect("area_summary", summary_id=summary_id)
    edited = sent.failed
    is_overtaken = isinstance(edited, ItemForm) and edited.is_overtaken
    if isinstance(edited, ItemForm):
        edited.start_from(str(item.revision))
    shown = summary_shown(summary, "summary_item", with_left_out=True)
    page = ItemPage(
        area=shown.area,
        period=shown.period,
        is_fictional=shown.is_fictional,
        summary_address=reverse("area_summary", kwargs={"summary_id": summary_id}),
        origin=item.origin,
        saved=item.text if is_overtaken else "",
        is_left_out=item.is_left_out,
        is_draft=summary.status == "draft",
        may_not=refused(standing_in(by, [summary.area], uk_today()), may_write_summary),
    )
    return render_page(
        request, "inspectorate/summary_item.html.jinja", page, form=sent.failed, forms=sent.shown
    )


def _item_kinds(item: "SummaryItem", by: "Person") -> Kinds:
    def edit(given: Given) -> object:
        base = given["base"] or 0
        return operations.edit_item(item=item, text=given["text"], base=base, by=by, at=timezone.now())

    def leave(given: Given) -> object:
        return operations.leave_item_out(
            item=item, is_left_out=not item.is_left_out, by=by, at=timezone.now()
        )

    initial = {"text": item.text, "base": item.revision}
    return {
        "edit": (
            lambda *given, **options: ItemForm(*given, **{"initial": initial, **options}),
            edit,
            "Item saved.",
        ),
        "leave": (ButtonForm, leave, "Taken in again." if item.is_left_out else "Item left out."),
    }


ADDRESSES = [
    path("office/areas/<str:address>/summaries/", area_summaries, name="area_summaries"),
    path("office/summaries/<uuid:summary_id>/", area_summary, name="area_summary"),
    path("office/summaries/<uuid:summary_id>/items/<uuid:item_id>/", summary_item, name="summary_item"),
]
