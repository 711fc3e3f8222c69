"""The drill's own judge can find every kind of loss: a drill that cannot fail proves nothing."""

from tests.drill.heard import Heard, Kept, Stored, judge

A1 = Kept("e1", "laptop", "r", "sw/plan", "yes")
A2 = Kept("e2", "laptop", "r", "sw/plan", "no")
B1 = Kept("e3", "tablet", "r", "sw/plan", "yes")


def stored(*kept: Kept) -> list[Stored]:
    return [Stored(each.event_id, each.reading, each.address, each.value) for each in kept]


def test_everything_that_was_kept_has_arrived() -> None:
    heard = Heard(typed=3, kept=[A1, A2, B1], acknowledged={"e1", "e2", "e3"})
    assert judge(heard, stored(A1, A2, B1)).is_clean


def test_words_typed_on_may_replace_earlier_ones_of_the_same_device() -> None:
    assert judge(Heard(typed=2, kept=[A1, A2]), stored(A2)).is_clean


def test_another_device_s_answer_is_never_a_replacement() -> None:
    verdict = judge(Heard(typed=2, kept=[A2, B1]), stored(A2))
    assert verdict.kept_lost == (B1,)


def test_the_last_answer_lost_is_found() -> None:
    verdict = judge(Heard(typed=2, kept=[A1, A2]), stored(A1))
    assert verdict.kept_lost == (A2,)
    assert not verdict.is_clean


def test_an_acknowledged_answer_lost_is_found_even_when_a_later_one_came() -> None:
    verdict = judge(Heard(typed=2, kept=[A1, A2], acknowledged={"e1"}), stored(A2))
    assert verdict.acknowledged_lost == ("e1",)


def test_an_answer_stored_otherwise_than_typed_is_found() -> None:
    verdict = judge(Heard(typed=1, kept=[A1]), [Stored("e1", "r", "sw/plan", "maybe")])
    assert verdict.changed == ("e1",)


def test_an_answer_stored_twice_is_found() -> None:
    verdict = judge(Heard(typed=1, kept=[A1]), stored(A1, A1))
    assert verdict.doubled == ("e1",)
