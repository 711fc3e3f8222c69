"""The day it is in the United Kingdom now, for screens and questions about today."""

from datetime import date

from django.utils import timezone

from speir.foundations.uk_time import uk_day


def uk_today() -> date:
    """The day it is in the United Kingdom now."""
    return uk_day(timezone.now())
