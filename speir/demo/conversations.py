"""Invented risk conversations of scrutiny bodies about one invented area: one signed, one to come."""

from datetime import datetime, timedelta
from typing import Any

from speir.demo.cast import Cast
from speir.demo.story import story
from speir.foundations.uk_time import uk_day
from speir.partnerships.models import Area
from speir.people.models import Person
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
    sign_record,
)


def tell(cast: Cast, area: Area, at: datetime) -> None:
    """The first was held and signed; the second is being prepared, with an action carried into it."""
    told = story()["conversations"]
    people = [cast.person(each["by"]) for each in told["bodies"]]
    first = _held(cast, area, told, people, at - timedelta(days=told["days"]))
    for person in people:
        then = at - timedelta(days=told["days"] - 6)
        sign_record(conversation=first, checksum=first.checksum, by=person, at=then)
    following = call_conversation(
        area=area,
        held_on=first.next_on or uk_day(at),
        purpose=told["next_purpose"],
        bodies=[person.body for person in people],
        by=people[0],
        at=at - timedelta(days=3),
    )
    then = at - timedelta(days=2)
    prepare_view(conversation=following, view=told["next_view"], base=0, by=people[-1], at=then)


def _held(
    cast: Cast, area: Area, told: dict[str, Any], people: list[Person], at: datetime
) -> RiskConversation:
    link = people[0]
    bodies = [person.body for person in people]
    it = call_conversation(
        area=area,
        held_on=uk_day(at),
        purpose=told["purpose"],
        bodies=bodies,
        by=link,
        at=at - timedelta(days=30),
    )
    for person, each in zip(people, told["bodies"], strict=True):
        then = at - timedelta(days=5)
        prepare_view(conversation=it, view=each["view"], base=0, by=person, at=then)
    hold_conversation(conversation=it, by=link, at=at)
    it.refresh_from_db()
    for person, each in zip(people, told["bodies"], strict=True):
        note_who_was_there(conversation=it, body=person.body, attended=each["there"], by=link, at=at)
    for kind, whose, text in told["lines"]:
        body = cast.person(whose).body if whose else None
        add_line(conversation=it, kind=LineKind(kind), text=text, body=body, by=link, at=at)
    for whose, owner, days, text in told["actions"]:
        due_on, body = uk_day(at) + timedelta(days=days), cast.person(whose).body
        add_action(conversation=it, text=text, body=body, owner=owner, due_on=due_on, by=link, at=at)
    next_on = uk_day(at) + timedelta(days=told["next_in"])
    send_for_signing(conversation=it, next_on=next_on, by=link, at=at + timedelta(days=1))
    it.refresh_from_db()
    return it
