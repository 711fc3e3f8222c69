"""Pages of support, conversations and summaries ask as often for three things as for one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.area_monitoring.choices import Activity
from speir.area_summaries.operations import add_item
from speir.foundations.refusals import RuleBroken
from speir.partnerships.area_names import address_of
from speir.people.models import Body, Person
from speir.risk_conversations.choices import LineKind
from speir.risk_conversations.models import ConversationAction, RiskConversation
from speir.risk_conversations.operations import add_line, cancel_conversation
from speir.web.inspectorate.conversation_page import action_line
from tests.area_summaries.factories import drafted, logged
from tests.area_teams.factories import area_of
from tests.factories import STILL_DAY, World, later
from tests.improvement_support.factories import notified_area, offered
from tests.risk_conversations import factories as conversations

pytestmark = pytest.mark.django_db


def asked(page: str, person: Person) -> int:
    client = Client()
    client.force_login(person)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def same_for_three(page: str, person: Person, add: Callable[[], object]) -> None:
    add()
    one = asked(page, person)
    add()
    add()
    assert asked(page, person) == one


def place(name: str, world: World) -> str:
    area = area_of(world)
    return reverse(name, kwargs={"address": address_of(area.kind, area.name)})


def test_support() -> None:
    world = notified_area()
    same_for_three(place("area_support", world), world.link, lambda: offered(world))
    for page, person in (
        (place("area", world), world.link),
        (reverse("partnership_home"), world.coordinator),
    ):
        before = asked(page, person)
        offered(world)
        assert asked(page, person) == before


def test_a_conversation() -> None:
    world = conversations.bodies_meet()
    it = conversations.held(world)
    page = reverse("risk_conversation", kwargs={"conversation_id": it.pk})

    def line() -> None:
        given = {"kind": LineKind.RISK, "text": "Vacant posts.", "body": None}
        add_line(conversation=it, by=world.link, at=later(days=7), **given)  # type: ignore[arg-type]

    same_for_three(page, world.link, line)


def sends(world: World, who: str, it: RiskConversation, what: str, why: str) -> str:
    client = Client()
    client.force_login(world.people[who])
    page = reverse("risk_conversation", kwargs={"conversation_id": it.pk})
    client.post(page, {"what": what, f"{what}-why": why})
    client.force_login(world.link)
    return client.get(page).content.decode()


def test_whoever_writes_the_record_reads_why_it_came_back() -> None:
    world = conversations.bodies_meet()
    it = conversations.signing(world)
    assert "The record was sent back" not in sends(world, "his_person", it, "back", "")
    page = sends(world, "his_person", it, "back", "A risk is missing.")
    assert "The record was sent back" in page
    assert "His Strategic: A risk is missing." in page


def test_a_conversation_is_called_off_with_the_reason_for_the_other_bodies() -> None:
    world = conversations.bodies_meet()
    it = conversations.called(world)
    with pytest.raises(RuleBroken, match="Say why the conversation is called off"):
        cancel_conversation(conversation=it, why=" ", by=world.link, at=later())
    assert f"{world.link.full_name}: The day is moved." in sends(
        world, "link", it, "cancel", "The day is moved."
    )


@pytest.mark.parametrize(
    ("days_ago", "is_done", "late"),
    [(0, False, ""), (1, False, "1 day late"), (12, False, "12 days late"), (12, True, "")],
)
@pytest.mark.usefixtures("still_clock")
def test_an_open_action_says_how_late_it_is(days_ago: int, is_done: bool, late: str) -> None:
    due_on = STILL_DAY - timedelta(days=days_ago)
    body = Body(name="Healthcare Improvement Scotland")
    action = ConversationAction(text="Ask the board.", owner="Senior inspector", body=body, due_on=due_on)
    if is_done:
        action.done_at, action.outcome = later(), "The board answered."
    assert action_line(action).late == late


def test_a_summary() -> None:
    world = logged()
    summary = drafted(world)
    page = reverse("area_summary", kwargs={"summary_id": summary.pk})

    def item() -> None:
        at = later(days=1)
        add_item(summary=summary, activity=Activity.CAPACITY, text="A new team.", by=world.link, at=at)

    same_for_three(page, world.link, item)
