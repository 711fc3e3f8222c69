"""The demonstration's people and places, with no inspection begun, and a browser for each who signs in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from speir.demo.cast import Cast, assemble
from speir.demo.sign_ins import SIGN_INS
from speir.frameworks.operations import import_shipped_frameworks
from speir.people.operations import SYSTEM
from speir.programmes.operations import import_shipped_programmes
from speir.programmes.queries import phase
from speir.questionnaires.operations import import_shipped_templates
from tests.factories import NOW
from tests.journeys.actors import Actor
from tests.journeys.walking import Browsers, Walk
from tests.programmes.whole_life import Exercise


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
    """``sign_in("lead")``: somebody (by key, or by name), signed in, in a browser of their own."""
    names = {one.key: one.name for one in SIGN_INS}
    signed_in: dict[str, Actor] = {}

    def as_somebody(key: str, **options: Any) -> Actor:
        if key not in signed_in:
            # axe is a script: it can judge nothing in a browser that runs none.
            judge = assert_accessible if options.get("javascript", True) else lambda page: None
            signed_in[key] = Actor(names.get(key, key), new_page(**options), live_server.url, judge)
            signed_in[key].sign_in()
        return signed_in[key]

    return as_somebody


@pytest.fixture
def begin(
    own_files: Path,
    transactional_db: None,
    live_server: Any,
    new_page: Callable[..., Any],
    assert_accessible: Callable[[Any], None],
) -> Callable[..., Walk]:
    """``begin("programme/phase", kind)``: an exercise of a shipped method, planned, with its team."""
    import_shipped_frameworks(by=SYSTEM, at=NOW)
    import_shipped_programmes(by=SYSTEM, at=NOW)
    browsers = Browsers(new_page, live_server.url, assert_accessible)

    def planned(
        name: str, kind: str, place: str = "Strathtest", councils: int = 1, beside: Walk | None = None
    ) -> Walk:
        made = Exercise(phase(*name.split("/")), kind, place, councils, beside.made if beside else None)
        return Walk(made, browsers)

    return planned
