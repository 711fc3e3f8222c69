"""What is wrong with a form: where it is, what it is, and what to write instead."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One fault that an author can mend."""

    where: str
    what: str
    instead: str

    def __str__(self) -> str:
        """The fault as one line."""
        return f"{self.where}: {self.what} Instead: {self.instead}"


class FormFaults(Exception):
    """A form that cannot be used, with every fault that was found."""

    def __init__(self, *faults: Fault) -> None:
        """Keep the faults in the order they were found."""
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
