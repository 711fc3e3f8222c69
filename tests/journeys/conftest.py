"""The demonstration's people and places, with no inspection begun, and a browser for each who signs in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from speir.demo.cast import Cast, assemble
from speir.demo.sign_ins import SIGN_INS
from speir.frameworks.operations import import_shipped_frameworks
from speir.people.operations import SYSTEM
from speir.programmes.operations import import_shipped_programmes
from speir.questionnaires.operations import import_shipped_templates
from tests.journeys.actors import Actor


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """Everybody, before anything has happened."""
    now = timezone.now()
    import_shipped_frameworks(by=SYSTEM, at=now)
    import_shipped_programmes(by=SYSTEM, at=now)
    import_shipped_templates(by=SYSTEM, at=now)
    return assemble(now)


@pytest.fixture
def sign_in(
    cast: Cast, live_server: Any, new_page: Callable[..., Any], assert_accessible: Callable[[Any], None]
) -> Callable[..., Actor]:
    """``sign_in("lead")``: somebody of the demonstration, signed in, in a browser of their own."""
    names = {one.key: one.name for one in SIGN_INS}
    signed_in: dict[str, Actor] = {}

    def as_somebody(key: str, **options: Any) -> Actor:
        if key not in signed_in:
            # axe is a script: it can judge nothing in a browser that runs none.
            judge = assert_accessible if options.get("javascript", True) else lambda page: None
            signed_in[key] = Actor(names[key], new_page(**options), live_server.url, judge)
            signed_in[key].sign_in()
        return signed_in[key]

    return as_somebody
