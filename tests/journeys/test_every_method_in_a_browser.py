"""Every method that comes with Speir, looked at in one browser by its people: accessible and within the page.

Each is walked from its letter to its end in ``tests/programmes/test_every_shipped_method_runs.py``.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from speir.frameworks.operations import import_shipped_frameworks
from speir.people.operations import SYSTEM
from speir.programmes.operations import import_shipped_programmes
from speir.programmes.queries import phases_for_planning
from tests.factories import NOW
from tests.programmes.whole_life import Exercise

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from speir.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WIDTHS = (1366, 320)


@pytest.fixture
def exercises(own_files: Path, transactional_db: None) -> list[Exercise]:
    """One exercise of every method, told to its partnership."""
    import_shipped_frameworks(by=SYSTEM, at=NOW)
    import_shipped_programmes(by=SYSTEM, at=NOW)
    by_method = {(phase.method_key, phase.output): phase for phase in phases_for_planning()}
    made = [
        Exercise(phase, next(iter(phase.looks_at), "health_and_social_care"), f"Strathtest-{number}")
        for number, phase in enumerate(by_method.values())
    ]
    for exercise in made:
        exercise.notify()
    return made


def sign_in(page: "Page", person: "Person", address: str) -> None:
    """From now on the page is this person's."""
    client = Client()
    client.force_login(person)
    page.context.clear_cookies()
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}
    page.context.add_cookies([cookie])  # type: ignore[list-item]


def test_every_method_and_its_exercise_is_accessible_and_fits_a_phone(
    exercises: list[Exercise],
    new_page: Callable[..., "Page"],
    live_server: Any,
    assert_accessible: Callable[["Page"], None],
) -> None:
    # Given an exercise of every method, of which its partnership has been told
    page = new_page(base_url=live_server.url)
    for made in exercises:
        at = [made.phase.programme.slug, made.phase.slug]
        reference = made.now().reference
        looked_at: list[tuple[Person, str, str]] = [
            (made.manager, reverse("phase_method", args=at), made.phase.method_title),
            (made.lead, reverse("inspection", args=[reference]), made.partnership.name),
        ]
        for person, address, words in looked_at:
            # When the service manager looks at the method, and the lead inspector at the exercise
            sign_in(page, person, live_server.url)
            page.goto(address)
            # Then each page says what it should, is accessible, and fits
            assert words in page.locator("main").inner_text(), address
            assert_accessible(page)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                wide = page.evaluate("document.documentElement.scrollWidth")
                assert wide <= width, f"{address} is {wide} wide at {width}"
            page.set_viewport_size({"width": WIDTHS[0], "height": 900})
