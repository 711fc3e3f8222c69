"""speir land-services: land the files of regulated services that were handed in on a screen."""

from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from speir.foundations.under_way import Tell
from speir.jobs.landing_command import LandingCommand
from speir.people.operations import SYSTEM
from speir.regulated_services.operations import begin_landing, land_services, refuse_landing
from speir.regulated_services.queries import files_to_land, services_file

if TYPE_CHECKING:
    from speir.regulated_services.models import ServicesFile


class Command(LandingCommand["ServicesFile"]):
    """Lands each that waits or was interrupted; one that another process is landing is left alone."""

    help = "Land files of regulated services that wait. The screen starts this; run it if it was interrupted."
    none_waits = "Nothing waits to land."
    nothing_landed = "nothing of it landed"
    did_not_land = "did not land"

    def waiting(self) -> "Iterable[ServicesFile]":
        """Every file that waits or was interrupted."""
        return files_to_land()

    def as_it_stands(self, identity: UUID) -> "ServicesFile | None":
        """The file as it stands now."""
        return services_file(identity)

    def begin(self, file: "ServicesFile") -> None:
        """Say that it is landing."""
        begin_landing(file=file, by=SYSTEM, at=timezone.now())

    def land(self, file: "ServicesFile", tell: Tell) -> str:
        """Land it, and say what landed."""
        return str(land_services(file=file, by=SYSTEM, at=timezone.now(), tell=tell))

    def refuse(self, file: "ServicesFile", why: str) -> None:
        """Keep why nothing of it landed."""
        refuse_landing(file=file, why=why, by=SYSTEM, at=timezone.now())

    def name_of(self, file: "ServicesFile") -> str:
        """The name of the file, as it was handed in."""
        return file.file_name
