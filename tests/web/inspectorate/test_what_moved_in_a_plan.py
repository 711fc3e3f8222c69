"""A plan made after a slip says at once what moved and why, and does not move what has begun."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from speir.capacity_plans.models import Scenario
from tests.capacity_plans.factories import answer, asked, scenario
from tests.factories import World, make_world
from tests.web.inspectorate.reading import page_of

pytestmark = pytest.mark.django_db
KEPT = {"inspection": "Brae", "team": "Team 2", "starts_on": "2027-02-01"}


@pytest.fixture
def world() -> World:
    return make_world()


def address(made: Scenario) -> str:
    return reverse("capacity_plan", kwargs={"identity": made.pk})


def ticked(page: str) -> set[str]:
    """What is kept where it is unless somebody says otherwise."""
    boxes = re.findall(r'<input [^>]*name="kept"[^>]*>', page)
    return {re.findall(r'value="([^"]+)"', box)[0] for box in boxes if " checked" in box}


def test_what_was_kept_before_and_what_has_begun_is_kept_unless_somebody_says_otherwise(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = answer(scenario(world, problem={**asked(), "fixed": [KEPT]}))
    assert made.answer is not None
    first = {each["inspection"]: each["starts_on"] for each in made.answer["inspections"]}
    assert first == {"Ardmore": "2027-01-04", "Brae": "2027-02-01"}
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2027, 1, 3, 12, tzinfo=UTC))
    assert ticked(page_of(client, world.manager, address(made))) == {"Brae"}
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2027, 1, 4, 12, tzinfo=UTC))
    assert ticked(page_of(client, world.manager, address(made))) == {"Ardmore", "Brae"}


def test_a_plan_made_after_a_slip_says_what_moved_why_and_what_to_do_next(
    client: Client, world: World
) -> None:
    made = answer(scenario(world))
    client.force_login(world.manager)
    sent = {"name": "After the slip", "kept": ["Brae"], "slipped": "Ardmore", "not_before": "1 March 2027"}
    client.post(address(made), sent)
    new = answer(Scenario.objects.get(name="After the slip"))
    page = unescape(page_of(client, world.manager, address(new)))
    before_the_picture = page[: page.index("The plan by team and month")]
    assert "What moved since “Two teams”" in before_the_picture
    assert re.search(r"<strong>Ardmore: \d+ weeks later\.</strong>", before_the_picture)
    assert "Brae: " not in before_the_picture
    assert "Unchanged: 1 inspection." in before_the_picture
    assert "Ardmore; 1 March 2027" in before_the_picture
    assert 'href="#adopt"' in before_the_picture
    assert 'id="adopt"' in page
    assert "What moved since" not in page_of(client, world.manager, address(made))
