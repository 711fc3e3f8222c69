"""Advice: each rule says its sentence when it should, and holds its tongue when it should not."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from speir.measures.advice import Advice, Question, advise, of_question
from speir.measures.limits import LIMITS
from speir.measures.readers import Rating
from speir.measures.tabulation import PlainRule

START = date(2026, 3, 2)


def question(
    answers: Sequence[tuple[str | None, str | None]], name: str = "Question 14", **more: object
) -> Question:
    """A question that Ann and Bea answered, a row a record."""
    ratings = [
        Rating(f"R{number}", reader, answer, body)
        for number, row in enumerate(answers)
        for reader, body, answer in zip(("Ann", "Bea"), ("council", "health"), row, strict=True)
    ]
    return Question(name, ratings, ["yes", "no", "not_recorded"], **more)  # type: ignore[arg-type]


def rules(found: Sequence[Advice]) -> list[str]:
    """The names of the rules that spoke."""
    return [advice.rule for advice in found]


GOOD = [("yes", "yes"), ("no", "no"), ("yes", "yes"), ("no", "no")] * 5


def test_a_question_that_all_understand_needs_no_advice() -> None:
    assert advise([question(GOOD)]) == ()
    assert advise([]) == ()


def test_a_question_that_means_different_things() -> None:
    [first, *_] = of_question(
        question([("yes", "no"), ("no", "yes"), ("yes", "yes"), ("no", "not_recorded")] * 5)
    )
    assert first.sentence == "Question 14 means different things to different readers."
    assert first.because.startswith("The same answer in 5 of 20 pairs of readings; AC1 ")
    assert first.because.endswith("and below 0.667 nothing should rest on it.")
    assert first.rule == "different meanings"


def test_a_question_that_may_mean_different_things() -> None:
    found = of_question(
        question([*GOOD[:8], ("yes", "no"), ("no", "yes"), ("yes", "not_recorded"), ("no", "yes")])
    )
    assert found[0].sentence == "Question 14 may mean different things to different readers."


def test_answers_that_are_mixed_up() -> None:
    mixed = [*GOOD, ("no", "not_recorded"), ("not_recorded", "no"), ("no", "not_recorded"), ("yes", "no")]
    [found] = of_question(question(mixed, labels={"no": "No"}))
    assert found.sentence == (
        "In question 14 readers mix up “No” and “not recorded”: say in the guidance when to choose which."
    )
    assert found.because == "3 of 4 differences are of this kind."


@pytest.mark.parametrize(
    "differences",
    [
        [("no", "yes"), ("no", "yes")],
        [("no", "yes")] * 3 + [("no", "not_recorded")] * 3,
        [("no", "yes")] * 3 + [("no", "not_recorded")] * 2 + [("yes", "not_recorded")] * 2,
    ],
    ids=["too few", "two kinds alike", "less than half"],
)
def test_differences_of_no_one_kind(differences: list[tuple[str, str]]) -> None:
    assert "two answers mixed up" not in rules(of_question(question([*GOOD * 3, *differences])))


def test_two_answers_can_only_be_mixed_up_with_each_other() -> None:
    ratings = question([*GOOD, *[("yes", "no")] * 4]).ratings
    assert "two answers mixed up" not in rules(of_question(Question("Question 2", ratings, ["yes", "no"])))


@pytest.mark.parametrize(("alike", "says"), [(20, "is not defined"), (19, "of 0.00 means little")])
def test_nearly_always_the_same(alike: int, says: str) -> None:
    [found] = of_question(question([("yes", "yes")] * alike + [("yes", "no")] * (20 - alike)))
    assert found.sentence == f"Question 14 has nearly always the same answer, so its alpha {says}."
    assert found.rule == "nearly always the same"


def test_too_few_read_twice_is_said_once() -> None:
    [found] = advise([question(GOOD[:4])])
    assert found.sentence == "Question 14 cannot be judged yet: too few records were read twice."
    assert found.because == "4 records were read twice; this needs at least 10."
    [both] = advise(
        [question(GOOD[:1]), question([], "Question 3"), question([("yes", None)], "Question 15")]
    )
    assert both.sentence == "2 questions cannot be judged yet: too few records were read twice."
    assert both.because == "Questions 14, 15."
    assert of_question(question(GOOD[:1]))[0].because.startswith("1 record was read twice")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Question 1", "Question 2"], "Questions 1, 2."),
        ([f"Question {number}" for number in (1, 2, 4, 5, 6, 9)], "Questions 1, 2, 4 to 6, 9."),
        (["Question 1", "The first question"], "Question 1, The first question."),
    ],
)
def test_many_questions_are_named_shortly(names: list[str], said: str) -> None:
    [found] = advise([question(GOOD[:1], name) for name in names])
    assert found.because == said


def test_often_not_recorded() -> None:
    rule = PlainRule(out=("na",), missing=("nr",))
    [found] = of_question(
        Question("Question 9", (), answers=["yes"] * 8 + ["nr", "nr", "na", None], rule=rule)
    )
    assert found.sentence == "Question 9 is often not recorded: ask whether these records can answer it."
    assert found.because == "2 of 10 records where it applied."
    assert of_question(Question("Question 9", (), answers=["yes"] * 9 + ["nr"], rule=rule)) == ()


def dated(share: Sequence[float], name: str = "Question 14", each: int = 20) -> Question:
    """A question each record of which one reader answered, with yes in a given share of every day."""
    ratings = [
        Rating(
            f"R{day}-{number}",
            "Ann",
            "yes" if number < part * each else "no",
            day=START + timedelta(days=day),
        )
        for day, part in enumerate(share)
        for number in range(each)
    ]
    return Question(name, ratings)


def drifts(found: Sequence[Advice]) -> list[Advice]:
    """Only what is said of drift."""
    return [advice for advice in found if "drift" in advice.rule]


def test_answers_that_change_over_the_days() -> None:
    [found] = drifts(advise([dated([0.2, 0.4, 0.6, 0.8])]))
    assert found.sentence == "Answers to question 14 changed over the days: read some early records again."
    assert found.because.endswith(
        ": 80 % of 20 on 2 March, then 20 % of 20 on 5 March. Without any change this would come about less "
        "than once in 1,000 times."
    )


def test_numbers_are_averaged_not_mixed_up() -> None:
    ratings = [
        Rating(f"R{day}-{number}", reader, float(day + number % 3 + extra), day=START + timedelta(days=day))
        for day in range(4)
        for number in range(8)
        for reader, extra in (("Ann", 0), ("Bea", 1))
    ]
    found = advise([Question("Question 6", ratings, level="interval")])
    assert "two answers mixed up" not in rules(found)
    [drift] = drifts(found)
    assert drift.because.startswith("The average: 1.4 of 16 on 2 March, then 4.4 of 16 on 5 March.")


def test_a_slight_change_is_nothing_among_many_questions() -> None:
    slight = [0.4, 0.5, 0.6, 0.7]
    assert drifts(advise([dated(slight)]))
    many = [dated([0.5, 0.4, 0.5, 0.5], f"Question {number}") for number in range(20)]
    assert not drifts(advise([dated(slight), *many]))


def test_agreement_that_changes_over_the_days() -> None:
    ratings = [
        Rating(f"R{day}-{number}", reader, "yes" if reader == "Ann" or number >= 4 * day else "no", day=when)
        for day in range(4)
        for number in range(16)
        for reader, when in (("Ann", START), ("Bea", START + timedelta(days=day)))
    ]
    found = [
        advice for advice in advise([Question("Chronology", ratings)]) if advice.rule == "agreement drifts"
    ]
    assert [advice.sentence for advice in found] == [
        "Agreement on Chronology changed over the days: read some early records again."
    ]


def crowd(careless: str, body: str = "council") -> list[Question]:
    """Thirty questions that four readers answered in pairs; one of them by tossing a coin."""
    chance = random.Random(11)
    bodies = {"Ann": "council", "Bea": "council", "Cal": "health", "Dot": body}
    found = []
    for place in range(30):
        ratings = []
        for number in range(12):
            true = chance.choice(["yes", "no"])
            for reader in chance.sample(sorted(bodies), 2):
                answer = chance.choice(["yes", "no"]) if reader == careless else true
                ratings.append(Rating(f"R{number}", reader, answer, bodies[reader]))
        found.append(Question(f"Question {place}", ratings, ["yes", "no"]))
    return found


def test_a_reader_apart() -> None:
    found = [advice for advice in advise(crowd("Dot")) if advice.rule == "reader apart"]
    assert [advice.about for advice in found] == ["Dot"]
    assert "more often than they do among themselves" in found[0].sentence
    assert " against 1" in found[0].because
    assert not [advice for advice in advise(crowd("")) if advice.rule == "reader apart"]


def test_bodies_apart() -> None:
    found = [advice for advice in advise(crowd("Cal")) if advice.rule == "bodies apart"]
    assert [advice.about for advice in found] == ["council and health"]


def test_every_limit_says_where_it_comes_from() -> None:
    assert all(limit.source.endswith(".") or limit.source.endswith(").") for limit in LIMITS.values())
