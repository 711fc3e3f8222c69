"""speir import-published [FILE]: published results, with their sources."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from speir.jobs.command import OneCallCommand
from speir.national_overview.operations import import_published_file
from speir.people.operations import SYSTEM


class Command(OneCallCommand):
    """Imports a YAML file of published results; the same file twice changes nothing."""

    help = "Import published results with their sources (without FILE: those that come with Speir)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, if any."""
        parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a YAML file")

    def call(self, **options: Any) -> str:
        """Import the file."""
        return str(import_published_file(path=options["file"], by=SYSTEM, at=timezone.now()))
