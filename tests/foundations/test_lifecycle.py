"""Lifecycles say what may follow what, and why not."""

import pytest

from speir.foundations import lifecycle
from speir.foundations.choice import Choice
from speir.foundations.lifecycle import Lifecycle, Step
from speir.foundations.refusals import NotNow
from speir.inspections.lifecycle import INSPECTION


class Light(Choice):
    RED = "red", "Red"
    GREEN = "green", "Green"


def test_a_step_that_is_not_permitted_says_what_must_come_first() -> None:
    with pytest.raises(NotNow, match=r"the inspection must be notified\. At the moment it is planned\."):
        INSPECTION.after("planned", "open_gathering")


def test_every_status_has_a_turn_or_the_table_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="without a turn"):
        Lifecycle("light", Light, "red", (), {"red": "Nobody"})
    assert "light" not in lifecycle.REGISTERED


def test_an_unknown_status_cannot_be_in_the_table() -> None:
    turns = {"red": "Nobody", "green": "Nobody"}
    with pytest.raises(ValueError, match="unknown status"):
        Lifecycle("light", Light, "red", (Step("go", ("red",), "blue"),), turns)


def test_every_status_of_an_inspection_can_be_reached_in_order() -> None:
    status = INSPECTION.first
    # The last three are other ways: without a plan, without a report of its own, and back from the end.
    for step in INSPECTION.steps[:-3]:
        status = INSPECTION.after(status, step.name)
    assert status == "closed"


def test_the_diagram_names_every_step() -> None:
    assert all(step.name.replace("_", " ") in INSPECTION.diagram() for step in INSPECTION.steps)
