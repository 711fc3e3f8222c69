"""Two people, or two tabs, at the same moment: one counts, the others read why theirs did not."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connections

from speir.evaluations.models import Consolidation
from speir.evaluations.operations import consolidate
from speir.foundations import audit
from speir.foundations.refusals import Refused
from speir.frameworks.queries import levels_of
from speir.inspections.models import Inspection, Pause
from speir.inspections.operations import leave_weeks_out, plan_inspection
from speir.partnerships.models import Partnership
from tests.factories import NOW, TODAY, World, evaluated_by_all, later, make_world, world_at

pytestmark = pytest.mark.django_db(transaction=True)
HOW_MANY = 4


def at_once(change: Callable[[], object]) -> list[object]:
    """What became of the same change by several at the same moment: what it returned, or how it failed."""
    became: list[object] = []
    together = Barrier(HOW_MANY)

    def one() -> None:
        together.wait()
        try:
            became.append(change())
        except Exception as problem:
            became.append(problem)
        finally:
            connections.close_all()

    threads = [Thread(target=one) for _ in range(HOW_MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return became


def assert_others_read_why(became: list[object]) -> None:
    """Whoever was too late was refused with a reason, and met no fault."""
    problems = [each for each in became if isinstance(each, Exception)]
    assert [each for each in problems if not isinstance(each, Refused)] == []
    assert audit.first_break() is None


def test_a_partnership_gets_one_inspection() -> None:
    world = make_world()
    other = Partnership.objects.create(
        slug="elsewhere", name="Elsewhere", kind="adult_protection", is_fictional=True
    )
    became = at_once(
        lambda: plan_inspection(
            phase=world.phase,
            partnership=other,
            starts_on=TODAY,
            lead_inspector=world.lead,
            reason_chosen="Rotation.",
            by=world.manager,
            at=NOW,
        )
    )
    assert Inspection.objects.filter(partnership=other).count() == 1
    assert_others_read_why(became)


def test_the_same_weeks_are_left_out_once() -> None:
    world = make_world()
    became = at_once(
        lambda: leave_weeks_out(
            inspection=fresh(world),
            first_day=TODAY + timedelta(weeks=7),
            last_day=TODAY + timedelta(weeks=8),
            reason="School holidays",
            by=world.lead,
            at=NOW,
        )
    )
    assert Pause.objects.count() == 1
    assert_others_read_why(became)


def test_the_team_has_one_judgement_of_an_item() -> None:
    world = world_at(evaluated_by_all)
    item = world.evaluated()[0]
    assert item.scale is not None
    level = levels_of(item.scale)[0]
    became = at_once(
        lambda: consolidate(
            inspection=fresh(world),
            item=item,
            level=level,
            rationale="Strengths clearly outweigh the rest.",
            by=world.lead,
            at=later(75),
        )
    )
    assert Consolidation.objects.filter(item=item, is_current=True).count() == 1
    assert_others_read_why(became)


def fresh(world: World) -> Inspection:
    """The inspection as another request would load it."""
    return Inspection.objects.get(pk=world.inspection.pk)
