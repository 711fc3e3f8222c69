"""Overdue actions are a signal while a plan is carried out: not before it is agreed, nor once reviewed."""

from collections.abc import Callable

import pytest

from speir.handovers.operations import look_for_signals
from speir.indicators.choices import SignalKind
from speir.indicators.models import FoundSignal
from speir.people.operations import SYSTEM
from tests.area_teams.factories import known
from tests.factories import World, later
from tests.improvement_plans.factories import agreed, reviewed, submitted, under_review

pytestmark = pytest.mark.django_db
LONG_AFTER = later(days=900)


@pytest.mark.parametrize(
    ("way", "is_told"), [(submitted, False), (agreed, True), (under_review, True), (reviewed, False)]
)
def test_only_what_is_carried_out_is_overdue(way: Callable[[], tuple[World, object]], is_told: bool) -> None:
    known(way()[0])
    run = look_for_signals(is_fictional=True, by=SYSTEM, at=LONG_AFTER)
    found = FoundSignal.objects.filter(run=run, kind=SignalKind.OVERDUE_ACTIONS)
    assert found.exists() is is_told
