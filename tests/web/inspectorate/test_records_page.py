"""How exact a sample is, in words: chance is spoken of only where chance decided."""

import pytest

from speir.record_samples.choices import Population
from speir.record_samples.queries import Size
from speir.web.inspectorate.records import size_line


@pytest.mark.parametrize(
    ("eligible", "target", "read", "half_width", "words"),
    [
        (18, 50, 18, 0.0, "All 18 are read, so figures have no sampling error."),
        (39, 40, 39, 0.0, "All 39 are read, so figures have no sampling error."),
        (18, 50, 17, 0.06, "All 18 were drawn and 1 cannot be read. No chance was involved: what is missing"),
        (18, 50, 17, 0.06, "could move a percentage of all 18 by 6 points at most."),
        (120, 50, 50, 0.107, "A percentage of all 120 is known to within about 11 points either way"),
        (120, 50, 0, 0.0, "None is read."),
        (0, 50, 0, 0.0, "There is nobody to read about."),
    ],
)
def test_how_exact_a_figure_can_be(
    eligible: int, target: int, read: int, half_width: float, words: str
) -> None:
    assert words in size_line(Size(Population.INVESTIGATION, eligible, target, read, 0, half_width)).means
