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
        return f"{send_newsletter(by=SYSTEM, at=timezone.now())} readers."
