"""Drawing: proportional, repeatable, in order, and told in a receipt."""

import json
import random
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speir.measures.sampling import Draw, Unit, allocate, draw, rerun, weights

# Fictional localities and references.
REACHED, INQUIRY = "investigation", "inquiry only"
SIZES = {("Port", REACHED): 120, ("Glen", REACHED): 60, ("Isle", REACHED): 21, ("Port", INQUIRY): 300}
FRAME = [
    Unit(f"{stratum[0]}{population[2]}-{number:04}", stratum, population)
    for (stratum, population), size in SIZES.items()
    for number in range(size)
]
TARGETS = {REACHED: 50, INQUIRY: 40}


def drawn(frame: list[Unit] = FRAME, seed: str = "1788", **more: int) -> Draw:
    return draw(frame, TARGETS, seed, reserves=10, **more)


def test_sizes_follow_the_strata() -> None:
    picked = drawn().sample(REACHED)
    assert len(picked) == 50
    assert [each.order for each in picked] == list(range(1, 51))
    assert drawn().receipt["allocation"][REACHED] == {"Glen": 15, "Isle": 5, "Port": 30}
    assert len(drawn().sample(INQUIRY)) == 40


def test_the_order_of_the_frame_does_not_matter() -> None:
    shuffled = random.Random(4).sample(FRAME, len(FRAME))
    assert drawn(shuffled) == drawn()


def test_another_seed_draws_others() -> None:
    assert drawn(seed="1789").sample(REACHED) != drawn().sample(REACHED)


def test_anyone_can_draw_by_hand() -> None:
    """The method of the docstring, written again without our code."""
    glen = [unit for unit in FRAME if unit.stratum == "Glen"]
    lowest = sorted(glen, key=lambda unit: sha256(f"1788\n{REACHED}\n{unit.reference}".encode()).hexdigest())
    ours = [each.reference for each in drawn().sample(REACHED) if each.stratum == "Glen"]
    assert ours == [unit.reference for unit in lowest[:15]]


def test_the_draw_never_changes() -> None:
    """A changed digest means another method: give it a new version, and keep the old one for old receipts."""
    assert drawn().sha256 == "5d05d1e09ddc999df621a79b1304b090050106bc201925f41e8747b6d00ee01d"


def test_a_small_population_is_taken_whole() -> None:
    frame = [Unit(f"W{number}", "Isle", REACHED) for number in range(18)]
    frame += [Unit(f"W{number}", "Isle", INQUIRY) for number in range(39)]
    islands = drawn(frame)
    assert len(islands.sample(REACHED)) == 18
    assert len(islands.sample(INQUIRY)) == 39
    assert islands.reserves(REACHED) == ()
    assert draw([], TARGETS, "1").picked == ()


def test_reserves_come_in_order_and_from_the_same_locality_first() -> None:
    one = drawn()
    assert [each.order for each in one.reserves(REACHED)] == list(range(1, 11))
    assert not {each.reference for each in one.reserves(REACHED)} & {e.reference for e in one.sample(REACHED)}
    first = one.next_reserve(REACHED, "Glen")
    assert first
    assert first.stratum == "Glen"
    used = {each.reference for each in one.reserves(REACHED) if each.stratum == "Glen"}
    other = one.next_reserve(REACHED, "Glen", used)
    assert other
    assert other.stratum != "Glen"
    assert one.next_reserve(REACHED, "Glen", {each.reference for each in one.reserves(REACHED)}) is None


def test_every_locality_can_be_given_a_few() -> None:
    assert allocate({"Port": 950, "Glen": 45, "Isle": 5}, 20) == {"Glen": 1, "Isle": 0, "Port": 19}
    assert allocate({"Port": 950, "Glen": 45, "Isle": 5}, 20, least=2) == {"Glen": 3, "Isle": 2, "Port": 15}
    assert drawn(least=6).receipt["allocation"][REACHED]["Isle"] >= 6


sizes = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 60), max_size=8)


@given(sizes, st.integers(0, 200), st.integers(0, 4))
def test_an_allocation_adds_up_and_asks_for_no_more_than_there_is(
    sizes: dict[str, int], target: int, least: int
) -> None:
    given = allocate(sizes, target, least)
    assert sum(given.values()) == min(target, sum(sizes.values()))
    assert all(0 <= given[name] <= sizes[name] for name in sizes)
    if least == 0 and 0 < target <= sum(sizes.values()):
        quotas = {name: target * size / sum(sizes.values()) for name, size in sizes.items()}
        assert all(abs(given[name] - quotas[name]) < 1 for name in sizes)


def test_ties_go_to_the_larger_stratum_then_by_name() -> None:
    assert allocate({"b": 1, "a": 1, "c": 1}, 1) == {"a": 1, "b": 0, "c": 0}
    assert allocate({"a": 1, "b": 3}, 2) == {"a": 0, "b": 2}


def test_a_receipt_gives_the_same_draw_again() -> None:
    receipt = json.loads(drawn().receipt_text)
    assert rerun(receipt, list(reversed(FRAME)))
    assert receipt == drawn().receipt


def test_another_frame_is_noticed() -> None:
    again = rerun(drawn().receipt, FRAME[1:])
    assert not again.is_same
    assert "The frame is not the one that was drawn from." in again.differences
    moved = [*FRAME[:-1], Unit(FRAME[-1].reference, "Glen", INQUIRY)]
    assert not rerun(drawn().receipt, moved)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"seed": "7"}, "Other records are drawn, or in another order."),
        ({"version": "0"}, "The receipt names another method or version than this one."),
        ({"targets": {REACHED: 20, INQUIRY: 40}}, "The strata are given other numbers of records."),
        ({"sha256": "0"}, "The receipt was changed after it was made: its SHA-256 does not fit."),
    ],
)
def test_a_changed_receipt_is_noticed(change: dict[str, object], says: str) -> None:
    assert says in rerun({**drawn().receipt, **change}, FRAME).differences


@pytest.mark.parametrize("change", [{"targets": {REACHED: 1}}, {"least": "many"}, {"targets": None}])
def test_a_broken_receipt_does_not_raise(change: dict[str, object]) -> None:
    assert "The draw cannot be made again" in rerun({**drawn().receipt, **change}, FRAME).differences[-1]


@pytest.mark.parametrize(
    ("frame", "says"),
    [
        ([Unit("A1", "Port", REACHED)] * 2, "more than once"),
        ([Unit(" ", "Port", REACHED)], "has a reference"),
        ([Unit("A\n1", "Port", REACHED)], "one line"),
        ([Unit("A1", "Port", "another")], "no target for"),
    ],
)
def test_a_faulty_frame_is_refused(frame: list[Unit], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        draw(frame, {REACHED: 5}, "1")


def test_numbers_are_not_negative() -> None:
    with pytest.raises(ValueError, match="negative"):
        draw(FRAME, {**TARGETS, REACHED: -1}, "1")
    with pytest.raises(ValueError, match="negative"):
        allocate({"a": 3}, 2, -1)


def test_weights_say_what_a_record_stands_for() -> None:
    assert weights({"Port": 120, "Glen": 60}, {"Port": 30, "Glen": 0}) == {"Port": 4.0}
    with pytest.raises(ValueError, match="More records"):
        weights({"Port": 1}, {"Port": 2})


def test_every_record_has_the_same_chance() -> None:
    """Over many seeds each of 12 records is drawn about a third of the time: 4 of 12, 600 seeds."""
    frame = [Unit(f"R{number}", "Port", REACHED) for number in range(12)]
    times = dict.fromkeys((unit.reference for unit in frame), 0)
    for seed in range(600):
        for each in draw(frame, {REACHED: 4}, str(seed)).picked:
            times[each.reference] += 1
    # Five standard deviations of a binomial count; the seeds are fixed, so this never flickers.
    assert all(abs(count - 200) < 5 * (600 * 1 / 3 * 2 / 3) ** 0.5 for count in times.values())
