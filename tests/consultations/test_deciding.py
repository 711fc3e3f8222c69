"""Answering what was said: groups, decisions with reasons, changed words, the published answer."""

import hashlib
import json
from typing import Any

import pytest

from speir.consultations.choices import ChangedPart, Outcome, SpeaksAs
from speir.consultations.deciding_operations import (
    decide,
    place_comment,
    set_comment_aside,
    start_group,
    take_change_back,
)
from speir.consultations.deciding_queries import published_answer, work_on
from speir.consultations.publication_operations import make_next_version, publish_answer
from speir.consultations.publication_queries import HIDDEN
from speir.foundations.refusals import NotAllowed, NotNow, RuleBroken
from speir.frameworks.queries import crosswalk_of, items_of
from tests.consultations.factories import (
    AFTER,
    answered,
    change,
    decided,
    grouped,
    opened,
    said,
)
from tests.factories import World, later, make_world

THEN = later(days=AFTER)


@pytest.fixture
def world(db: None) -> World:
    """A partnership with inspectors."""
    return make_world()


def test_comments_are_grouped_while_they_come_and_decided_afterwards(world: World) -> None:
    consultation = opened(world)
    comment = said(consultation)
    group = start_group(consultation=consultation, name="Who", by=world.lead, at=later(days=2))
    place_comment(comment=comment, group=group, by=world.lead, at=later(days=2))
    with pytest.raises(RuleBroken, match="closing day is over"):
        decide(group=group, outcome=Outcome.ACCEPTED, reason="Yes.", by=world.manager, at=later(days=2))
    with pytest.raises(NotAllowed):
        decide(group=group, outcome=Outcome.ACCEPTED, reason="Yes.", by=world.lead, at=THEN)
    with pytest.raises(RuleBroken, match="Give the reason"):
        decide(group=group, outcome=Outcome.ACCEPTED, reason=" ", by=world.manager, at=THEN)
    with pytest.raises(RuleBroken, match="group of this name"):
        start_group(consultation=consultation, name="who", by=world.lead, at=THEN)


def test_of_decisions_at_one_moment_the_last_counts_and_none_overtakes_it_unseen(world: World) -> None:
    consultation = opened(world)
    group = start_group(consultation=consultation, name="Who", by=world.lead, at=later(days=2))
    given: dict[str, Any] = {"group": group, "outcome": Outcome.NOT_ACCEPTED, "by": world.manager, "at": THEN}
    seen = ""
    for reason in ("First.", "Second.", "Third."):
        before, seen = seen, decide(reason=reason, based_on=seen, **given).decided_at.isoformat()
        with pytest.raises(NotNow):
            decide(reason="Unseen.", based_on=before, **given)
        [told] = work_on(consultation).groups
        assert told.decision is not None
        assert told.decision.reason == reason


def test_a_comment_stands_in_one_group_and_moves(world: World) -> None:
    consultation = opened(world)
    comment = said(consultation)
    one, other = grouped(world, consultation, comment), grouped(world, consultation, name="Other")
    place_comment(comment=comment, group=other, by=world.lead, at=THEN)
    told = {each.group.pk: each.comments for each in work_on(consultation).groups}
    assert told == {one.pk: [], other.pk: [comment]}
    set_comment_aside(comment=comment, reason="About another matter.", by=world.lead, at=THEN)
    assert work_on(consultation).set_aside == [(comment, "About another matter.")]
    elsewhere = grouped(world, opened(world), name="Elsewhere")
    with pytest.raises(NotNow, match="another consultation"):
        place_comment(comment=comment, group=elsewhere, by=world.lead, at=THEN)


def test_only_what_is_accepted_changes_words(world: World) -> None:
    consultation = opened(world)
    group = grouped(world, consultation, said(consultation))
    with pytest.raises(RuleBroken, match="Only what was accepted"):
        change(world, group)
    decided(world, group, Outcome.NOT_ACCEPTED)
    with pytest.raises(RuleBroken, match="Only what was accepted"):
        change(world, group)
    decided(world, group, Outcome.IN_PART, at=later(days=AFTER, hours=1))
    with pytest.raises(RuleBroken, match="Take those changes back"):
        decided(world, group, Outcome.NOT_ACCEPTED)
    (made,) = work_on(consultation).changes
    assert (made.before, made.becomes) == ("Indicator 1.1", "Who does what, and by when")
    take_change_back(change=made, by=world.manager, at=THEN)
    decided(world, group, Outcome.NOT_ACCEPTED, at=later(days=AFTER, hours=2))
    assert work_on(consultation).changes == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"becomes": "Indicator 1.1"}, "differ from those"),
        ({"becomes": " "}, "differ from those"),
        ({"becomes": "x" * 201}, "at most 200"),
        ({"part": ChangedPart.NEW_INDICATOR, "item_number": "1.2"}, "number of its own"),
        ({"part": ChangedPart.NEW_INDICATOR, "item_number": "one more"}, "number of its own"),
        ({"part": ChangedPart.ILLUSTRATION, "level_key": "level-9"}, "part of this draft"),
        ({"number": "1", "part": ChangedPart.REMOVED}, "stand under this one"),
    ],
)
def test_changes_that_cannot_stand(world: World, fields: dict[str, Any], reason: str) -> None:
    consultation = opened(world)
    group = grouped(world, consultation, said(consultation))
    decide(group=group, outcome=Outcome.ACCEPTED, reason="Yes.", by=world.manager, at=THEN)
    with pytest.raises(RuleBroken, match=reason):
        change(world, group, **fields)


def test_taking_out_and_changing_do_not_go_together(world: World) -> None:
    consultation = opened(world)
    group = grouped(world, consultation, said(consultation))
    decided(world, group)
    with pytest.raises(RuleBroken, match="do not go together"):
        change(world, group, part=ChangedPart.REMOVED)
    change(world, group, "1.2", part=ChangedPart.REMOVED)
    with pytest.raises(RuleBroken, match="do not go together"):
        change(world, group, "1.2")


def test_nothing_is_published_with_a_comment_unanswered(world: World) -> None:
    consultation, analyst = opened(world), world.people["analyst"]
    comment, other = said(consultation), said(consultation, text="Something else.")
    with pytest.raises(RuleBroken, match="in no group"):
        publish_answer(consultation=consultation, by=analyst, at=THEN)
    group = grouped(world, consultation, comment)
    with pytest.raises(RuleBroken, match=r"It is about “Who does it”, 1 in no group\."):
        publish_answer(consultation=consultation, by=analyst, at=THEN)
    set_comment_aside(comment=other, reason="Not about this.", by=analyst, at=THEN)
    decide(group=group, outcome=Outcome.ACCEPTED, reason="Yes.", by=analyst, at=THEN)
    with pytest.raises(RuleBroken, match=r"changes no word.*It is about “Who does it”\."):
        publish_answer(consultation=consultation, by=analyst, at=THEN)
    change(world, group)
    with pytest.raises(NotNow, match="Publish what was decided first"):
        make_next_version(consultation=consultation, version="2", by=analyst, at=THEN)
    publish_answer(consultation=consultation, by=analyst, at=THEN)
    with pytest.raises((NotNow, RuleBroken)):
        decide(group=group, outcome=Outcome.NOT_ACCEPTED, reason="No.", by=analyst, at=THEN)


def test_the_answer_is_frozen_and_names_only_who_agreed(world: World) -> None:
    consultation, person = opened(world), world.coordinator
    comments = [
        said(consultation, text="Quote me with our name.", by=person, may_be_named=True),
        said(consultation, text="Quote me without a name.", by=person),
        said(consultation, text="Do not quote me.", may_be_quoted=False),
        *(said(consultation, text=f"Number {n} of many.", may_be_quoted=False) for n in range(5)),
        said(consultation, text="A carer.", speaks_as=SpeaksAs.CARER, may_be_quoted=False),
    ]
    decided(world, grouped(world, consultation, *comments))
    answer = publish_answer(consultation=consultation, by=world.manager, at=THEN)
    assert answer.checksum == hashlib.sha256(answer.content.encode()).hexdigest()
    assert "Do not quote me" not in answer.content
    assert person.full_name not in answer.content
    told = json.loads(answer.content)
    (group,) = told["groups"]
    assert [(each["text"], each["from"]) for each in group["quotes"]] == [
        ("Quote me with our name.", person.body.name),
        ("Quote me without a name.", ""),
    ]
    counts = {line["who"]: line["comments"] for line in told["who_spoke"]}
    assert counts[SpeaksAs.CARER.label] == HIDDEN, "one carer could be recognised"
    assert published_answer(consultation) == answer


def test_a_hidden_total_cannot_be_added_up_from_the_groups(world: World) -> None:
    content = json.loads(published_answer(answered(world)).content)  # type: ignore[union-attr]
    assert content["who_spoke"][-1] == {"who": "Altogether", "comments": HIDDEN}
    assert [each["comments"] for each in content["groups"]] == [HIDDEN]


def test_the_next_version_says_which_decision_led_to_which_change(world: World) -> None:
    consultation, analyst = opened(world), world.people["analyst"]
    draft = consultation.framework
    group = grouped(world, consultation, said(consultation))
    decided(world, group)
    change(world, group, "1", part=ChangedPart.ILLUSTRATION, level_key="level-3", becomes="It goes well.")
    change(world, group, "1.1", part=ChangedPart.QUESTION, becomes="Who does it?")
    change(world, group, "1.2", part=ChangedPart.REMOVED)
    change(
        world, group, "2.2", part=ChangedPart.NEW_INDICATOR, item_number="2.3", becomes="Voice\nWho is heard?"
    )
    publish_answer(consultation=consultation, by=analyst, at=THEN)
    made = make_next_version(consultation=consultation, version="2", by=analyst, at=THEN)
    items = {item.number: item for item in items_of(made)}
    assert list(items) == ["1", "1.1", "2", "2.1", "2.2", "2.3"]
    assert (items["1.1"].title, items["1.1"].question) == ("Who does what, and by when", "Who does it?")
    assert (items["2.3"].title, items["2.3"].question) == ("Voice", "Who is heard?")
    assert items["2.3"].parent == items["2"]
    assert (made.key, made.version, made.draft_at) == (draft.key, "2", None)
    lines = {
        (line.earlier_item, line.item): (line.relation, line.note) for line in crosswalk_of(made.key, "2")
    }
    because = "Who does it: accepted"
    assert lines["1.1 Indicator 1.1", "1.1 Who does what, and by when"] == ("Changed", because)
    assert lines["1.2 Indicator 1.2", ""] == ("Not carried over", because)
    assert lines["", "2.3 Voice"] == ("New", because)
    assert lines["2.1 Indicator 2.1", "2.1 Indicator 2.1"] == ("The same", "")
    with pytest.raises(RuleBroken, match="made already"):
        make_next_version(consultation=consultation, version="3", by=analyst, at=THEN)


def test_a_version_that_is_there_is_not_made_again(world: World) -> None:
    consultation = answered(world)
    with pytest.raises(RuleBroken, match="does not have yet"):
        make_next_version(
            consultation=consultation, version=consultation.framework.version, by=world.manager, at=THEN
        )
