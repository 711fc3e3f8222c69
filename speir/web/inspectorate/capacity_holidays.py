"""Holidays of council areas, kept once with their source and used by every scenario of capacity."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.capacity_plans.choices import HolidayKind
from speir.capacity_plans.holidays import Days
from speir.capacity_plans.operations import keep_holidays, take_holiday_out
from speir.capacity_plans.permissions import may_keep_holidays
from speir.capacity_plans.queries import holiday_at, holidays_kept
from speir.capacity_plans.rules import (
    holidays_have_a_source,
    taking_out_has_a_reason,
    there_are_holidays_to_keep,
)
from speir.foundations.uk_clock import uk_today
from speir.people.queries import standing_everywhere
from speir.scrutiny_calendar.queries import council_areas
from speir.web.inspectorate import capacity_lines as lines
from speir.web.inspectorate.capacity_lines import LinesField
from speir.web.inspectorate.scrutiny_calendar import days_of
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.capacity_plans.models import AreaHoliday


class KeepForm(SpeirForm):
    """Holidays as a council publishes them, a line each, with where they stand."""

    kind = forms.ChoiceField(label="What they are", choices=HolidayKind.choices)
    days = LinesField(
        reader=lines.named_stretch,
        parts=("council area", "first day", "last day", "name"),
        required=True,
        label="Days",
        help_text="One a line: council area; first day; last day; name, such as October holiday.",
        error_messages={"required": there_are_holidays_to_keep.message},
    )
    source = forms.CharField(
        label="Where it is published, or who said so",
        max_length=300,
        error_messages={"required": holidays_have_a_source.message},
    )


class OutForm(SpeirForm):
    """Why one is taken out."""

    reason = forms.CharField(
        label="Why it is taken out",
        max_length=300,
        error_messages={"required": taking_out_has_a_reason.message},
    )


@dataclass(frozen=True)
class HolidayLine:
    """One that is kept."""

    identity: str
    area: str
    is_fictional: bool
    name: str
    kind: str
    days: str
    source: str
    kept_by: str


@dataclass(frozen=True)
class HolidaysPage:
    """What is kept from today on, and the areas of which nothing is kept."""

    holidays: tuple[HolidayLine, ...]
    without: tuple[str, ...]


@inspectorate_screen(methods=READ_AND_CHANGE)
def area_holidays(request: SignedInRequest) -> HttpResponseBase:
    """See what is kept, and keep more."""
    may_keep_holidays.check(standing_everywhere(request.user))
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        days = _days(form)
        if not form.errors and perform(
            request,
            form,
            lambda: keep_holidays(
                days=days,
                kind=HolidayKind(form.cleaned_data["kind"]),
                source=form.cleaned_data["source"],
                by=request.user,
                at=timezone.now(),
                once=form.once_key,
            ),
            done="Kept. Every scenario made from now on uses them.",
        ):
            return redirect("area_holidays")
    page = holidays_page(uk_today())
    return render_page(request, "inspectorate/area_holidays.html.jinja", page, form=form)


def _days(form: KeepForm) -> list[Days]:
    """The lines with their areas; a name that is not known becomes a fault beside them."""
    known = {area.name.lower(): area for area in council_areas()}
    written: list[dict[str, Any]] = form.cleaned_data["days"]
    lost = sorted({each["of"] for each in written if each["of"].lower() not in known})
    if lost:
        form.add_error("days", f"No council area is called {', '.join(lost)}. Write its name in full.")
        return []
    return [
        Days(
            known[each["of"].lower()],
            date.fromisoformat(each["first_day"]),
            date.fromisoformat(each["last_day"]),
            each["reason"],
        )
        for each in written
    ]


def holidays_page(today: date) -> HolidaysPage:
    """What is kept, by area."""
    kept = holidays_kept(today)
    having = {each.area_id for each in kept}
    without = [area.name for area in council_areas() if area.pk not in having and not area.is_fictional]
    return HolidaysPage(tuple(holiday_line(each) for each in kept), tuple(without))


def holiday_line(holiday: "AreaHoliday") -> HolidayLine:
    """One as printed."""
    return HolidayLine(
        identity=str(holiday.pk),
        area=holiday.area.name,
        is_fictional=holiday.area.is_fictional,
        name=holiday.name,
        kind=HolidayKind.label_of(holiday.kind),
        days=days_of(holiday.first_day, holiday.last_day),
        source=holiday.source,
        kept_by=holiday.kept_by.full_name,
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def take_out(request: SignedInRequest, identity: UUID) -> HttpResponseBase:
    """Take one out, with the reason."""
    may_keep_holidays.check(standing_everywhere(request.user))
    holiday = holiday_at(identity)
    if holiday is None:
        raise Http404
    form = OutForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(
            request,
            form,
            lambda: take_holiday_out(
                holiday=holiday,
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
                once=form.once_key,
            ),
            done="Taken out. Scenarios that were made before keep it.",
        )
    ):
        return redirect("area_holidays")
    page = holiday_line(holiday)
    return render_page(request, "inspectorate/take_holiday_out.html.jinja", page, form=form)


ADDRESSES = [
    path("capacity/holidays/", area_holidays, name="area_holidays"),
    path("capacity/holidays/<uuid:identity>/take-out/", take_out, name="take_holiday_out"),
]
