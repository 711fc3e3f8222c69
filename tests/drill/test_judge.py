"""The drill's own judge can find every kind of loss: a drill that cannot fail proves nothing."""

from dataclasses import replace

import pytest

from tests.drill.heard import Heard, Stored, Typed, judge
from tests.drill.verdicts import LOSSES, SESSIONS_FOR_EACH, in_words, put_together

A1 = Typed("e1", "laptop", "r", "sw/plan", "yes")
A2 = Typed("e2", "laptop", "r", "sw/plan", "no")
B1 = Typed("e3", "tablet", "r", "sw/plan", "yes")
ADDED = Typed("e4", "laptop", "r", "sw/visits", "k1", "add_item")
ADDED_AGAIN = Typed("e5", "laptop", "r", "sw/visits", "k2", "add_item")


def stored(*typed: Typed) -> list[Stored]:
    return [Stored(each.event_id, each.reading, each.address, each.value) for each in typed]


def test_everything_that_was_typed_has_arrived() -> None:
    assert judge(Heard([A1, A2, B1], acknowledged={"e1", "e2", "e3"}), stored(A1, A2, B1)).is_clean


def test_words_typed_on_may_replace_earlier_ones_of_the_same_device() -> None:
    assert judge(Heard([A1, A2]), stored(A2)).is_clean


def test_another_device_s_answer_is_never_a_replacement() -> None:
    assert judge(Heard([A2, B1]), stored(A2)).typed_lost == (B1,)


def test_the_last_answer_lost_is_found() -> None:
    verdict = judge(Heard([A1, A2], kept={"e1"}), stored(A1))
    assert verdict.typed_lost == (A2,)
    assert not verdict.is_clean


def test_an_item_added_is_not_replaced_by_another_one() -> None:
    assert judge(Heard([ADDED, ADDED_AGAIN]), stored(ADDED_AGAIN)).typed_lost == (ADDED,)


def test_an_acknowledged_answer_lost_is_found_even_when_a_later_one_came() -> None:
    assert judge(Heard([A1, A2], acknowledged={"e1"}), stored(A2)).acknowledged_lost == ("e1",)


@pytest.mark.parametrize("part", [{"value": "maybe"}, {"address": "sw/risk"}, {"reading": "s"}])
def test_an_answer_stored_otherwise_than_typed_is_found(part: dict[str, str]) -> None:
    assert judge(Heard([A1]), [replace(stored(A1)[0], **part)]).changed == ("e1",)


def test_an_answer_stored_twice_is_found() -> None:
    assert judge(Heard([A1]), stored(A1, A1)).doubled == ("e1",)


def test_only_the_device_that_typed_in_a_record_has_to_settle_it() -> None:
    heard = Heard([replace(A1, reading="1"), replace(B1, reading="2")])
    assert [each for each in "12" if heard.typed_in("laptop", f"/reading/{each}/offline/")] == ["1"]
    assert [each for each in "12" if heard.typed_in("tablet", f"/reading/{each}/offline/")] == ["2"]


def test_what_the_pages_tell_is_heard() -> None:
    heard = Heard()
    event = {"event_id": "e1", "reading": "r", "address": "sw/plan", "value": "yes", "kind": "answer"}
    heard.hear("laptop", {"what": "heard", "event": {**event, "typed_at": "2026-11-22T10:00:00Z"}})
    heard.hear("laptop", {"what": "kept", "event": event})
    heard.hear("laptop", {"what": "acknowledged", "ids": ["e1"]})
    assert heard == Heard([A1], {"e1"}, {"e1"})


def test_what_a_page_could_not_tell_any_more_is_heard_of_by_the_next_one() -> None:
    event = {"event_id": "e2", "reading": "r", "address": "sw/plan", "value": "no", "kind": "answer"}
    heard = Heard([A1])
    heard.hear("laptop", {"what": "found", "events": [{**event, "event_id": "e1", "value": "yes"}, event]})
    assert (heard.changes, heard.found_later) == ([A1, A2], {"e2"})
    assert judge(heard, stored(A2)).is_clean  # typed on, before anything was sent
    assert judge(heard, stored(A1)).typed_lost == (A2,)


def test_what_no_page_ever_told_of_is_named_and_replaces_nothing() -> None:
    verdict = judge(Heard([A1]), stored(A2))
    assert (verdict.untold, verdict.typed_lost) == (("e2",), (A1,))


def test_what_was_typed_in_the_moment_of_a_crash_is_counted_apart() -> None:
    crashed = Heard([A1, ADDED, B1], kept={"e1"})
    crashed.hear("laptop", {"what": "crashed"})
    verdict = judge(crashed, [])
    assert verdict.lost_in_the_crash == (ADDED,)
    assert verdict.typed_lost == (A1, B1)


def test_of_a_lost_answer_all_that_became_of_it_is_told() -> None:
    heard = Heard()
    event = {"event_id": "e1", "reading": "r", "address": "sw/plan", "value": "yes", "kind": "answer"}
    for told in (
        {"what": "heard", "event": event},
        {"what": "crashed"},
        {"what": "found", "events": [event]},
        {"what": "kept", "event": event},
    ):
        heard.hear("laptop", told)
    (story,) = judge(heard, []).stories
    drill = put_together([RESULT | {"stories": [story]}], {}, 7, 1, 500, 9)
    order = ["typed on laptop", "the tab crashed", "found as a page of laptop opened", "kept"]
    assert [part.split(" ", 1)[1] for part in story.split(": ", 1)[1].split("; ")] == order
    assert story in in_words(drill)


def test_what_went_with_a_crash_is_told_and_is_a_loss() -> None:
    drill = put_together([RESULT | {"lost_in_the_crash": ["e1"]}], {}, 7, 1, 500, 9)
    assert not drill.is_clean
    assert "and lost: 1 in 1 crashes" in in_words(drill)


ONE_OF_EACH = dict.fromkeys(SESSIONS_FOR_EACH, 1)
RESULT: dict[str, object] = {
    **{"typed": 500, "kept": 500, "acknowledged": 400, "stored": 400, "server_kills": 2, "found_later": 0},
    **{name: [] for name in (*LOSSES, "lost_in_the_crash", "stories", "untold")},
    "audit_is_whole": True,
    "faults": ONE_OF_EACH,
}
WRONG: list[dict[str, object]] = [
    *({name: ["e1"]} for name in LOSSES),
    {"typed": 499},
    {"audit_is_whole": False},
    *({"faults": {**ONE_OF_EACH, fault: 0}} for fault in ONE_OF_EACH),
]


def test_a_drill_without_a_loss_is_clean() -> None:
    assert put_together([RESULT], {"a plant": True}, 1, 1, 500, 9).is_clean


@pytest.mark.parametrize("wrong", WRONG, ids=range(len(WRONG)))
def test_a_drill_is_not_clean_when_anything_is_wrong(wrong: dict[str, object]) -> None:
    drill = put_together([RESULT | wrong], {}, 7, 1, 500, 9)
    assert not drill.is_clean
    assert "NOT CLEAN" in in_words(drill)
    assert "--seed 7" in in_words(drill)


def test_a_drill_that_finds_no_planted_loss_is_not_clean() -> None:
    assert not put_together([RESULT], {"a plant": False}, 1, 1, 500, 9).is_clean
