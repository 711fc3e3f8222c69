"""Bringing another body's calendar in: new, changed, unchanged, gone, and what cannot be taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from speir.foundations import audit
from speir.foundations.operation import operation
from speir.foundations.refusals import Reason, RuleBroken
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.foundations.under_way import Tell
from speir.partnerships.models import Area
from speir.people.models import Body, Person
from speir.people.queries import standing_everywhere
from speir.scrutiny_calendar import rules
from speir.scrutiny_calendar.calendar_files import (
    NotTaken,
    ReadEvent,
    UnreadableCalendar,
    events_in,
    read_calendar,
)
from speir.scrutiny_calendar.choices import Firmness, ScrutinyKind, Sharing
from speir.scrutiny_calendar.models import OtherScrutiny, ScrutinyArea
from speir.scrutiny_calendar.permissions import may_keep_scrutiny_calendar
from speir.scrutiny_calendar.queries import area_ids_of, areas_finder, council_areas
from speir.scrutiny_calendar.within import Noted, values_of

BACK, AHEAD = timedelta(days=31), timedelta(days=1096)
KEPT_AT_ONCE = 500


def _nobody(done: int) -> None:
    """Nobody asked how far it is."""


@dataclass(frozen=True)
class Calendar:
    """What is said of every event of a calendar: it does not say so itself."""

    name: str
    body_name: str
    kind: ScrutinyKind
    firmness: Firmness
    sharing: Sharing


@dataclass(frozen=True)
class BroughtIn:
    """What came of it."""

    new: int
    changed: int
    unchanged: int
    gone: int
    not_taken: tuple[NotTaken, ...]


@operation
def bring_calendar_in(
    *,
    calendar: Calendar,
    content: bytes,
    areas: Sequence[Area],
    by: Person,
    at: datetime,
    once: str = "",
    tell: Tell = _nobody,
) -> BroughtIn:
    """Bring a calendar in from a month ago to three years ahead; bringing it in again changes nothing."""
    may_keep_scrutiny_calendar.check(standing_everywhere(by))
    check_all(
        rules.calendar_has_a_name.reason(calendar.name),
        rules.scrutiny_names_its_body.reason(calendar.body_name),
    )
    first, last = uk_day(at) - BACK, uk_day(at) + AHEAD
    try:
        # Reading is half of the work.
        events, not_taken = read_calendar(content, first, last, lambda read: tell(read // 2))
    except UnreadableCalendar as fault:
        raise RuleBroken(Reason(str(fault), "file")) from fault
    Body.objects.select_for_update().get(pk=by.body_id)  # one after the other
    in_file = events_in(content)
    kept = _second_half(tell, in_file, len(events))
    brought = _keep(calendar, events, not_taken, areas or None, (first, last), by, at, kept)
    tell(in_file)
    audit.record(
        f"Calendar brought in: {calendar.name}"[:300],
        subject=by.body,
        by=by,
        at=at,
        details={
            "new": brought.new,
            "changed": brought.changed,
            "unchanged": brought.unchanged,
            "gone": brought.gone,
            "not taken": len(brought.not_taken),
        },
    )
    return brought


def _second_half(tell: Tell, in_file: int, to_keep: int) -> Tell:
    """Tell of keeping in events of the file, however many days its series have."""
    half = in_file // 2

    def kept(done: int) -> None:
        tell(half + (in_file - half) * done // max(to_keep, 1))

    return kept


@dataclass(frozen=True)
class _Met:
    """An event of the file that can be kept, under its key: UID, and its day in a series."""

    key: tuple[str, str]
    noted: Noted
    area_ids: frozenset[UUID]


def _keep(
    calendar: Calendar,
    events: Sequence[ReadEvent],
    not_taken: list[NotTaken],
    chosen: Sequence[Area] | None,
    between: tuple[date, date],
    by: Person,
    at: datetime,
    tell: Tell,
) -> BroughtIn:
    """Keep all of it in few writes, however many events there are."""
    of_it = OtherScrutiny.objects.filter(calendar=calendar.name.strip(), kept_by_body=by.body)
    held = {(each.uid, each.occurs_on): each for each in of_it}
    places = area_ids_of(of_it)
    met = {each.key: each for each in _met(calendar, events, chosen, not_taken)}
    new = [each for each in met.values() if each.key not in held]
    there = [(held[each.key], each) for each in met.values() if each.key in held]
    moved = [(entry, each) for entry, each in there if each.area_ids != places.get(entry.pk, frozenset())]
    elsewhere = {entry.pk for entry, _ in moved}
    changed = [
        (entry, each)
        for entry, each in there
        if entry.pk in elsewhere or entry.gone_at is not None or _differs(entry, each.noted)
    ]
    as_before = len(there) - len(changed)
    _create(calendar, new, by, at, lambda done: tell(as_before + done))
    _change(changed, at)
    _place(moved)
    missing = [
        each.pk
        for key, each in held.items()
        if key not in met and each.gone_at is None and each.last_day >= between[0]
    ]
    gone = OtherScrutiny.objects.filter(pk__in=missing, taken_out_at=None).update(gone_at=at, changed_at=at)
    return BroughtIn(len(new), len(changed), as_before, gone, tuple(not_taken))


def _met(
    calendar: Calendar,
    events: Sequence[ReadEvent],
    chosen: Sequence[Area] | None,
    not_taken: list[NotTaken],
) -> Iterator[_Met]:
    find, met = areas_finder(council_areas()), set()
    for event in events:
        if event.is_cancelled:
            continue
        areas = chosen or find(event.where)
        key = (event.uid, event.occurs_on.isoformat() if event.occurs_on else "")
        if not areas:
            not_taken.append(
                NotTaken(event.what, "Neither place nor title names a council area that Speir knows.")
            )
        elif key in met:
            not_taken.append(NotTaken(event.what, "The file holds this event twice."))
        else:
            met.add(key)
            yield _Met(key, _noted(calendar, event), frozenset(area.pk for area in areas))


def _noted(calendar: Calendar, event: ReadEvent) -> Noted:
    return Noted(
        body_name=calendar.body_name,
        kind=calendar.kind,
        what=event.what,
        first_day=event.first_day,
        last_day=event.last_day,
        firmness=Firmness.TENTATIVE if event.is_tentative else calendar.firmness,
        source=f"Calendar “{calendar.name.strip()}”",
        sharing=calendar.sharing,
    )


def _differs(entry: OtherScrutiny, noted: Noted) -> bool:
    return any(getattr(entry, name) != value for name, value in values_of(noted).items())


def _create(calendar: Calendar, new: Sequence[_Met], by: Person, at: datetime, tell: Tell) -> None:
    kept = {"kept_by_body": by.body, "noted_by": by, "noted_at": at, "changed_at": at}
    for begin in range(0, len(new), KEPT_AT_ONCE):
        some = new[begin : begin + KEPT_AT_ONCE]
        made = [
            OtherScrutiny(
                **values_of(each.noted),
                calendar=calendar.name.strip(),
                uid=each.key[0],
                occurs_on=each.key[1],
                **kept,
            )
            for each in some
        ]
        OtherScrutiny.objects.bulk_create(made)
        ScrutinyArea.objects.bulk_create(
            ScrutinyArea(scrutiny=entry, area_id=pk)
            for entry, each in zip(made, some, strict=True)
            for pk in each.area_ids
        )
        tell(begin + len(some))


def _change(changed: Sequence[tuple[OtherScrutiny, _Met]], at: datetime) -> None:
    names: set[str] = {"gone_at", "changed_at"}
    for entry, each in changed:
        values = values_of(each.noted) | {"gone_at": None, "changed_at": at}
        names |= set(values)
        for name, value in values.items():
            setattr(entry, name, value)
    # Put in again over themselves: many times faster than a bulk update, and the same on both databases.
    OtherScrutiny.objects.bulk_create(
        [entry for entry, _ in changed],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=sorted(names),
    )


def _place(moved: Sequence[tuple[OtherScrutiny, _Met]]) -> None:
    """Entries that fall elsewhere now."""
    ScrutinyArea.objects.filter(scrutiny__in=[entry.pk for entry, _ in moved]).delete()
    ScrutinyArea.objects.bulk_create(
        ScrutinyArea(scrutiny=entry, area_id=pk) for entry, each in moved for pk in each.area_ids
    )
