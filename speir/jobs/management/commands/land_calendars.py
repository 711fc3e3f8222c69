"""speir land-calendars: bring in the large calendars that were handed in on a screen."""

import traceback
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from speir.foundations.refusals import NotNow, Refused
from speir.foundations.under_way import Tell, hold
from speir.jobs.command import OneCallCommand
from speir.people.operations import SYSTEM
from speir.scrutiny_calendar.calendar_file_operations import begin_calendar, land_calendar, refuse_calendar
from speir.scrutiny_calendar.queries import calendar_file, calendars_to_land

if TYPE_CHECKING:
    from speir.scrutiny_calendar.models import CalendarFile

UNEXPECTED = (
    "Something unexpected stopped it ({fault}), and nothing of it was taken. Hand it in again; if that stops "
    "as well, tell whoever runs Speir."
)


class Command(OneCallCommand):
    """Brings in each that waits or was interrupted; one that another process holds is left alone."""

    help = "Bring in calendars that wait. The screen starts this; run it if it was interrupted."

    def call(self, **options: Any) -> str:
        """Bring in each that waits; say what came of each. One that fails holds up none of the others."""
        told = []
        for file in calendars_to_land():
            try:
                told += self._one(file)
            except Exception as fault:  # whatever it is, the next file waits behind it
                self.stderr.write(traceback.format_exc())
                told.append(f"{file} waits for the next time: {type(fault).__name__}")
        return "\n".join(told) or "No calendar waits."

    def _one(self, waiting: "CalendarFile") -> list[str]:
        with hold(waiting.pk) as tell:
            file = calendar_file(waiting.pk)  # as it stands now that nobody else can land it
            if tell is None or file is None or not file.is_to_land:
                return []
            try:
                begin_calendar(file=file, by=SYSTEM, at=timezone.now())
            except NotNow:
                return []
            return [self._landed(file, tell)]

    def _landed(self, file: "CalendarFile", tell: Tell) -> str:
        try:
            brought = land_calendar(file=file, by=SYSTEM, at=timezone.now(), tell=tell)
            return f"{file}: {brought.new} new, {brought.changed} changed, {brought.gone} gone."
        except Refused as refused:
            why = " ".join(reason.message for reason in refused.reasons)
        except Exception as fault:
            self.stderr.write(traceback.format_exc())
            why = UNEXPECTED.format(fault=type(fault).__name__)
        refuse_calendar(file=file, why=why, by=SYSTEM, at=timezone.now())
        return f"{file} was not brought in: {why}"
