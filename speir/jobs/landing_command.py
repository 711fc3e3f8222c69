"""What the commands share that take up files handed in on a screen and land them in the background."""

import traceback
from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from speir.foundations.refusals import NotNow, Refused
from speir.foundations.under_way import Tell, hold
from speir.jobs.command import OneCallCommand


class HandedIn(Protocol):
    """A file that somebody handed in."""

    @property
    def pk(self) -> Any:
        """Its identity, under which one process holds it."""

    @property
    def is_to_land(self) -> bool:
        """Whether it has not come to its end yet."""


File = TypeVar("File", bound=HandedIn)
UNEXPECTED = (
    "Something unexpected stopped it ({fault}), and {nothing}. Hand it in again; if that stops as well, tell "
    "whoever runs Speir."
)


class LandingCommand(OneCallCommand, Generic[File]):
    """Lands each that waits or was interrupted; one that another process holds is left alone."""

    none_waits: str
    nothing_landed: str
    did_not_land: str

    @abstractmethod
    def waiting(self) -> Iterable[File]:
        """Every file that waits or was interrupted."""

    @abstractmethod
    def as_it_stands(self, identity: UUID) -> File | None:
        """The file as it stands now."""

    @abstractmethod
    def begin(self, file: File) -> None:
        """Say that it is landing."""

    @abstractmethod
    def land(self, file: File, tell: Tell) -> str:
        """Land it, and say what came of it."""

    @abstractmethod
    def refuse(self, file: File, why: str) -> None:
        """Keep why nothing of it landed."""

    def name_of(self, file: File) -> str:
        """What the file is called in what is told."""
        return str(file)

    def call(self, **options: Any) -> str:
        """Land each that waits; say of each what came of it. One that fails holds up none of the others."""
        told = []
        for file in self.waiting():
            try:
                told += self._one(file)
            except Exception as fault:  # whatever it is, the next file waits behind it
                self.stderr.write(traceback.format_exc())
                told.append(f"{self.name_of(file)} waits for the next time: {type(fault).__name__}")
        return "\n".join(told) or self.none_waits

    def _one(self, waiting: File) -> list[str]:
        with hold(waiting.pk) as tell:
            file = self.as_it_stands(waiting.pk)  # now that nobody else can land it
            if tell is None or file is None or not file.is_to_land:
                return []
            try:
                self.begin(file)
            except NotNow:
                return []
            return [self._landed(file, tell)]

    def _landed(self, file: File, tell: Tell) -> str:
        try:
            return self.land(file, tell)
        except Refused as refused:
            why = " ".join(reason.message for reason in refused.reasons)
        except Exception as fault:
            self.stderr.write(traceback.format_exc())
            why = UNEXPECTED.format(fault=type(fault).__name__, nothing=self.nothing_landed)
        self.refuse(file, why)
        return f"{self.name_of(file)} {self.did_not_land}: {why}"
