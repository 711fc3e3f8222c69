"""speir check-framework FILE: every fault in a framework file, and nothing saved."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from speir.frameworks.reading import library_from_path
from speir.jobs.command import OneCallCommand


class Command(OneCallCommand):
    """Reads one framework file and says what is in it, or every fault with its place."""

    help = "Read a framework from YAML or Excel and say every fault; saves nothing."
    refusal = "The file has faults:"

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path, metavar="FILE", help="a .yaml or .xlsx file")

    def call(self, **options: Any) -> str:
        """Read the file."""
        library = library_from_path(options["file"])
        wording = "some of its wording is indicative" if library.is_indicative else "its wording is official"
        return (
            f"No faults: {library.title}, version {library.version}, {len(library.items)} items; {wording}."
        )
