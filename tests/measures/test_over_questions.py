"""How one reader agrees with others over all questions together."""

import random
from datetime import date

import pytest

from speir.measures.agreement import gwet, krippendorff_alpha
from speir.measures.over_questions import PartOver, Rated, over_questions
from speir.measures.readers import Pair, Rating, bodies_of, readers_of, rows

GRADES = ["weak", "adequate", "good", "very good"]


def everybody(_pair: Pair) -> set[str]:
    """All pairs as one part."""
    return {"all"}


def question(
    seed: int,
    records: int,
    agree: float,
    offered: list[str],
    readers: tuple[str, ...] = ("Ann", "Bea", "Cal"),
) -> list[Rating]:
    """A question read twice on each record, by readers in turn; ``agree`` is how often the second follows."""
    chance = random.Random(seed)
    found = []
    for number in range(records):
        one, other = readers[number % len(readers)], readers[(number + 1) % len(readers)]
        first = chance.choice(offered)
        second = first if chance.random() < agree else chance.choice(offered)
        day = date(2026, 3, 2 + number % 5)
        found += [
            Rating(f"R{number}", one, first, "council", day),
            Rating(f"R{number}", other, second, "nhs", day),
        ]
    return found


@pytest.mark.parametrize("level", ["nominal", "ordinal"])
def test_one_question_and_all_readers_give_its_own_coefficients(level: str) -> None:
    ratings = question(3, 30, 0.6, GRADES)
    [found] = over_questions([Rated(ratings, GRADES, level)], everybody)  # type: ignore[arg-type]
    known = gwet(rows(ratings), GRADES, level)  # type: ignore[arg-type]
    alpha = krippendorff_alpha(rows(ratings), GRADES, level)  # type: ignore[arg-type]
    assert found.gwet.value == pytest.approx(known.value)
    assert (found.gwet.observed, found.gwet.chance) == pytest.approx((known.observed, known.chance))
    assert found.alpha.value == pytest.approx(alpha.value)
    assert (found.records, found.n_pairs) == (30, 30)


def test_numbers_are_weighed_by_how_far_apart_they_are() -> None:
    ratings = [
        Rating(f"R{n}", reader, float(value), "")
        for n, pair in enumerate([(1, 1), (2, 3), (5, 9), (4, 4)])
        for reader, value in zip(("Ann", "Bea"), pair, strict=True)
    ]
    [found] = over_questions([Rated(ratings, None, "interval")], everybody)
    assert found.gwet.value == pytest.approx(gwet(rows(ratings), None, "interval").value)
    assert found.alpha.value == pytest.approx(krippendorff_alpha(rows(ratings), None, "interval").value)


def test_a_reader_apart_stands_out_over_questions_though_no_question_could_say_so() -> None:
    chance, questions = random.Random(1), []
    for _ in range(20):
        ratings = []
        for number in range(12):
            one, other = [("Ann", "Bea"), ("Bea", "Cal"), ("Cal", "Ann")][number % 3]
            answers = dict.fromkeys(("Ann", "Bea"), "yes" if number % 2 else "no")
            answers["Cal"] = chance.choice(["yes", "no"])
            ratings += [Rating(f"R{number}", each, answers[each], each) for each in (one, other)]
        questions.append(Rated(ratings, ["yes", "no"]))
    ann, bea, cal = over_questions(questions, readers_of)
    assert [each.records for each in (ann, bea, cal)] == [8, 8, 8]
    assert abs(_ends(cal)[0]) < 0.2
    assert _ends(cal)[2] < _ends(ann)[0]
    assert {each.name for each in over_questions(questions, bodies_of)} == {
        "Ann and Bea",
        "Bea and Cal",
        "Ann and Cal",
    }


def test_items_of_one_record_count_as_one_record() -> None:
    ratings = [
        Rating(f"R{n} {place}", reader, "yes" if n or reader == "Ann" else "no", "", None, f"R{n}")
        for n in range(2)
        for place in range(10)
        for reader in ("Ann", "Bea")
    ]
    [found] = over_questions([Rated(ratings, ["yes", "no"])], everybody)
    assert (found.n_pairs, found.records, found.gwet.n_items) == (20, 2, 2)
    assert (found.gwet.low, found.gwet.high) == (-1.0, 1.0)  # two records say next to nothing


def test_full_agreement_is_not_certainty_and_one_record_says_nothing() -> None:
    ratings = [
        Rating(f"R{n}", reader, "yes" if n % 2 else "no") for n in range(9) for reader in ("Ann", "Bea")
    ]
    [found] = over_questions([Rated(ratings, ["yes", "no"])], everybody)
    assert found.gwet.value == 1
    assert 0 < _ends(found)[1] < 0.8
    [single] = over_questions([Rated(ratings[:2], ["yes", "no"])], everybody)
    assert (single.gwet.low, single.gwet.high) == (-1.0, 1.0)
    assert single.alpha.value is None  # one answer only: alpha is not defined
    assert over_questions([Rated([], ["yes", "no"])], readers_of) == ()


@pytest.mark.slow
def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    truth = _holds(2000, 1)[0]  # of very many records
    held = sum(low <= truth <= high for low, high in (_holds(18, seed)[1:] for seed in range(200)))
    assert 0.88 <= held / 200 <= 1


def _holds(records: int, seed: int) -> tuple[float, float, float]:
    """Ten questions of which a record is easy or hard: the coefficient over all of them, and its ends."""
    chance = random.Random(seed)
    hard = [chance.random() < 0.4 for _ in range(records)]
    questions = []
    for _ in range(10):
        ratings = []
        for number in range(records):
            first = chance.choice(GRADES)
            second = first if chance.random() < (0.5 if hard[number] else 0.9) else chance.choice(GRADES)
            ratings += [Rating(f"R{number}", "Ann", first), Rating(f"R{number}", "Bea", second)]
        questions.append(Rated(ratings, GRADES))
    [found] = over_questions(questions, everybody)
    return _ends(found)


def _ends(found: PartOver) -> tuple[float, float, float]:
    assert found.gwet.value is not None
    assert found.gwet.low is not None
    assert found.gwet.high is not None
    return found.gwet.value, found.gwet.low, found.gwet.high
