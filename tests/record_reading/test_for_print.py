"""Figures for people outside the inspection: no small number, and none that can be worked out."""

from hypothesis import given
from hypothesis import strategies as st

from speir.measures.suppression import THRESHOLD
from speir.record_reading.figures import Counted, Tabulated, tabulated
from speir.record_reading.for_print import for_print
from speir.xforms.counting import CountingRule

CHOICES = ("yes", "partly", "no", "not_recorded", "na")
RULE = CountingRule(out=("na",), missing=("not_recorded",), good=("yes",))


def found(*counts: int) -> Tabulated:
    question = Counted("q", "Question", "select_one", {each: each for each in CHOICES}, RULE)
    answers = [each for each, count in zip(CHOICES, counts, strict=True) for _ in range(count)]
    return tabulated(question, [{"q": each} for each in answers], None)


@given(st.tuples(*[st.integers(0, 12)] * 5))
def test_no_small_number_is_printed_or_left_alone(counts: tuple[int, ...]) -> None:
    told = found(*counts)
    printed, lines = for_print(told), told.distribution.lines
    small = [line.count < THRESHOLD for line in lines]
    assert all(hidden for hidden, is_small in zip(printed.hidden, small, strict=True) if is_small)
    for inside in (True, False):
        hidden = [
            h for h, line in zip(printed.hidden, lines, strict=True) if line.is_in_denominator is inside
        ]
        assert sum(hidden) != 1 or not printed.tells_percentages
    assert sum(printed.hidden) != 1 or not printed.tells_total


def test_large_numbers_are_printed_whole() -> None:
    question = Counted("q", "Question", "select_one", {"yes": "Yes", "no": "No"}, RULE)
    told = tabulated(question, [{"q": each} for each in ["yes"] * 9 + ["no"] * 6], None)
    assert for_print(told).is_whole


def test_a_small_answer_takes_another_with_it() -> None:
    printed = for_print(found(20, 12, 2, 6, 0))
    assert printed.hidden[2]
    assert sum(printed.hidden) > 1
    assert not printed.is_whole
