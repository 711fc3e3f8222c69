"""Who reads with whom: counted from the readings that there are."""

from speir.record_reading.pairs import Pair, Seat, pairs


def seat(record: str, person: str, *, is_barred: bool = False) -> Seat:
    return Seat(record, person, person.title(), person.startswith("l"), is_barred)


def test_an_inspector_and_a_local_reader_with_the_records_they_both_read() -> None:
    seats = [
        seat("R-2", "anna"), seat("R-2", "lorna"), seat("R-1", "anna"), seat("R-1", "lorna"),
        seat("R-3", "anna"), seat("R-4", "lorna"), seat("R-5", "lorna"),
    ]  # fmt: skip
    assert pairs(seats, {}) == [Pair("Anna", "Lorna", True, ("R-1", "R-2"), 3, 4, (), False)]


def test_partners_stand_there_before_they_read_a_record_both() -> None:
    seats = [seat("R-1", "anna"), seat("R-2", "lorna"), seat("R-3", "ben")]
    found = pairs(seats, {"lorna": "anna", "anna": "lorna"})
    assert [(each.one, each.other, each.records, each.are_partners) for each in found] == [
        ("Anna", "Lorna", (), True)
    ]


def test_what_a_conflict_bars_is_told_of_its_pair_and_counts_for_nobody() -> None:
    seats = [
        seat("R-1", "lorna", is_barred=True), seat("R-1", "anna"), seat("R-1", "ben"),
        seat("R-2", "anna"), seat("R-2", "lorna"),
    ]  # fmt: skip
    across, inspectors = pairs(seats, {})
    assert (across.one, across.other, across.records, across.of_other) == ("Anna", "Lorna", ("R-2",), 1)
    assert across.barred == (("R-1", "Lorna"),)
    # Two of one side come last, and have nothing to do with her conflict.
    assert (inspectors.one, inspectors.other, inspectors.is_across) == ("Anna", "Ben", False)
    assert (inspectors.records, inspectors.barred) == (("R-1",), ())


def test_nobody_reads_with_anybody() -> None:
    assert pairs([], {"lorna": "anna"}) == []
    assert pairs([seat("R-1", "anna"), seat("R-2", "ben")], {}) == []
