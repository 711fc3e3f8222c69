"""The picture of time: in order, inside its frame, and no label on another."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from speir.web.design_system.timeline import (
    LETTER,
    WIDTH,
    Mark,
    PlacedLabel,
    Stage,
    Timeline,
    Week,
    lay_out,
    week_index,
)

MONDAY = date(2026, 10, 12)


def weeks(number: int, pauses: tuple[int, ...] = ()) -> list[Week]:
    """Calendar weeks, those at the given positions not counted."""
    made, counted = [], 0
    for position in range(number):
        counted += position not in pauses
        made.append(
            Week(None if position in pauses else counted, MONDAY + timedelta(weeks=position), "Closed")
        )
    return made


def mark(title: str, index: float) -> Mark:
    """A milestone ahead."""
    return Mark(title, MONDAY + timedelta(days=round(index * 7)), index, "ahead")


def extent(label: PlacedLabel) -> tuple[float, float]:
    """From where to where a label reaches, by the width we reckon with."""
    width = len(label.words) * LETTER
    return (label.x - width, label.x) if label.anchor == "end" else (label.x, label.x + width)


marks = st.lists(
    st.builds(mark, st.text("abcdefghij ", min_size=1, max_size=24), st.floats(0, 22)), max_size=25
)


@given(marks)
def test_no_label_lies_on_another_and_all_are_inside(milestones: list[Mark]) -> None:
    picture = lay_out(Timeline((), weeks(22), milestones))
    rows: dict[float, list[tuple[float, float]]] = {}
    for placed in picture.marks:
        left, right = extent(placed.label)
        assert left >= -0.5
        assert right <= WIDTH + 0.5
        rows.setdefault(placed.y, []).append((min(left, placed.x), max(right, placed.x)))
    for spans in rows.values():
        assert all(one[1] <= other[0] for one, other in pairwise(sorted(spans)))


@given(marks)
def test_every_dot_is_inside_the_band(milestones: list[Mark]) -> None:
    picture = lay_out(Timeline((), weeks(22), milestones, today_index=3.0))
    for placed in picture.marks:
        assert picture.band_top < placed.y < picture.band_top + picture.band_height - 18
    assert len(picture.marks) == len(milestones)


def test_marks_stand_in_order_of_time_and_share_a_row_when_there_is_room() -> None:
    picture = lay_out(Timeline((), weeks(20), [mark("Later", 15), mark("Sooner", 2)]))
    assert [placed.mark.title for placed in picture.marks] == ["Sooner", "Later"]
    assert picture.marks[0].y == picture.marks[1].y


def test_two_marks_on_one_day_take_two_rows() -> None:
    picture = lay_out(Timeline((), weeks(20), [mark("One", 5), mark("Another", 5)]))
    assert picture.marks[0].y != picture.marks[1].y


def test_a_mark_near_the_end_has_its_label_on_the_left() -> None:
    picture = lay_out(Timeline((), weeks(20), [mark("Publish the report", 19.5)]))
    assert picture.marks[0].label.anchor == "end"


def test_weeks_that_do_not_count_have_no_number_and_one_label_a_run() -> None:
    picture = lay_out(Timeline((), weeks(12, pauses=(4, 5, 9)), ()))
    assert [label.words for label in picture.week_labels] == [str(n) for n in range(1, 10)]
    assert [pause.label.words for pause in picture.pauses] == ["not counted: Closed"] * 2
    assert picture.pauses[0].width > picture.pauses[1].width


def test_many_weeks_print_fewer_numbers() -> None:
    picture = lay_out(Timeline((), weeks(60), ()))
    assert len(picture.week_labels) < 35


def test_titles_of_short_stages_do_not_run_into_each_other() -> None:
    stages = [Stage("Preparation and notification", 0, 1), Stage("Gather and analyse", 2, 3)]
    picture = lay_out(Timeline(stages, weeks(20), ()))
    assert picture.stages[0].label.y != picture.stages[1].label.y


def test_today_outside_is_not_drawn_and_at_the_edge_turns_round() -> None:
    assert lay_out(Timeline((), weeks(5), ())).today is None
    at_the_end = lay_out(Timeline((), weeks(5), (), today_index=4.9)).today
    assert at_the_end is not None
    assert at_the_end.anchor == "end"


def test_a_timeline_without_weeks_is_an_empty_picture() -> None:
    picture = lay_out(Timeline((), (), ()))
    assert (picture.stages, picture.marks, picture.week_labels) == ((), (), ())


def test_the_position_of_a_day() -> None:
    shown = weeks(3)
    assert week_index(shown, MONDAY) == 0
    assert week_index(shown, MONDAY + timedelta(days=7)) == 1
    assert week_index(shown, MONDAY - timedelta(days=1)) is None
    assert week_index(shown, MONDAY + timedelta(days=22)) is None
    assert week_index([], MONDAY) is None


def test_the_picture_in_words_names_what_is_late_and_next() -> None:
    timeline = Timeline(
        (),
        weeks(5),
        [
            Mark("Notified", MONDAY, 0, "done"),
            Mark("Documents", MONDAY, 0, "late"),
            Mark("Records", date(2026, 11, 3), 3, "next"),
        ],
    )
    assert timeline.words == "1 of 3 milestones reached; late: Documents; next: Records, 3 November 2026."
