"""speir verify-audit: is the audit trail whole?"""

from typing import Any

from django.core.management.base import CommandError

from speir.foundations.audit import first_break
from speir.jobs.command import SOMETHING_TO_MEND, OneCallCommand


class Command(OneCallCommand):
    """Follows the chain of hashes from the first entry to the last."""

    help = "Check that no audit entry was changed, moved or removed."

    def call(self, **options: Any) -> str:
        """Follow the chain."""
        broken = first_break()
        if broken is not None:
            place = "the end: the newest entries are missing" if broken < 0 else f"entry {broken}"
            raise CommandError(f"The audit trail is broken at {place}.", returncode=SOMETHING_TO_MEND)
        return "The audit trail is whole."
