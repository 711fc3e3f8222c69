"""Drawing: caps, take-all, nobody twice, and the same receipt gives the same draw."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from speir.foundations.refusals import RuleBroken
from speir.record_samples.choices import Population
from speir.record_samples.drawing import draw_from, usually_asked
from speir.record_samples.frame_workbook import frame_workbook
from speir.record_samples.look_back import look_back_from
from speir.record_samples.receipts import drawn_again, receipt_of, redraw, units_of
from tests.factories import TODAY
from tests.record_samples.factories import early, row, rows

WINDOW = look_back_from(TODAY)
SIZES = st.integers(0, 70)


def receipt(given_rows: list, seed: str = "a seed") -> dict:  # type: ignore[type-arg]
    drawn = draw_from(units_of(given_rows, WINDOW), usually_asked(seed))
    return receipt_of(drawn.receipt, WINDOW, inspection="east-1", number=1, drawn_at="2026-11-06T09:00:00Z")


@settings(max_examples=30, deadline=None)
@given(SIZES, SIZES, st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=4, max_size=12))
def test_the_same_receipt_gives_the_same_draw_in_any_order(adults: int, episodes: int, seed: str) -> None:
    told = receipt(rows(adults, episodes), seed)
    assert drawn_again(json.loads(json.dumps(told)), reversed(rows(adults, episodes)))


@settings(max_examples=30, deadline=None)
@given(SIZES, SIZES)
def test_targets_are_caps_all_are_taken_when_few_and_nobody_twice(adults: int, episodes: int) -> None:
    result = receipt(rows(adults, episodes))["draw"]["result"]
    assert len(result["investigation"]["sample"]) == min(50, adults)
    assert len(result["inquiry"]["sample"]) == min(40, episodes)
    drawn = [one for each in result.values() for kind in each.values() for one in kind]
    assert len(drawn) == len(set(drawn))


def test_the_islands_are_read_whole() -> None:
    result = receipt(rows(18, 39))["draw"]["result"]
    assert len(result["investigation"]["sample"]) == 18
    assert len(result["inquiry"]["sample"]) == 39
    assert result["inquiry"]["reserves"] == []


def test_rows_outside_the_two_years_are_not_drawn() -> None:
    old = row(999, episode_on=early(1))
    assert len(units_of([*rows(3, 0), old], WINDOW)) == 3


@pytest.mark.parametrize(
    "tamper",
    [
        lambda told: told["draw"].update(seed="another seed"),
        lambda told: told["draw"]["targets"].update(inquiry=39),
        lambda told: told["draw"]["result"]["inquiry"]["sample"].reverse(),
        lambda told: told["look_back"].update(first="2026-10-01"),
    ],
)
def test_a_changed_receipt_is_told(tamper) -> None:  # type: ignore[no-untyped-def]
    told = receipt(rows())
    tamper(told)
    assert not drawn_again(told, rows())


def test_another_frame_is_told() -> None:
    told = receipt(rows())
    moved = [replace(rows()[0], locality="Elsewhere"), *rows()[1:]]
    assert not drawn_again(told, moved)
    assert not drawn_again(told, rows()[1:])


def test_what_is_no_receipt_is_refused() -> None:
    with pytest.raises(RuleBroken, match="not a sampling receipt"):
        drawn_again({"kind": "other"}, rows())


def test_redraw_of_two_files(tmp_path: Path) -> None:
    told, frame = tmp_path / "receipt.json", tmp_path / "frame.xlsx"
    told.write_text(json.dumps(receipt(rows())), encoding="utf-8")
    frame.write_bytes(frame_workbook(rows()))
    said = redraw(told, frame)
    assert said.startswith("Same draw: inquiry 40 and 10 in reserve, investigation 50 and 10 in reserve.")
    frame.write_bytes(frame_workbook(rows()[1:]))
    with pytest.raises(RuleBroken, match="not the one that was drawn from"):
        redraw(told, frame)
    told.write_text("[]", encoding="utf-8")
    with pytest.raises(RuleBroken, match="not a sampling receipt"):
        redraw(told, frame)
    told.write_text("{", encoding="utf-8")
    with pytest.raises(RuleBroken, match="not JSON"):
        redraw(told, frame)


def test_populations_are_drawn_apart() -> None:
    result = receipt(rows())["draw"]["result"]
    assert set(result) == set(Population)
    assert all(one.startswith("Q-") for one in result["inquiry"]["sample"])
