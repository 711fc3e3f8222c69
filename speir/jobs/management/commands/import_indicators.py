"""speir import-indicators KIND FILE: published numbers about areas, each file a vintage."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from speir.jobs.command import OneCallCommand
from speir.people.operations import SYSTEM
from speir.regulated_services.datastore_file import RefusedRow
from speir.regulated_services.operations import import_services

REGULATED_SERVICES = "regulated-services"
MOST_LISTED = 50


class Command(OneCallCommand):
    """Imports one file: rows that can be used land, the others are listed; the same file changes nothing."""

    help = "Import published numbers of areas. The same file changes nothing; a later one is a new vintage."
    refusal = "Nothing was imported:"

    def add_arguments(self, parser: CommandParser) -> None:
        """What sort of file, the file, and what its name does not tell."""
        parser.add_argument("kind", metavar="KIND", help="regulated-services")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--month", default="", help="the month it is of, such as 2024-06, if its name does not say"
        )

    def call(self, **options: Any) -> str:
        """Import the file and list what did not land."""
        file: Path = options["file"]
        imported = import_services(
            content=file.read_bytes(), name=file.name, month=options["month"], by=SYSTEM, at=timezone.now()
        )
        return "\n".join([str(imported), *listed(imported.refused)])


def listed(refused: tuple[RefusedRow, ...]) -> list[str]:
    """The rows that did not land, as lines to read."""
    lines = [f"  {each}" for each in refused[:MOST_LISTED]]
    more = len(refused) - MOST_LISTED
    return (
        [*lines, f"  and {more:,} more; the screen Numbers about areas lists them all"] if more > 0 else lines
    )
