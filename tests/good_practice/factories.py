"""A practice that works in a fictional partnership."""

from datetime import timedelta
from typing import Any

from speir.good_practice.choices import Topic
from speir.good_practice.models import Practice
from speir.good_practice.operations import check_practice, write_practice
from tests.factories import NOW, TODAY, World


def written(world: World, **fields: Any) -> Practice:
    """The link inspector writes a practice down."""
    usual: dict[str, Any] = {
        "partnership": world.partnership,
        "topic": Topic.ADULTS,
        "title": "Reading each other's chronologies",
        "what": "Half an hour a week in which officers read each other's chronologies.",
        "evidence": "Chronologies good or better in 41 of 48 records.",
        "conditions": "A team of five or more.",
        "replaced": "A yearly course.",
        "contact": "Lead officer, adult protection",
        "by": world.link,
        "at": NOW,
    }
    return write_practice(**{**usual, **fields})


def checked(world: World, **fields: Any) -> Practice:
    """A colleague has checked it for a year."""
    practice = written(world, **fields)
    check_practice(
        practice=practice,
        seen="The audit itself.",
        expires_on=TODAY + timedelta(days=365),
        by=world.lead,
        at=NOW,
    )
    return practice
