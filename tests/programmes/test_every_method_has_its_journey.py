"""Every method that comes with Speir is walked by people in browsers: a new one must join the journeys."""

import re
from pathlib import Path

from speir.programmes.choices import Output
from speir.programmes.reading import shipped_libraries

JOURNEYS = Path(__file__).parents[1] / "journeys"


def test_every_method_has_its_journey() -> None:
    walked = {
        found
        for path in JOURNEYS.glob("test_*.py")
        for found in re.findall(r'"([\w-]+/[\w-]+)"', path.read_text())
    }
    phases = {
        (library.slug, phase.slug, phase.method.key, phase.method.output)
        for library in shipped_libraries()
        for phase in library.phases
        if phase.method.milestones
    }
    # A progress review is opened from an improvement plan of any phase: test_progress_review.py.
    needed = {
        (library, method) for library, _, method, output in phases if output != Output.PROGRESS_JUDGEMENTS
    }
    have = {(library, method) for library, slug, method, _ in phases if f"{library}/{slug}" in walked}
    assert needed
    assert needed - have == set()
    assert (JOURNEYS / "test_progress_review.py").exists()
