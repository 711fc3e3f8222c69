"""Allocation: balanced, blind, spread and free of conflicts, and the same for everybody who runs it again."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from speir.record_reading.allocation import Allocation, Reader, Sampled, allocate, partners_of, read_twice

READERS = [
    Reader("anna", "care", False),
    Reader("ben", "health scrutiny", False),
    Reader("carol", "police scrutiny", False),
    Reader("dougal", "council", True),
    Reader("elsie", "board", True),
    Reader("fraser", "police", True),
]
PLACES = ("Glen", "Town", "Isles")
RECORDS = [Sampled(f"SC-{number:03}", PLACES[number % 3]) for number in range(90)]


def loads(found: Allocation) -> Counter[str]:
    """How many readings each has."""
    return Counter(person for each in found.allotted for person in (each.first, each.second) if person)


def test_ninety_records_by_six_readers() -> None:
    found = allocate(RECORDS, READERS, seed="s")
    assert len(found.allotted) == 90
    assert sum(bool(each.second) for each in found.allotted) == 18
    assert set(loads(found).values()) == {18}
    assert not found.without_reader
    assert not found.without_second


def test_each_reader_reads_every_locality() -> None:
    places = {record.record: record.locality for record in RECORDS}
    read = {
        (person, places[each.record])
        for each in allocate(RECORDS, READERS, seed="s").allotted
        for person in (each.first, each.second)
        if person
    }
    assert len(read) == len(READERS) * len(PLACES)


def test_a_second_reader_comes_from_the_other_side() -> None:
    local = {reader.person for reader in READERS if reader.is_local}
    for each in allocate(RECORDS, READERS, seed="s").allotted:
        if each.second:
            assert (each.first in local) != (each.second in local)


def test_without_local_readers_a_second_reader_comes_from_another_body() -> None:
    inspectors = READERS[:3]
    for each in allocate(RECORDS, inspectors, seed="s").allotted:
        assert each.first != each.second


def test_the_seed_decides_and_nothing_else() -> None:
    once = allocate(RECORDS, READERS, seed="s")
    assert allocate(RECORDS[::-1], READERS[::-1], seed="s").allotted == once.allotted
    assert allocate(RECORDS, READERS, seed="another").allotted != once.allotted


def test_the_share_read_twice_is_spread_over_localities() -> None:
    places = {record.record: record.locality for record in RECORDS}
    assert Counter(places[each] for each in read_twice(RECORDS, 20, "s")) == dict.fromkeys(PLACES, 6)


def test_nobody_is_read_twice_when_nobody_shall_be() -> None:
    assert not any(each.second for each in allocate(RECORDS, READERS, seed="s", double_share=0).allotted)


def test_a_record_that_everybody_knows_is_told() -> None:
    barred = {("SC-001", reader.person) for reader in READERS}
    assert allocate(RECORDS, READERS, seed="s", barred=barred).without_reader == ("SC-001",)


def test_a_freed_record_keeps_its_other_reader() -> None:
    freed = [Sampled("SC-001", "Glen", first="anna")]
    found = allocate(freed, READERS, seed="s", barred={("SC-001", "dougal")}, twice=["SC-001"])
    [allotted] = found.allotted
    assert allotted.first == "anna"
    assert allotted.second in ("elsie", "fraser")


def test_who_has_more_already_gets_less() -> None:
    load = {reader.person: 100 for reader in READERS if reader.person != "anna"}
    found = allocate(RECORDS, READERS, seed="s", double_share=0, load=load)
    assert loads(found)["anna"] > 80


def test_every_local_reader_has_an_inspector() -> None:
    partners = partners_of(READERS, "s")
    assert {partners[person] for person in ("dougal", "elsie", "fraser")} == {"anna", "ben", "carol"}


@given(
    st.integers(0, 30),
    st.integers(1, 6),
    st.integers(0, 100),
    st.sets(st.tuples(st.integers(0, 29), st.integers(0, 5)), max_size=20),
)
def test_whatever_the_numbers(
    records: int, readers: int, share: int, conflicts: set[tuple[int, int]]
) -> None:
    """Nobody reads what bars them or twice the same; every record has a reader or is told."""
    barred = {(f"SC-{record:03}", READERS[reader].person) for record, reader in conflicts}
    found = allocate(RECORDS[:records], READERS[:readers], seed="s", double_share=share, barred=barred)
    for each in found.allotted:
        assert each.first != each.second
        assert (each.record, each.first) not in barred
        assert (each.record, each.second) not in barred
    told = {each.record for each in found.allotted} | set(found.without_reader)
    assert told == {each.record for each in RECORDS[:records]}
    if not barred and not share and records:
        counts = loads(found)
        assert max(counts.values()) - min(counts[reader.person] for reader in READERS[:readers]) <= 1
