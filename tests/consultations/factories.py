"""A consultation on a draft framework: prepared, open with comments, decided, published."""

from datetime import datetime, timedelta
from typing import Any

from speir.consultations.choices import ChangedPart, Outcome, SpeaksAs, Stance
from speir.consultations.deciding_operations import decide, place_comment, start_group, write_change
from speir.consultations.models import Comment, CommentGroup, Consultation
from speir.consultations.operations import comment, open_consultation, prepare_consultation
from speir.consultations.publication_operations import publish_answer
from speir.consultations.queries import draft_item
from speir.people.operations import VISITOR
from tests.factories import NOW, TODAY, World, later, make_framework

CLOSES_IN = 10
AFTER = CLOSES_IN + 1


def prepared(world: World, **fields: Any) -> Consultation:
    """Prepared by the analyst on a draft of its own, public, closing in ten days."""
    usual: dict[str, Any] = {
        "framework": fields.pop("framework", None) or make_framework(),
        "programme": world.phase.programme,
        "title": "What should good look like?",
        "about": "We ask what you think of the draft.",
        "closes_on": TODAY + timedelta(days=CLOSES_IN),
        "is_public": True,
        "by": world.people["analyst"],
        "at": NOW,
    }
    return prepare_consultation(**{**usual, **fields})


def opened(world: World, **fields: Any) -> Consultation:
    """Open since NOW."""
    consultation = prepared(world, **fields)
    open_consultation(consultation=consultation, by=world.people["analyst"], at=NOW)
    return consultation


def said(consultation: Consultation, text: str = "Say who does it.", **fields: Any) -> Comment:
    """Somebody outside comments on the first indicator, a minute after whoever spoke before."""
    number = fields.pop("number", "1.1")
    before = Comment.objects.filter(consultation=consultation).count()
    usual: dict[str, Any] = {
        "item": draft_item(consultation, number) if number else None,
        "level_key": "",
        "stance": Stance.CHANGE,
        "speaks_as": SpeaksAs.STAFF,
        "may_be_quoted": True,
        "may_be_named": False,
        "by": VISITOR,
        "at": later(days=1) + timedelta(minutes=before),
    }
    return comment(consultation=consultation, text=text, **{**usual, **fields})


def grouped(
    world: World, consultation: Consultation, *comments: Comment, name: str = "Who does it"
) -> CommentGroup:
    """A strategic inspector puts comments into a new group."""
    at = later(days=AFTER)
    group = start_group(consultation=consultation, name=name, by=world.lead, at=at)
    for each in comments:
        place_comment(comment=each, group=group, by=world.lead, at=at)
    return group


def decided(
    world: World,
    group: CommentGroup,
    outcome: Outcome = Outcome.ACCEPTED,
    becomes: str = "Who does what, and by when",
    at: datetime | None = None,
) -> None:
    """The analyst decides; when accepted, the title of the first indicator changes."""
    at, by = at or later(days=AFTER), world.people["analyst"]
    decide(group=group, outcome=outcome, reason="It was not said.", by=by, at=at)
    if outcome != Outcome.NOT_ACCEPTED:
        change(world, group, becomes=becomes, at=at)


def change(
    world: World, group: CommentGroup, number: str = "1.1", item_number: str = "", **fields: Any
) -> None:
    """The analyst writes a change of words; ``item_number`` is that of a new indicator."""
    item = draft_item(group.consultation, number)
    assert item is not None
    usual: dict[str, Any] = {
        "part": ChangedPart.TITLE,
        "level_key": "",
        "number": item_number,
        "becomes": "Who does what, and by when",
        "by": world.people["analyst"],
        "at": later(days=AFTER),
    }
    write_change(group=group, item=item, **{**usual, **fields})


def answered(world: World) -> Consultation:
    """One comment, accepted, and everything published."""
    consultation = opened(world)
    decided(world, grouped(world, consultation, said(consultation)))
    publish_answer(consultation=consultation, by=world.people["analyst"], at=later(days=AFTER))
    return consultation
