"""What the author's lint says, and what it looks at."""

from collections.abc import Iterator
from dataclasses import dataclass

from speir.xforms.convert import Converted
from speir.xforms.outline import Asked, Outline

MEND, ADVICE = "mend", "advice"
# Headings under which an author finds an expression, where it is not the heading we use.
HEADINGS = {"calculation": ("calculation", "calculate"), "readonly": ("read_only", "readonly")}


@dataclass(frozen=True)
class Finding:
    """One thing to look at again: ``mend`` is wrong sooner or later, ``advice`` can be meant so."""

    where: str
    what: str
    instead: str
    severity: str = ADVICE

    def __str__(self) -> str:
        """The finding as one line."""
        return f"{self.severity}: {self.where}: {self.what} Instead: {self.instead}"


@dataclass(frozen=True)
class Looked:
    """A form as the lint sees it."""

    outline: Outline
    converted: Converted | None = None
    is_anonymous: bool = False
    is_record_reading: bool = False

    def where(self, asked: Asked, column: str) -> str:
        """The cell of a question; its path where there is no workbook."""
        if not self.converted:
            return f"{asked.path}, {column}"
        row = self.converted.places.get(asked.path)
        if not row:
            return f"survey, column {column}"
        for heading in HEADINGS.get(column, ()):
            if row.get(heading):
                return row.where(heading)
        return row.where(next(iter(row.texts(column)), column))

    def questions(self) -> Iterator[Asked]:
        """What a person answers."""
        return (each for each in self.outline.asked if each.is_question)
