"""speir land-services: land the files of regulated services that were handed in on a screen."""

import traceback
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from speir.foundations.refusals import NotNow, Refused
from speir.foundations.under_way import Tell, hold
from speir.jobs.command import OneCallCommand
from speir.people.operations import SYSTEM
from speir.regulated_services.operations import begin_landing, land_services, refuse_landing
from speir.regulated_services.queries import files_to_land, services_file

if TYPE_CHECKING:
    from speir.regulated_services.models import ServicesFile

UNEXPECTED = (
    "Something unexpected stopped it ({fault}), and nothing of it landed. Hand it in again; if that stops as "
    "well, tell whoever runs Speir."
)


class Command(OneCallCommand):
    """Lands each that waits or was interrupted; one that another process is landing is left alone."""

    help = "Land files of regulated services that wait. The screen starts this; run it if it was interrupted."

    def call(self, **options: Any) -> str:
        """Land each that waits; say of each what came of it. One that fails holds up none of the others."""
        told = []
        for file in files_to_land():
            try:
                told += self._one(file)
            except Exception as fault:  # whatever it is, the next file waits behind it
                self.stderr.write(traceback.format_exc())
                told.append(f"{file.file_name} waits for the next time: {type(fault).__name__}")
        return "\n".join(told) or "Nothing waits to land."

    def _one(self, waiting: "ServicesFile") -> list[str]:
        with hold(waiting.pk) as tell:
            file = services_file(waiting.pk)  # as it stands now that nobody else can land it
            if tell is None or file is None or not file.is_to_land:
                return []
            try:
                begin_landing(file=file, by=SYSTEM, at=timezone.now())
            except NotNow:
                return []
            return [self._landed(file, tell)]

    def _landed(self, file: "ServicesFile", tell: Tell) -> str:
        try:
            return str(land_services(file=file, by=SYSTEM, at=timezone.now(), tell=tell))
        except Refused as refused:
            why = " ".join(reason.message for reason in refused.reasons)
        except Exception as fault:
            self.stderr.write(traceback.format_exc())
            why = UNEXPECTED.format(fault=type(fault).__name__)
        refuse_landing(file=file, why=why, by=SYSTEM, at=timezone.now())
        return f"{file.file_name} did not land: {why}"
