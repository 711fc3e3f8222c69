"""speir import-framework FILE: a framework library, from YAML or Excel."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from speir.frameworks.operations import import_framework_file
from speir.jobs.command import OneCallCommand
from speir.people.operations import SYSTEM


class Command(OneCallCommand):
    """Imports one framework, or says every fault in the file and saves nothing."""

    help = "Import a framework from a YAML or Excel file; every fault is told with its place."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path, metavar="FILE", help="a .yaml or .xlsx file")

    def call(self, **options: Any) -> str:
        """Import the file."""
        file: Path = options["file"]
        framework = import_framework_file(path=file, name=file.name, by=SYSTEM, at=timezone.now())
        return f"Imported {framework}."
