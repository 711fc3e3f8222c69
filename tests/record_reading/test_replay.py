"""Replaying: the same answers from the same events, whatever became of their order on the way."""

from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from speir.record_reading.replay import Change, Replayed, replay
from tests.factories import NOW

_places = count(1)


def change(address: str, value: str | None, device: str = "laptop", **more: object) -> Change:
    """One change, each later on its device than the one before."""
    place = next(_places)
    given: dict[str, object] = {
        "event_id": f"event-{place}",
        "device_id": device,
        "device_sequence": place,
        "kind": "answer",
        "address": address,
        "value": value,
        "typed_at": NOW + timedelta(seconds=place),
    }
    return Change(**{**given, **more})  # type: ignore[arg-type]


ADDRESSES = st.sampled_from(["a", "g/b", "visit[k1]/when", "visit[k2]/when", "visit[k1]/who[n]/name"])
ANSWERS = st.builds(
    lambda number, device, sequence, address, value, second, base, kind: Change(
        event_id=f"e{number}",
        device_id=device,
        device_sequence=sequence,
        kind=kind,
        address="visit" if kind != "answer" else address,
        value=(value if kind == "answer" else "k1"),
        typed_at=NOW + timedelta(seconds=second),
        based_on=None if base is None else f"e{base}",
    ),
    st.integers(1, 12),
    st.sampled_from(["laptop", "tablet", "phone"]),
    st.integers(1, 6),
    ADDRESSES,
    st.sampled_from(["yes", "no", None]),
    st.integers(0, 5),
    st.none() | st.integers(1, 12),
    st.sampled_from(["answer", "answer", "answer", "add_item", "remove_item"]),
)
SETS = st.lists(ANSWERS, max_size=10, unique_by=lambda each: each.event_id)


@settings(suppress_health_check=[HealthCheck.too_slow])  # drawing them is slow on a machine that is busy
@given(SETS.flatmap(lambda events: st.tuples(st.just(events), st.permutations(events + events[:4]))))
def test_order_and_repetition_change_nothing(both: tuple[list[Change], list[Change]]) -> None:
    events, shuffled = both
    assert replay(shuffled) == replay(events)


@given(SETS)
def test_what_nobody_replaced_is_shown_or_told(events: list[Change]) -> None:
    """The newest answer of each device is shown, told as different, follows nothing, or was taken over."""
    held = replay(events)
    based_on = {each.based_on for each in events}
    for each in (one for one in events if one.kind == "answer" and "[" not in one.address and one.value):
        newer = [
            one
            for one in events
            if one.slot == each.slot
            and one.device_id == each.device_id
            and one.device_sequence >= each.device_sequence
            and one is not each
        ]
        if newer or each.event_id in based_on:
            continue
        told = {one.event_id for one in held.differing.get(each.address, ())}
        assert held.values.get(each.address) == each.value or each.event_id in told


def test_nothing_is_nothing() -> None:
    assert replay([]) == Replayed()


def test_a_wrong_clock_does_not_bring_back_what_was_replaced() -> None:
    first = change("a", "1", typed_at=NOW + timedelta(days=400))
    second = change("a", "2", typed_at=NOW)
    held = replay([second, first])
    assert held.values == {"a": "2"}
    assert not held.differing


def test_what_was_typed_with_the_other_in_view_replaces_it_on_any_device() -> None:
    first = change("a", "1", typed_at=NOW + timedelta(days=400))
    second = change("a", "2", "tablet", based_on=first.event_id)
    assert replay([first, second]).values == {"a": "2"}
    assert replay([first, second]).last == {"a": second.event_id}


def test_two_devices_that_did_not_know_of_each_other_are_told() -> None:
    one, two = change("a", "1"), change("a", "2", "tablet")
    held = replay([one, two])
    assert held.values == {"a": "2"}
    assert {each.value for each in held.differing["a"]} == {"1", "2"}


def test_two_devices_that_say_the_same_do_not_differ() -> None:
    assert not replay([change("a", "1"), change("a", "1", "tablet")]).differing


def test_picking_one_settles_the_difference() -> None:
    one, two = change("a", "1"), change("a", "2", "tablet")
    picked = change("a", "1", "page", settles=(one.event_id, two.event_id))
    held = replay([picked, one, two])
    assert held.values == {"a": "1"}
    assert not held.differing


def test_a_cleared_answer_is_no_answer_and_remembers_its_event() -> None:
    answered, cleared = change("a", "1"), change("a", None)
    held = replay([answered, cleared])
    assert held.values == {}
    assert held.last == {"a": cleared.event_id}


def test_one_more_of_several_taken_out_takes_its_answers_along() -> None:
    added = change("visit", "k1", kind="add_item")
    answered = change("visit[k1]/when", "2026-11-02")
    taken_out = change("visit", "k1", kind="remove_item")
    assert replay([answered, added]).items == {"visit": ["k1"]}
    held = replay([taken_out, answered, added])
    assert (held.values, held.items, held.differing) == ({}, {}, {})


def test_an_answer_makes_its_item_when_the_adding_has_not_come_yet() -> None:
    held = replay([change("visit[k1]/who[n]/name", "a nurse")])
    assert held.items == {"visit": ["k1"], "visit[k1]/who": ["n"]}


def test_words_typed_elsewhere_into_what_was_taken_out_bring_it_back_and_are_told() -> None:
    added = change("visit", "k1", kind="add_item")
    taken_out = change("visit", "k1", kind="remove_item")
    answered = change("visit[k1]/when", "2026-11-02", "tablet")
    held = replay([added, taken_out, answered])
    assert held.values == {"visit[k1]/when": "2026-11-02"}
    assert list(held.differing) == ["visit[k1]"]


def test_a_ring_of_events_loses_nothing() -> None:
    one = change("a", "1", event_id="one", based_on="two")
    two = change("a", "2", "tablet", event_id="two", based_on="one")
    assert {each.value for each in replay([one, two]).differing["a"]} == {"1", "2"}
