"""A contact names the indicators that it touched; overdue actions are found in agreed plans."""

from datetime import timedelta

import pytest

from speir.area_monitoring.queries import indicators_touched, plans_with_overdue_actions
from speir.area_teams.queries import reader_of_areas
from speir.indicators.models import Indicator
from tests.area_monitoring.factories import note
from tests.area_teams.factories import area_of, known
from tests.factories import TODAY, later
from tests.improvement_plans.factories import agreed, submitted

pytestmark = pytest.mark.django_db


def test_indicators_are_kept_with_the_note() -> None:
    world = known()
    made = [
        Indicator.objects.create(collection="core-suite", code=code, name=f"Indicator {code}", unit="%")
        for code in ("NI-19", "NI-3")
    ]
    written = note(world, touched=made)
    assert [each.code for each in indicators_touched(written)] == ["NI-19", "NI-3"]
    assert indicators_touched(note(world)) == []


def test_overdue_actions_of_agreed_plans_are_found_by_those_who_know_the_inspection() -> None:
    world, _ = agreed()
    known(world)
    areas, late = [area_of(world)], TODAY + timedelta(days=2000)
    [line] = plans_with_overdue_actions(areas, reader_of_areas(world.link, TODAY).everywhere, late)
    assert line.reference == world.inspection.reference
    assert line.overdue >= 1
    assert line.first_due_on < late
    everybody_else = reader_of_areas(world.outsider, TODAY).everywhere
    assert plans_with_overdue_actions(areas, everybody_else, late) == []
    at_first = later(days=1).date()
    assert plans_with_overdue_actions(areas, reader_of_areas(world.link, TODAY).everywhere, at_first) == []


def test_before_a_plan_is_agreed_its_days_are_a_proposal() -> None:
    world, _ = submitted()
    known(world)
    late = TODAY + timedelta(days=2000)
    standing = reader_of_areas(world.link, TODAY).everywhere
    assert plans_with_overdue_actions([area_of(world)], standing, late) == []
