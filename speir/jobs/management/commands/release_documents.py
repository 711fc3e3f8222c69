"""speir release-documents: release the documents of packs whose day has come."""

import time
from typing import Any

from django.core.management.base import CommandParser
from django.db import close_old_connections
from django.utils import timezone

from speir.document_packs.operations import release_due_documents
from speir.document_packs.queries import inspections_with_packs, ready_to_release
from speir.foundations.uk_clock import uk_today
from speir.jobs.command import OneCallCommand
from speir.people.operations import SYSTEM


class Command(OneCallCommand):
    """Releases once, or again and again; a document is released once."""

    help = "Release the documents of packs whose day has come, and tell those they are for."

    def add_arguments(self, parser: CommandParser) -> None:
        """How often, if more than once."""
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on, with this pause between")

    def call(self, **options: Any) -> str:
        """Release what is due."""
        released = release()
        while options["every"]:
            time.sleep(options["every"])
            close_old_connections()
            release()
        return f"{released} released."


def release() -> int:
    """One round; a round in which nothing is due leaves no trace."""
    inspections, now = inspections_with_packs(), timezone.now()
    if not ready_to_release(inspections, uk_today()):
        return 0
    return release_due_documents(inspections=inspections, by=SYSTEM, at=now)
