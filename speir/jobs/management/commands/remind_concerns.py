"""speir remind-concerns: tell those whose turn it is about every concern that waits."""

import time
from typing import Any

from django.core.management.base import CommandParser
from django.db import close_old_connections
from django.utils import timezone

from speir.concerns.operations import remind_of_concern
from speir.concerns.queries import to_remind_about
from speir.foundations.refusals import NotNow
from speir.jobs.command import OneCallCommand
from speir.people.operations import SYSTEM


class Command(OneCallCommand):
    """Reminds once, or again and again; a concern is reminded of once in an hour or a day."""

    help = "Remind those whose turn it is about concerns for people's safety; nobody can silence it."

    def add_arguments(self, parser: CommandParser) -> None:
        """How often, if more than once."""
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on, with this pause between")

    def call(self, **options: Any) -> str:
        """Remind of each that waits."""
        reminded = remind()
        while options["every"]:
            time.sleep(options["every"])
            close_old_connections()
            remind()
        return f"{reminded} reminded of."


def remind() -> int:
    """One round; what another round has just reminded of is left alone."""
    now, reminded = timezone.now(), 0
    for concern in to_remind_about(now):
        try:
            remind_of_concern(concern=concern, by=SYSTEM, at=now)
        except NotNow:
            continue
        reminded += 1
    return reminded
