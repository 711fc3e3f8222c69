"""speir load-reference: the areas, frameworks and programmes that come with Speir."""

from typing import Any

from django.utils import timezone

from speir.frameworks.operations import import_shipped_frameworks
from speir.jobs.command import OneCallCommand
from speir.partnerships.operations import load_reference_areas
from speir.people.operations import SYSTEM
from speir.programmes.operations import import_shipped_programmes


class Command(OneCallCommand):
    """Loads areas, frameworks and programmes; loading them again changes nothing."""

    help = "Load the areas, frameworks and programmes that come with Speir. Safe to run again."

    def call(self, **options: Any) -> str:
        """Load each, from the bottom up."""
        at = timezone.now()
        load_reference_areas(by=SYSTEM, at=at)
        import_shipped_frameworks(by=SYSTEM, at=at)
        import_shipped_programmes(by=SYSTEM, at=at)
        return "Areas, frameworks and programmes are loaded."
