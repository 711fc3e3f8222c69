"""The list of evaluated items: names of who has submitted, never what; opening the evaluation."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.frameworks.models import FrameworkItem
from tests.factories import (
    World,
    consolidated,
    evaluating,
    gathering,
    lodge,
    make_world,
    notified,
    submit,
    world_at,
)
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_at(evaluating)


def test_the_lead_opens_the_evaluation(client: Client) -> None:
    world = world_at(gathering)
    lodge(world)
    client.force_login(world.lead)
    answer = client.post(address("open_evaluation", world), follow=True)
    assert "The evaluation is open." in answer.content.decode()
    assert world.fresh().status == "evaluating"


def test_without_evidence_the_button_says_why_not(client: Client) -> None:
    world = world_at(gathering)
    reason = "There is no evidence here yet."
    assert reason in page_of(client, world.lead, address("evaluations", world))
    assert reason in client.post(address("open_evaluation", world), follow=True).content.decode()
    assert world.fresh().status == "gathering"


def test_before_gathering_the_button_says_why_not(client: Client) -> None:
    world = world_at(notified)
    lodge(world)
    seen = page_of(client, world.lead, address("evaluations", world))
    assert "For this the inspection must be gathering evidence. At the moment it is notified." in seen


@pytest.mark.parametrize("who", ["inspector", "support", "ci_signatory", "manager"])
def test_only_the_lead_opens_it(client: Client, who: str) -> None:
    world = world_at(gathering)
    lodge(world)
    reason = "Only the lead inspector can do this."
    assert reason in page_of(client, getattr(world, who), address("evaluations", world))
    assert reason in client.post(address("open_evaluation", world), follow=True).content.decode()
    assert world.fresh().status == "gathering"


def test_opening_is_posted(client: Client, world: World) -> None:
    assert status_for(client, world.lead, address("open_evaluation", world)) == 405


def test_names_show_who_has_submitted_and_nothing_of_what(client: Client, world: World) -> None:
    submit(world, world.evaluated()[0], world.inspector, value=1)
    seen = page_of(client, world.lead, address("evaluations", world))
    assert seen.count("Not yet") == 5
    assert seen.count(">Submitted<") == 1
    assert "important weaknesses" not in seen
    assert "What Inspector concludes" not in seen


def test_my_turn_ends_when_mine_is_in(client: Client, world: World) -> None:
    path = address("evaluations", world)
    assert page_of(client, world.inspector, path).count("Your turn") == 2
    submit(world, world.evaluated()[0], world.inspector)
    assert page_of(client, world.inspector, path).count("Your turn") == 1
    assert "Your turn" not in page_of(client, world.ci_signatory, path)


def test_a_number_of_items_stands_with_its_n(client: Client, world: World) -> None:
    seen = page_of(client, world.lead, address("evaluations", world))
    assert "2 items of evidence on 1, by source" in seen


def test_the_team_judgement_shows_when_it_is_recorded(client: Client) -> None:
    world = world_at(consolidated)
    seen = page_of(client, world.ci_signatory, address("evaluations", world))
    assert seen.count("effective with areas for improvement") == 2


@pytest.mark.parametrize("who", ["outsider", "analyst", "coordinator", "council_head"])
def test_people_outside_the_team_find_nothing(client: Client, world: World, who: str) -> None:
    assert status_for(client, getattr(world, who), address("evaluations", world)) == 404


def test_a_link_inspector_knows_of_the_inspection_but_not_of_this(client: Client, world: World) -> None:
    assert status_for(client, world.link, address("evaluations", world)) == 403


def test_the_list_takes_the_same_number_of_queries_however_long_it_is(client: Client) -> None:
    counted = []
    for fewer in (True, False):
        made = make_world()
        if fewer:
            FrameworkItem.objects.filter(framework=made.phase.framework, number="2").update(
                is_evaluated=False
            )
        evaluating(made)
        client.force_login(made.lead)
        with CaptureQueriesContext(connection) as queries:
            client.get(address("evaluations", made))
        counted.append(len(queries))
    assert counted[0] == counted[1]
