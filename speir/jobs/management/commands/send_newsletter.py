"""speir send-newsletter: newly checked good practice for those who chose its topic."""

from typing import Any

from django.utils import timezone

from speir.good_practice.operations import send_newsletter
from speir.jobs.command import OneCallCommand
from speir.people.operations import SYSTEM


class Command(OneCallCommand):
    """Puts one e-mail to each reader in the outbox; a practice goes to nobody twice."""

    help = "Put newly checked good practice in the outbox for its readers."

    def call(self, **options: Any) -> str:
        """Put what waits in the outbox."""
        readers = send_newsletter(by=SYSTEM, at=timezone.now())
        if not readers:
            return "No practice is new to anybody who chose its topic: nothing was put in the outbox."
        who = f"{readers:,} {'reader' if readers == 1 else 'readers'}"
        return f"Put in the outbox for {who}; speir send-outbox sends it."
