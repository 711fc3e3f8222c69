"""Coverage in numbers and gaps in words."""

from hypothesis import given
from hypothesis import strategies as st

from speir.record_samples.choices import Agency, Population
from speir.record_samples.coverage import Counted, coverage_of

ADULTS = Population.INVESTIGATION


def frame(glen: int = 6, town: int = 114, population: Population = ADULTS) -> list[Counted]:
    both = frozenset({Agency.SOCIAL_WORK})
    return [
        Counted(f"R{n}", population, "Glen Affar" if n < glen else "Eastmuir", both)
        for n in range(glen + town)
    ]


def test_a_gap_is_called_out_in_words() -> None:
    found = coverage_of(ADULTS, frame(), {f"R{n}" for n in range(6, 56)})
    assert found.gaps == ("Nobody from Glen Affar was drawn: 6 of 120 in the frame live there.",)
    town, glen = found.localities
    assert (town.in_frame, town.in_sample, town.frame_share, town.sample_share) == (114, 50, 95, 100)
    assert (glen.in_frame, glen.in_sample) == (6, 0)


def test_episodes_are_not_called_adults() -> None:
    found = coverage_of(Population.INQUIRY, frame(population=Population.INQUIRY), {"R9"})
    assert found.gaps[0].startswith("No inquiry-only episode from Glen Affar was drawn")


def test_a_thin_place_is_called_out() -> None:
    found = coverage_of(ADULTS, frame(60, 60), {"R0", *(f"R{n}" for n in range(60, 109))})
    assert found.gaps == ("Only 1 of the 50 drawn is from Glen Affar: 60 of 120 in the frame live there.",)


def test_an_agency_without_a_record_drawn() -> None:
    held = [*frame(), Counted("P", ADULTS, "Eastmuir", frozenset({Agency.POLICE}))]
    found = coverage_of(ADULTS, held, {f"R{n}" for n in range(56)})
    assert "Nobody with a police record was drawn: 1 of 121 in the frame has one." in found.gaps


def test_an_empty_population_has_no_gaps() -> None:
    found = coverage_of(ADULTS, [], set())
    assert found.gaps == ()
    assert found.is_whole


@given(st.integers(0, 30), st.integers(1, 60), st.sets(st.integers(0, 89)))
def test_numbers_add_up(glen: int, town: int, drawn: set[int]) -> None:
    found = coverage_of(ADULTS, frame(glen, town), {f"R{n}" for n in drawn})
    assert sum(line.in_frame for line in found.localities) == found.frame == glen + town
    assert sum(line.in_sample for line in found.localities) == found.sample
    assert abs(sum(line.frame_share for line in found.localities) - 100) < 1e-6


@given(st.integers(1, 30), st.integers(1, 60))
def test_a_whole_population_has_no_gaps(glen: int, town: int) -> None:
    everyone = frame(glen, town)
    assert coverage_of(ADULTS, everyone, {one.reference for one in everyone}).gaps == ()
