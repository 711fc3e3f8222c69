"""A fictional inspection at each stage at which something waits for somebody."""

from collections.abc import Callable

from speir.inspections.operations import send_notification_letters
from tests.factories import (
    World,
    consolidated,
    evaluated_by_all,
    evaluating,
    gathering,
    later,
    make_world,
    world_at,
)
from tests.improvement_plans import factories as plans
from tests.reports import factories as reports


def told() -> World:
    """The letters are sent and nobody has acknowledged theirs."""
    world = make_world()
    send_notification_letters(inspection=world.fresh(), by=world.lead, at=later(hours=1))
    world.fresh()
    return world


def claimed() -> World:
    """Progress is claimed on one area of an agreed plan, and every action is overdue."""
    world, _ = plans.agreed()
    plans.claim(world)
    return world


STAGES: dict[str, Callable[[], World]] = {
    "planned": make_world,
    "told": told,
    "gathering": lambda: world_at(gathering),
    "evaluating": lambda: world_at(evaluating),
    "submitted by all": lambda: world_at(evaluated_by_all),
    "consolidated": lambda: world_at(consolidated),
    "with the bodies": lambda: reports.signing()[0],
    "with the partnership": lambda: reports.with_partnership()[0],
    "responding": lambda: reports.responding()[0],
    "under embargo": lambda: reports.embargoed()[0],
    "plan opened": lambda: plans.opened()[0],
    "progress claimed": claimed,
    "under review": lambda: plans.under_review()[0],
}
