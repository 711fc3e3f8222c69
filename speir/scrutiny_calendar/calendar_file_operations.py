"""Bringing a large calendar in while nobody waits: handed in, begun, brought in or refused."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from speir.foundations import audit, files
from speir.foundations.apart import start_apart
from speir.foundations.audit import Actor
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.refusals import Reason
from speir.foundations.rules import check_all
from speir.foundations.under_way import Tell
from speir.partnerships.models import Area
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.scrutiny_calendar import rules
from speir.scrutiny_calendar.calendar_files import events_in, fault_at_once
from speir.scrutiny_calendar.calendar_operations import BroughtIn, Calendar, bring_calendar_in
from speir.scrutiny_calendar.choices import Firmness, ScrutinyKind, Sharing
from speir.scrutiny_calendar.lifecycle import CALENDAR_FILE
from speir.scrutiny_calendar.models import CalendarFile
from speir.scrutiny_calendar.permissions import may_keep_scrutiny_calendar
from speir.scrutiny_calendar.queries import council_areas


@operation
def hand_calendar_in(
    *, calendar: Calendar, content: bytes, areas: Sequence[Area], by: Person, at: datetime, once: str = ""
) -> CalendarFile:
    """Take a large calendar, to be brought in in the background."""
    may_keep_scrutiny_calendar.check(standing_everywhere(by))
    check_all(
        rules.calendar_has_a_name.reason(calendar.name),
        rules.scrutiny_names_its_body.reason(calendar.body_name),
        _not_to_be_taken(content),
    )
    made = CalendarFile.objects.create(
        calendar=calendar.name.strip(),
        body_name=calendar.body_name,
        kind=calendar.kind,
        firmness=calendar.firmness,
        sharing=calendar.sharing,
        areas=[str(area.pk) for area in areas],
        events=events_in(content),
        kept=files.keep(SimpleUploadedFile("calendar.txt", content), by=by, at=at),
        handed_in_by=by,
        handed_in_at=at,
    )
    audit.record(f"Calendar handed in: {made}", subject=made, by=by, at=at, details={"events": made.events})
    transaction.on_commit(lambda: start_apart("land-calendars"))
    return made


def _not_to_be_taken(content: bytes) -> Reason | None:
    fault = fault_at_once(content)
    return Reason(fault, "file") if fault else None


@operation
def begin_calendar(*, file: CalendarFile, by: Actor, at: datetime) -> None:
    """Say that a calendar is being brought in, so that its page tells and nobody begins it twice."""
    move(file, CALENDAR_FILE, "begin", by=by, at=at)
    CalendarFile.objects.filter(pk=file.pk).update(began_at=at)
    audit.record(f"Bringing a calendar in began: {file}", subject=file, by=by, at=at)


@operation
def land_calendar(*, file: CalendarFile, tell: Tell, by: Actor, at: datetime) -> BroughtIn:
    """Bring a handed-in calendar in, for whoever handed it in."""
    with files.open_file(file.kept) as opened:
        content = opened.read()
    chosen = [area for area in council_areas() if str(area.pk) in file.areas]
    said = Calendar(
        file.calendar,
        file.body_name,
        ScrutinyKind(file.kind),
        Firmness(file.firmness),
        Sharing(file.sharing),
    )
    brought = bring_calendar_in(
        calendar=said, content=content, areas=chosen, by=file.handed_in_by, at=at, tell=tell
    )
    move(file, CALENDAR_FILE, "land", by=by, at=at)
    CalendarFile.objects.filter(pk=file.pk).update(ended_at=at, result=asdict(brought))
    audit.record(f"Handed-in calendar brought in: {file}", subject=file, by=by, at=at)
    return brought


@operation
def refuse_calendar(*, file: CalendarFile, why: str, by: Actor, at: datetime) -> None:
    """Say why nothing of a handed-in calendar was taken."""
    move(file, CALENDAR_FILE, "refuse", by=by, at=at, why=why[:500])
    CalendarFile.objects.filter(pk=file.pk).update(ended_at=at, why_not=why[:1000])
    audit.record(f"Handed-in calendar not brought in: {file}", subject=file, by=by, at=at)
