"""speir load-reference: the areas, frameworks, programmes and templates that come with Speir."""

from typing import Any

from django.utils import timezone

from speir.frameworks.operations import import_shipped_frameworks
from speir.jobs.command import OneCallCommand
from speir.partnerships.operations import load_reference_areas
from speir.people.operations import SYSTEM
from speir.programmes.operations import import_shipped_programmes
from speir.questionnaires.operations import import_shipped_templates


class Command(OneCallCommand):
    """Loads areas, frameworks, programmes and templates; loading them again changes nothing."""

    help = "Load the areas, frameworks, programmes and templates that come with Speir. Safe to run again."

    def call(self, **options: Any) -> str:
        """Load each, from the bottom up."""
        at = timezone.now()
        load_reference_areas(by=SYSTEM, at=at)
        import_shipped_frameworks(by=SYSTEM, at=at)
        import_shipped_programmes(by=SYSTEM, at=at)
        import_shipped_templates(by=SYSTEM, at=at)
        return "Areas, frameworks, programmes and templates are loaded."
