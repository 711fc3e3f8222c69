"""speir send-outbox: e-mail that waits."""

import time
from typing import Any

from django.core.management.base import CommandParser
from django.db import close_old_connections

from speir.foundations.outbox import deliver_waiting
from speir.jobs.command import OneCallCommand


class Command(OneCallCommand):
    """Sends what waits, once, or again and again until it is stopped."""

    help = "Send e-mail that waits; a message that fails is tried again next time."

    def add_arguments(self, parser: CommandParser) -> None:
        """How often, if more than once."""
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on, with this pause between")

    def call(self, **options: Any) -> str:
        """Send what waits."""
        sent = deliver_waiting()
        while options["every"]:
            time.sleep(options["every"])
            close_old_connections()
            deliver_waiting()
        return f"{sent} sent."
