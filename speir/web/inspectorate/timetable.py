"""The timetable of an inspection: the footprint, every milestone, and the weeks that do not count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.foundations.uk_clock import uk_today
from speir.inspections.choices import InspectionStatus
from speir.inspections.operations import leave_weeks_out, mark_milestone
from speir.inspections.permissions import may_change_timetable, may_mark_milestone
from speir.inspections.queries import (
    calendar_of,
    inspection_for,
    milestones_of,
    milestones_to_mark,
    moved_by_pauses,
    pauses_of,
    shifts_of,
    standing_of,
    team_of,
    would_move_by_pause,
)
from speir.inspections.timetable_queries import method_changed, put_back_in
from speir.partnerships.queries import link_inspector_of
from speir.people.choices import Role
from speir.people.standing import Standing
from speir.web.design_system.fields import DayField
from speir.web.design_system.timeline import Timeline
from speir.web.inspectorate.footprint import footprint
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.kept_holidays import KeptLine, no_longer_kept, not_left_out
from speir.web.inspectorate.shift_form import ShiftForm, shift_form
from speir.web.inspectorate.whose_turn import Holders, whose
from speir.web.shared.forms import ButtonForm, SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count, day, moment

if TYPE_CHECKING:
    from speir.inspections.models import Inspection, Milestone, Pause
    from speir.inspections.timetable import Moved
    from speir.inspections.timetable_queries import MethodChanged, PutBack

KINDS = {
    "done": ("ok", "reached"),
    "late": ("bad", "late"),
    "next": ("warn", "next"),
    "ahead": ("grey", "ahead"),
}


class PauseForm(SpeirForm):
    """Days whose weeks do not count, and why."""

    first_day = DayField(label="First day", error_messages={"required": "Enter the first day."})
    last_day = DayField(label="Last day", error_messages={"required": "Enter the last day."})
    reason = forms.CharField(
        label="Why these weeks do not count",
        help_text="For example, school holidays.",
        max_length=200,
        error_messages={
            "required": "Say why these weeks do not count.",
            "max_length": "Use at most 200 characters.",
        },
    )


class MarkForm(SpeirForm):
    """Something that happened outside Speir, and the day it did."""

    key = forms.ChoiceField(label="What happened", error_messages={"required": "Choose what happened."})
    reached_on = DayField(label="On which day", error_messages={"required": "Enter the day it happened."})

    def __init__(self, *args: object, waiting: Sequence["Milestone"], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["key"].choices = [  # type: ignore[attr-defined]
            (milestone.key, milestone.title) for milestone in waiting
        ]


@dataclass(frozen=True)
class MilestoneLine:
    """One milestone in the table."""

    title: str
    stage: str
    week: int
    due: str
    whose: str
    state: str
    state_kind: str
    words: str


@dataclass(frozen=True)
class PauseLine:
    """One stretch that does not count, and what it moved."""

    days: str
    reason: str
    effect: str
    moved: tuple[str, ...]
    put_back: str = ""
    who_and_when: str = ""


@dataclass(frozen=True)
class TimetablePage:
    """The timetable; ``refused`` says why the reader may not change it."""

    header: InspectionHeader
    timeline: Timeline
    milestones: list[MilestoneLine]
    pauses: list[PauseLine]
    starts: str
    publishes: str
    refused: str
    may_mark: bool
    has_waiting: bool
    shifts: list[PauseLine]
    put_back: list[PauseLine]
    counted_holidays: list[KeptLine]
    no_longer_kept: list[str]
    method_changed: "MethodChanged | None"


@inspectorate_screen(methods=READ_AND_CHANGE)
def timetable(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """See the timetable, and leave weeks out of it."""
    inspection = inspection_for(request.user, reference)
    form = PauseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if "look" in request.POST:
            moves = would_move_by_pause(inspection, given["first_day"], given["last_day"])
            return show(request, inspection, form, look=look_at(inspection, moves))
        if perform(
            request,
            form,
            lambda: leave_weeks_out(
                inspection=inspection,
                first_day=given["first_day"],
                last_day=given["last_day"],
                reason=given["reason"],
                by=request.user,
                at=timezone.now(),
                once=form.once_key,
            ),
            done="Left out of the timetable. What moved stands under “Weeks that do not count”.",
        ):
            return redirect("timetable", reference=reference)
    return show(request, inspection, form)


@inspectorate_screen(methods=CHANGE)
def mark(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Say that something that happens outside Speir was reached, and when."""
    inspection = inspection_for(request.user, reference)
    # Those who may not are shown no form that could hold the reason.
    may_mark_milestone.check(standing_of(request.user, inspection))
    form = _mark_form(inspection, request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: mark_milestone(
            inspection=inspection,
            key=form.cleaned_data["key"],
            reached_on=form.cleaned_data["reached_on"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Marked as reached.",
    ):
        return redirect("timetable", reference=reference)
    return show(request, inspection, marking=form)


def _mark_form(inspection: "Inspection", given: QueryDict | None = None) -> MarkForm:
    return MarkForm(given, waiting=milestones_to_mark(inspection), prefix="mark")


def show(
    request: SignedInRequest,
    inspection: "Inspection",
    form: PauseForm | None = None,
    *,
    marking: MarkForm | None = None,
    shifting: ShiftForm | None = None,
    look: "Look | None" = None,
) -> HttpResponseBase:
    """The page with its three forms; ``look`` is what would move, before anything has."""
    page = timetable_page(inspection, standing_of(request.user, inspection), uk_today())
    return render_page(
        request,
        "inspectorate/timetable.html.jinja",
        page,
        form=form or PauseForm(),
        mark_form=marking or _mark_form(inspection),
        shift_form=shifting or shift_form(inspection),
        look=look,
        button=ButtonForm(),
    )


def timetable_page(inspection: "Inspection", standing: Standing, today: date) -> TimetablePage:
    """The timetable as this person sees it."""
    milestones, pauses = milestones_of(inspection), pauses_of(inspection)
    holders = Holders(team_of(inspection), link_inspector_of(inspection.partnership))
    titles = {milestone.key: milestone.title for milestone in milestones}
    shifts = shifts_of(inspection)
    is_over = inspection.status == InspectionStatus.CLOSED
    weeks, name = calendar_of(inspection), inspection.partnership.name
    timeline = footprint(milestones, weeks, today, name, is_over=is_over)
    return TimetablePage(
        header=inspection_header(inspection, standing, here="timetable"),
        timeline=timeline,
        milestones=milestone_lines(milestones, timeline, holders),
        pauses=pause_lines(inspection, pauses, moved_by_pauses(inspection), titles),
        starts=day(inspection.starts_on),
        publishes=day(inspection.publishes_on),
        refused=may_change_timetable.reason_refused(standing) or "",
        may_mark=may_mark_milestone.reason_refused(standing) is None,
        has_waiting=bool(milestones_to_mark(inspection)),
        shifts=[_shift_line(reason, moved, titles) for reason, moved in shifts],
        put_back=[back_line(each, titles) for each in put_back_in(inspection)],
        counted_holidays=[] if is_over else not_left_out(inspection, pauses, today),
        method_changed=None if is_over else method_changed(inspection, milestones, is_shifted=bool(shifts)),
        no_longer_kept=[] if is_over else no_longer_kept(inspection, pauses, today),
    )


def milestone_lines(
    milestones: Sequence["Milestone"], timeline: Timeline, holders: Holders
) -> list[MilestoneLine]:
    """Every milestone that the picture shows, with whose turn it is by name."""
    lines = []
    for milestone, mark in zip(milestones, timeline.milestones, strict=True):
        kind, state = KINDS[mark.state]
        role = Role.label_of(milestone.whose_turn)
        lines.append(
            MilestoneLine(
                title=milestone.title,
                stage=milestone.stage_title,
                week=milestone.week,
                due=day(milestone.due_on),
                whose=whose(role, holders.of_role(milestone.whose_turn)),
                state=mark.words if mark.state == "late" else state,
                state_kind=kind,
                words=mark.words if mark.state == "done" else "",
            )
        )
    return lines


def pause_lines(
    inspection: "Inspection",
    pauses: Sequence["Pause"],
    moved: Mapping[date, Sequence["Moved"]],
    titles: Mapping[str, str],
) -> list[PauseLine]:
    """Each stretch that does not count, with what it moved when it was put in."""
    return [
        PauseLine(
            days=f"{day(pause.first_day)} to {day(pause.last_day)}",
            reason=pause.reason,
            effect=_effect(moved.get(pause.first_day, ())),
            moved=move_lines(moved.get(pause.first_day, ()), titles),
            put_back=reverse(
                "put_weeks_back",
                kwargs={"reference": inspection.reference, "first_day": pause.first_day.isoformat()},
            ),
        )
        for pause in pauses
    ]


def _shift_line(reason: str, moved: Sequence["Moved"], titles: Mapping[str, str]) -> PauseLine:
    return PauseLine("", reason, _effect(moved), move_lines(moved, titles))


def back_line(each: "PutBack", titles: Mapping[str, str]) -> PauseLine:
    """Days that count again, with who put them back, why, and what moved."""
    return PauseLine(
        days=f"{day(each.first_day)} to {day(each.last_day)}, left out before for: {each.left_out_for}",
        reason=each.reason,
        effect=_effect(each.moved),
        moved=move_lines(each.moved, titles),
        who_and_when=f"{each.by}, {moment(each.at)}",
    )


@dataclass(frozen=True)
class Look:
    """What would move, before anything has."""

    effect: str
    moves: tuple[str, ...]


def look_at(inspection: "Inspection", moved: Sequence["Moved"]) -> Look:
    """What would move, in words."""
    titles = {milestone.key: milestone.title for milestone in milestones_of(inspection)}
    what = count(len(moved), "milestone").capitalize() if moved else "Nothing"
    return Look(f"{what} would move", move_lines(moved, titles))


def move_lines(moved: Sequence["Moved"], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Each milestone that moves, from which day to which."""
    return tuple(
        f"{titles.get(change.key, change.key)}: from {day(change.was)} to {day(change.now)}"
        for change in moved
    )


def _effect(moved: Sequence["Moved"]) -> str:
    if not moved:
        return "Nothing moved."
    return f"{count(len(moved), 'milestone').capitalize()} moved"


ADDRESSES = [
    path("inspections/<slug:reference>/timetable/", timetable, name="timetable"),
    path("inspections/<slug:reference>/timetable/mark/", mark, name="mark_milestone"),
]
