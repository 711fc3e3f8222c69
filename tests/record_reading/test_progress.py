"""How far reading has come: nothing is "all handed in" while a record has no reader."""

from datetime import date

from speir.record_reading.progress import Line, progress, progress_by

TODAY = date(2026, 11, 29)


def line(locality: str, status: str, due_on: date = TODAY) -> Line:
    """One reading."""
    return Line("NB-1", "A Reader", "CI", locality, status, due_on)


LINES = [
    line("Glen Affar", "submitted"),
    line("Glen Affar", "reconciled"),
    line("Invertown", "open"),
    line("Invertown", "allocated", date(2026, 11, 28)),
]


def test_each_group_says_where_its_readings_stand() -> None:
    glen, town = progress_by(LINES, lambda each: each.locality, TODAY)
    assert (glen.handed_in, glen.total, glen.percent) == (2, 2, 100)
    assert (town.under_way, town.allocated, town.overdue) == (1, 1, 1)


def test_a_record_without_a_reader_is_told_where_it_is() -> None:
    found = progress_by(LINES, lambda each: each.locality, TODAY, {"Glen Affar": 1, "Northern isles": 2})
    assert [(each.name, each.without_reader, each.total) for each in found] == [
        ("Glen Affar", 1, 2),
        ("Invertown", 0, 2),
        ("Northern isles", 2, 0),
    ]
    assert progress(LINES, TODAY, without_reader=3).without_reader == 3
