"""Two people, one on each side."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache

from speir.people.choices import BodyKind
from speir.people.models import Person
from speir.people.operations import SYSTEM, register_body, register_person

AT = datetime(2026, 11, 22, 14, 7, 32, tzinfo=ZoneInfo("Europe/London"))
PASSWORD = "a long fictional password"


def someone(name: str, email: str, body_name: str, kind: BodyKind) -> Person:
    """Somebody of a body."""
    body = register_body(name=body_name, short_name=body_name, kind=kind, is_fictional=True, by=SYSTEM, at=AT)
    return register_person(
        email=email, full_name=name, post_title="", body=body, password=PASSWORD, by=SYSTEM, at=AT
    )


@pytest.fixture
def inspector(db: None) -> Person:
    """Somebody of a scrutiny body."""
    return someone("Mairi Sinclair", "mairi@example.invalid", "A scrutiny body", BodyKind.SCRUTINY)


@pytest.fixture
def partner(db: None) -> Person:
    """Somebody of a council."""
    return someone("Coll Reid", "coll@example.invalid", "Strathcarron Council", BodyKind.COUNCIL)


@pytest.fixture(autouse=True)
def forget_failed_attempts() -> None:
    """Each test starts with no failed sign-ins."""
    cache.clear()
