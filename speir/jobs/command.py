"""What our commands share: one call, one closing line, and a refusal told in words."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from speir.foundations.refusals import Refused

SOMETHING_TO_MEND = 2
NO_TABLES = "The database has no tables yet. First: speir migrate. Then: speir load-reference."


class OneCallCommand(BaseCommand):
    """A command that loads, makes one call and says what came of it.

    A refusal prints its reasons and ends with exit code 2; the operation it made has saved nothing.
    """

    refusal = "Nothing was saved:"

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the call; turn a refusal into words."""
        try:
            outcome = self.call(**options)
        except Refused as refused:
            reasons = "\n".join(f"  - {reason.message}" for reason in refused.reasons)
            raise CommandError(f"{self.refusal}\n{reasons}", returncode=SOMETHING_TO_MEND) from refused
        except DatabaseError as fault:
            if connection.introspection.table_names():
                raise
            raise CommandError(NO_TABLES, returncode=SOMETHING_TO_MEND) from fault
        except OSError as fault:
            told = f"{fault.filename or 'The file'} cannot be read: {fault.strerror}. Check its name."
            raise CommandError(told, returncode=SOMETHING_TO_MEND) from fault
        if options.get("verbosity", 1):
            self.stdout.write(outcome)

    def call(self, **options: Any) -> str:
        """Make the one call; return the closing line."""
        raise NotImplementedError
