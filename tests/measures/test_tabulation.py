"""Figures: denominators of each rule, several ticks, and the sentence that explains them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.measures.intervals import Interval, wilson
from speir.measures.tabulation import (
    BLANK,
    NOT_ASKED,
    SIX_POINT,
    Answer,
    PlainRule,
    distribution,
    good_or_better,
    tabulate,
)

RULE = PlainRule(out=("na",), missing=("nr",), good=("yes",))
RECORDED = PlainRule("recorded", ("na",), ("nr",), ("yes",))
ANSWERS: list[Answer] = [*["yes"] * 6, *["no"] * 3, "nr", "nr", "na", "na", "na", BLANK, NOT_ASKED, NOT_ASKED]


def test_not_recorded_stays_in_the_denominator_of_those_asked() -> None:
    figure = tabulate(ANSWERS, RULE)
    assert (figure.numerator, figure.denominator, figure.out, figure.missing) == (6, 12, 3, 3)
    assert figure.percent == 50
    assert figure.interval == wilson(6, 12)
    assert (figure.base.records, figure.base.asked, figure.base.blank) == (17, 15, 1)


def test_not_recorded_leaves_the_denominator_of_those_recorded() -> None:
    figure = tabulate(ANSWERS, RECORDED)
    assert (figure.numerator, figure.denominator, figure.missing) == (6, 9, 3)


def test_the_sentence_can_be_checked_against_the_counts() -> None:
    assert tabulate(ANSWERS, RULE).rule_text == (
        "Of the 15 records where this was asked: 3 where it did not apply are left out; 3 where it was not "
        "recorded are counted in; the percentage is of 12; 2 records passed the question by."
    )
    assert tabulate(["yes", "na", "nr"], RECORDED).rule_text == (
        "Of the 3 records where this was asked: 1 where it did not apply is left out; 1 where it was not "
        "recorded is left out; the percentage is of 1."
    )


@pytest.mark.parametrize("answers", [[], ["na", "na"], [NOT_ASKED]])
def test_without_a_denominator_there_is_no_percentage(answers: list[Answer]) -> None:
    figure = tabulate(answers, RULE)
    assert figure.percent is None
    assert figure.interval == Interval(0, 1)


def test_a_conditional_denominator_follows_the_routing() -> None:
    """Of those delayed, how many by more than a month: records without delay were never asked."""
    length = [NOT_ASKED, NOT_ASKED, "month", "week", "month"]
    figure = tabulate(length, PlainRule(), ["month"])
    assert (figure.numerator, figure.denominator, figure.base.not_asked) == (2, 3, 2)


def test_several_ticks_count_once() -> None:
    figure = tabulate([("yes", "maybe"), ("no",), ("na",), (), ("nr", "yes")], RULE, ["yes", "maybe"])
    assert (figure.numerator, figure.denominator, figure.out, figure.missing) == (2, 4, 1, 1)


def test_missing_can_be_the_figure() -> None:
    assert tabulate(ANSWERS, RULE, ["nr"]).numerator == 2
    assert tabulate(ANSWERS, RECORDED, ["nr"]).numerator == 0


def test_some_answer_must_count() -> None:
    with pytest.raises(ValueError, match="which answers count"):
        tabulate(ANSWERS, PlainRule())


def test_a_denominator_is_asked_or_recorded() -> None:
    with pytest.raises(ValueError, match="asked or of those recorded"):
        tabulate(ANSWERS, PlainRule("everybody", good=("yes",)))


def test_the_population_narrows_the_interval() -> None:
    whole = tabulate(["yes"] * 6 + ["no"] * 12, RULE, population=18)
    assert whole.interval == Interval(6 / 18, 6 / 18)
    part = tabulate(["yes"] * 6 + ["no"] * 6 + ["na"] * 6, RULE, population=36)
    assert part.interval == wilson(6, 12, population=24)
    with pytest.raises(ValueError, match="cannot be read of"):
        tabulate(ANSWERS, RULE, population=3)


def test_a_population_drawn_whole_has_no_sampling_error() -> None:
    # 17 of 20 are read, 12 of those in the denominator: the 3 others could all be in it, and count or not.
    figure = tabulate(ANSWERS, RULE, population=20, is_all_drawn=True)
    assert figure.interval == Interval(6 / 15, 9 / 15)
    assert tabulate(ANSWERS, RULE, population=17, is_all_drawn=True).interval == Interval(0.5, 0.5)
    yes = distribution(ANSWERS, RULE, ("yes",), population=20, is_all_drawn=True).lines[0]
    assert yes.interval == figure.interval


def test_the_six_point_scale() -> None:
    answers: list[Answer] = [
        "excellent",
        "good",
        "good",
        "adequate",
        "weak",
        "not_recorded",
        "not_applicable",
    ]
    figure = good_or_better(answers)
    assert (figure.numerator, figure.denominator, figure.percent) == (3, 6, 50)
    lines = distribution(answers, PlainRule(out=("not_applicable",)), SIX_POINT).lines
    assert [line.choice for line in lines[:6]] == list(SIX_POINT)
    assert [line.count for line in lines[:6]] == [1, 0, 2, 1, 1, 0]
    assert {line.choice: line.percent for line in lines[6:]} == {
        "not_applicable": None,
        "not_recorded": 100 / 6,
    }


one_answer = st.sampled_from(["yes", "no", "na", "nr", BLANK, NOT_ASKED])
ticks = st.lists(st.sampled_from(["yes", "no", "na", "nr"]), max_size=3).map(tuple)


@given(st.lists(one_answer | ticks, max_size=40), st.sampled_from([RULE, RECORDED]))
def test_counts_add_up(answers: list[Answer], rule: PlainRule) -> None:
    figure = tabulate(answers, rule)
    base = figure.base
    left_out = 0 if base.counts_missing else base.missing
    assert base.records == base.denominator + base.out + base.not_asked + left_out
    assert 0 <= figure.numerator <= figure.denominator
    assert base.blank <= base.missing


@given(st.lists(one_answer, max_size=40))
def test_single_answers_of_a_distribution_make_up_the_denominator(answers: list[Answer]) -> None:
    found = distribution(answers, RULE, ["yes", "no"])
    assert sum(line.count for line in found.lines if line.is_in_denominator) == found.base.denominator
    assert sum(line.count for line in found.lines) == found.base.asked
