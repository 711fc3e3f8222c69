"""speir find-signals: look at all numbers of areas, and keep what is worth a look."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from speir.handovers.operations import look_for_signals
from speir.jobs.command import OneCallCommand
from speir.people.operations import SYSTEM


class Command(OneCallCommand):
    """Looks once; run it after an import, and once a night for what becomes late."""

    help = "Look for signals in the numbers, plans and findings of areas. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which areas."""
        parser.add_argument("--fictional", action="store_true", help="the demonstration's fictional areas")

    def call(self, **options: Any) -> str:
        """Look, and say how many."""
        run = look_for_signals(is_fictional=options["fictional"], by=SYSTEM, at=timezone.now())
        return f"{run.found} signals, {run.new} of them new since the last look."
