"""Who agrees with whom."""

import random
from datetime import date

import pytest

from speir.measures.agreement import gwet
from speir.measures.readers import Confusion, Rating, by_body, by_reader, confusions, pairs, rows

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)
RATINGS = [
    Rating("R2", "Bea", "no", "health", TUESDAY),
    Rating("R1", "Ann", "yes", "council", MONDAY),
    Rating("R1", "Bea", "yes", "health", TUESDAY),
    Rating("R2", "Ann", "yes", "council", MONDAY),
    Rating("R3", "Ann", "no", "council", MONDAY),
    Rating("R3", "Cal", "not_recorded", "council"),
    Rating("R4", "Ann", None, "council", MONDAY),
    Rating("R4", "Cal", "yes", "council", MONDAY),
]


def test_pairs_are_of_two_answers() -> None:
    found = pairs(RATINGS)
    assert [(pair.one.reader, pair.other.reader, pair.is_alike) for pair in found] == [
        ("Ann", "Bea", True),
        ("Ann", "Bea", False),
        ("Ann", "Cal", False),
    ]
    assert [pair.day for pair in found] == [TUESDAY, TUESDAY, None]


def test_rows_are_what_agreement_takes() -> None:
    assert rows(RATINGS) == [["yes", "yes"], ["yes", "no"], ["no", "not_recorded"], [None, "yes"]]
    assert gwet(rows(RATINGS)).n_pairs == 3


def test_a_reader_answers_a_record_once() -> None:
    with pytest.raises(ValueError, match="Ann has two answers for record R1"):
        pairs([RATINGS[1], RATINGS[1]])


def test_each_reader_against_the_rest() -> None:
    ann, bea, cal = by_reader(RATINGS)
    assert [(each.name, each.alike, each.n_pairs) for each in (ann, bea, cal)] == [
        ("Ann", 1, 3),
        ("Bea", 1, 2),
        ("Cal", 0, 1),
    ]
    assert (ann.rest, bea.rest, cal.rest) == (None, 0, 0.5)


def test_each_body_against_the_others() -> None:
    own, across = by_body(RATINGS)
    assert (own.name, own.alike, own.n_pairs) == ("council", 0, 1)
    assert (across.name, across.alike, across.n_pairs) == ("council and health", 1, 2)


def test_where_answers_are_confused() -> None:
    assert confusions(RATINGS) == (Confusion("no", "not_recorded", 1), Confusion("no", "yes", 1))
    assert confusions([]) == ()


def test_a_careless_reader_stands_out() -> None:
    chance = random.Random(11)
    ratings = []
    for number in range(120):
        one, other = chance.sample(["Ann", "Bea", "Cal", "Dot"], 2)
        true = chance.choice(["yes", "no"])
        for reader in (one, other):
            answer = true if reader != "Dot" else chance.choice(["yes", "no"])
            ratings.append(Rating(f"R{number}", reader, answer))
    parts = {each.name: each for each in by_reader(ratings, ["yes", "no"])}
    assert parts["Dot"].rest == 1
    assert parts["Dot"].interval.high < 0.8
    assert parts["Dot"].agreement.value
    assert parts["Ann"].agreement.value
    assert parts["Dot"].agreement.value < 0.4 < parts["Ann"].agreement.value
