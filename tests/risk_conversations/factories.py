"""A risk conversation about a fictional area."""

from datetime import timedelta
from typing import Any

from speir.people.choices import Role
from speir.risk_conversations.choices import LineKind
from speir.risk_conversations.models import RiskConversation
from speir.risk_conversations.operations import (
    add_action,
    add_line,
    call_conversation,
    hold_conversation,
    note_who_was_there,
    prepare_view,
    send_for_signing,
)
from tests.area_teams.factories import area_of, known
from tests.factories import TODAY, World, later, make_person

PURPOSE = "What each body knows of the area this winter"


def bodies_meet() -> World:
    """An area, and a strategic inspector of each of the other bodies."""
    world = known()
    for key in ("his", "hmics"):
        name = f"{key.title()} Strategic"
        world.people[f"{key}_person"] = make_person(world.bodies[key], name, Role.STRATEGIC_INSPECTOR)
    return world


def called(world: World, **fields: Any) -> RiskConversation:
    """The link inspector calls the care and health bodies together in a week."""
    usual: dict[str, Any] = {
        "area": area_of(world),
        "held_on": TODAY + timedelta(days=7),
        "purpose": PURPOSE,
        "bodies": [world.bodies["ci"], world.bodies["his"]],
        "by": world.link,
        "at": later(),
    }
    return call_conversation(**{**usual, **fields})


def held(world: World) -> RiskConversation:
    """Both have prepared, and the conversation is held."""
    it = called(world)
    for who in ("link", "his_person"):
        person = world.people[who]
        view = f"The view of {person.body.name}."
        prepare_view(conversation=it, view=view, base=0, by=person, at=later(days=1))
    hold_conversation(conversation=it, by=world.link, at=later(days=7))
    it.refresh_from_db()
    return it


def signing(world: World) -> RiskConversation:
    """The record is written and sent for signing."""
    it, at = held(world), later(days=7)
    for key in ("ci", "his"):
        note_who_was_there(
            conversation=it, body=world.bodies[key], attended="Two inspectors", by=world.link, at=at
        )
    add_line(conversation=it, kind=LineKind.RISK, text="Vacant posts.", body=None, by=world.link, at=at)
    action(world, it)
    send_for_signing(conversation=it, next_on=TODAY + timedelta(days=100), by=world.link, at=at)
    it.refresh_from_db()
    return it


def action(world: World, it: RiskConversation) -> object:
    """The health body will do something."""
    return add_action(
        conversation=it,
        text="Ask the board for its vacancies.",
        body=world.bodies["his"],
        owner="Senior inspector",
        due_on=TODAY + timedelta(days=30),
        by=world.link,
        at=later(days=7),
    )
