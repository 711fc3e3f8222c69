"""Answers in lists of items: compared by place, reconciled, counted one by one, part of agreement."""

import pytest

from speir.record_reading.answers import answers_of
from speir.record_reading.figures import in_words
from speir.record_reading.models import Reading
from speir.record_reading.outcome_operations import finish_reconciling, settle_difference
from speir.record_reading.outcome_queries import (
    InWords,
    agreement_of,
    answers_in_words,
    comparison_of,
    figures_of,
    outstanding_of,
)
from speir.record_reading.places import by_key, by_place, merged
from speir.record_reading.queries import session_of
from tests.factories import World, later
from tests.record_reading.factories import (
    make_exercise,
    make_pair,
    make_reading,
    reading_world,
    sent,
    take,
    whole,
)

AT = later(days=12)
MINUTES = "conference/minutes"


def with_conferences(reading: Reading, *minutes: str) -> Reading:
    """Everything answered, with so many conferences; each reader's device gives them keys of its own."""
    events = whole()[:-1]
    for number, value in enumerate(minutes, 1):
        key = f"{reading.order[:1]}{number}"
        events.append(sent("conference", key, kind="add_item", sequence=20 + 2 * number))
        events.append(sent(f"conference[{key}]/minutes", value, sequence=21 + 2 * number))
    take(reading, [*events, sent("", None, kind="submit", sequence=90)])
    return reading


def settle(reading: Reading, address: str, value: str) -> None:
    settle_difference(
        reading=reading, address=address, value=value, why="Read again together.", by=reading.reader, at=AT
    )


def test_keys_and_places() -> None:
    lists = {"a": ["k1", "k2"], "a[k2]/b": ["x"]}
    assert by_place("a[k2]/b[x]/c", lists) == "a[2]/b[1]/c"
    assert by_key("a[2]/b[1]/c", lists) == "a[k2]/b[x]/c"
    assert by_key("a[3]/c", lists) == ""


def test_a_settled_number_adds_items_or_takes_them_out() -> None:
    values, lists = {"a[k1]/c": "yes", "a[k2]/c": "no", "d": "x"}, {"a": ["k1", "k2"]}
    fewer, keys = merged(values, lists, {"a": "1"})
    assert (fewer, keys) == ({"a[k1]/c": "yes", "d": "x"}, {"a": ["k1"]})
    more, keys = merged(values, lists, {"a": "3", "a[3]/c": "na", "a[1]/c": "no"})
    assert keys == {"a": ["k1", "k2", "agreed-3"]}
    assert more == {"a[k1]/c": "no", "a[k2]/c": "no", "a[agreed-3]/c": "na", "d": "x"}


@pytest.fixture
def world(db: None) -> World:
    return reading_world()


def test_answers_are_told_by_place(world: World) -> None:
    reading = with_conferences(make_reading(make_exercise(world), world.inspector), "yes", "no")
    answers = answers_of(session_of(reading, AT))
    told = {address: value for address, value in answers.items() if address.startswith("conference")}
    assert told == {"conference": "2", "conference[1]/minutes": "yes", "conference[2]/minutes": "no"}
    words = answers_in_words(reading, AT)
    assert InWords("Conference", "Were there minutes? (Conference 2)", "No", None) in words


def test_two_readers_are_compared_item_by_item(world: World) -> None:
    first, second = make_pair(make_exercise(world), world.inspector, world.local_reader)
    with_conferences(first, "yes", "no")
    with_conferences(second, "no", "no", "yes")
    # how many there were is settled before what was in those that one of them did not find
    assert outstanding_of([first, second], AT) == ["conference", "conference[1]/minutes"]
    [many, _] = comparison_of([first, second], AT).outstanding
    assert (many.label, many.first, many.second) == ("Conference: how many", "2", "3")
    settle(first, "conference", "3")
    assert outstanding_of([first, second], AT) == ["conference[1]/minutes", "conference[3]/minutes"]
    settle(first, "conference[1]/minutes", "yes")
    settle(second, "conference[3]/minutes", "yes")
    finish_reconciling(reading=first, by=first.reader, at=AT)
    found = figures_of(first.exercise, AT)
    [minutes] = [each for each in found.questions if each.question.address == MINUTES]
    assert {line.choice: line.count for line in minutes.distribution.lines}["yes"] == 2
    assert minutes.distribution.base.asked == 3
    assert minutes.records == 1


def test_fewer_items_can_be_settled_as_well(world: World) -> None:
    first, second = make_pair(make_exercise(world), world.inspector, world.local_reader)
    with_conferences(first, "yes", "no")
    with_conferences(second, "yes")
    settle(first, "conference", "1")
    assert outstanding_of([first, second], AT) == []
    finish_reconciling(reading=first, by=first.reader, at=AT)
    [minutes] = [e for e in figures_of(first.exercise, AT).questions if e.question.address == MINUTES]
    assert minutes.distribution.base.asked == 1


def test_items_are_counted_one_by_one_without_an_interval(world: World) -> None:
    exercise = make_exercise(world)
    with_conferences(make_reading(exercise, world.inspector), "yes", "no")
    with_conferences(make_reading(exercise, world.inspector))
    [minutes] = [each for each in figures_of(exercise, AT, ["yes"]).questions if each.question.thing]
    said = in_words(minutes)
    assert said.startswith("50 % (1 of 2) of items of “Conference” answered “Yes”")
    assert "Counted once for each conference, in 1 record. Of the 2 items where this was asked" in said
    assert "interval" not in said


def test_agreement_looks_at_each_item(world: World) -> None:
    first, second = make_pair(make_exercise(world), world.inspector, world.local_reader)
    with_conferences(first, "yes", "no")
    with_conferences(second, "yes", "yes")
    found = {each.asked.address: each for each in agreement_of(first.exercise, AT).questions}
    assert (found[MINUTES].alike, found[MINUTES].n_pairs) == (1, 2)
    assert (found["conference"].alike, found["conference"].n_pairs) == (1, 1)
