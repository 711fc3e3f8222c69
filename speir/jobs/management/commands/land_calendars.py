"""speir land-calendars: bring in the large calendars that were handed in on a screen."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from speir.foundations.under_way import Tell
from speir.jobs.landing_command import LandingCommand
from speir.people.operations import SYSTEM
from speir.scrutiny_calendar.calendar_file_operations import begin_calendar, land_calendar, refuse_calendar
from speir.scrutiny_calendar.queries import calendar_file, calendars_to_land

if TYPE_CHECKING:
    from speir.scrutiny_calendar.models import CalendarFile


class Command(LandingCommand["CalendarFile"]):
    """Brings in each that waits or was interrupted; one that another process holds is left alone."""

    help = "Bring in calendars that wait. The screen starts this; run it if it was interrupted."
    none_waits = "No calendar waits."
    nothing_landed = "nothing of it was taken"
    did_not_land = "was not brought in"

    def waiting(self) -> "Iterable[CalendarFile]":
        """Every calendar that waits or was interrupted."""
        return calendars_to_land()

    def as_it_stands(self, identity: UUID) -> "CalendarFile | None":
        """The calendar as it stands now."""
        return calendar_file(identity)

    def begin(self, file: "CalendarFile") -> None:
        """Say that it is being brought in."""
        begin_calendar(file=file, by=SYSTEM, at=timezone.now())

    def land(self, file: "CalendarFile", tell: Tell) -> str:
        """Bring it in, and say what came of it."""
        brought = land_calendar(file=file, by=SYSTEM, at=timezone.now(), tell=tell)
        return f"{file}: {brought.new} new, {brought.changed} changed, {brought.gone} gone."

    def refuse(self, file: "CalendarFile", why: str) -> None:
        """Keep why nothing of it was taken."""
        refuse_calendar(file=file, why=why, by=SYSTEM, at=timezone.now())
