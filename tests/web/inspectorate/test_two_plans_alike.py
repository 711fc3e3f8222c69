"""Two plans in one area that are named alike, as their reports came out on one day, can be told apart."""

import pytest
from django.test import Client
from django.urls import reverse

from speir.handovers.operations import look_for_signals
from speir.indicators.choices import SignalKind
from speir.indicators.models import FoundSignal
from speir.indicators.operations import dismiss_signal
from speir.indicators.signal_queries import signals_of_area
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind, PartnershipKind
from speir.partnerships.models import Partnership, PartnershipArea
from speir.people.operations import SYSTEM
from speir.web.inspectorate import area_due
from speir.web.inspectorate.area_scope import read_by, scope_of_area
from tests.area_teams.factories import area_of, known
from tests.factories import World, later
from tests.improvement_plans.factories import agreed

pytestmark = pytest.mark.django_db
LONG_AFTER = later(days=900)


@pytest.fixture
def two() -> tuple[World, World]:
    """Two inspections of one day, of partnerships of two kinds and one name, in one area."""
    first, second = known(agreed()[0]), agreed()[0]
    PartnershipArea.objects.create(partnership=second.partnership, area=area_of(first))
    other = next(each for each in PartnershipKind if each != first.partnership.kind)
    Partnership.objects.filter(pk=second.partnership.pk).update(name=first.partnership.name, kind=other)
    return first, second


def references(two: tuple[World, World]) -> set[str]:
    """By which their plans are told apart."""
    return {world.fresh().reference for world in two}


def test_each_is_a_signal_of_its_own_by_its_reference(two: tuple[World, World]) -> None:
    look_for_signals(is_fictional=True, by=SYSTEM, at=LONG_AFTER)
    found = FoundSignal.objects.filter(kind=SignalKind.OVERDUE_ACTIONS, area=area_of(two[0]))
    assert len({each.title for each in found}) == len({each.key for each in found}) == 2
    assert {next(one for one in references(two) if one in each.title) for each in found} == references(two)


def test_putting_one_away_leaves_the_other(two: tuple[World, World]) -> None:
    look_for_signals(is_fictional=True, by=SYSTEM, at=LONG_AFTER)
    gone, stays = FoundSignal.objects.filter(kind=SignalKind.OVERDUE_ACTIONS, area=area_of(two[0]))
    dismiss_signal(signal=gone, reason="They said when.", by=two[0].manager, at=LONG_AFTER)
    look_for_signals(is_fictional=True, by=SYSTEM, at=later(days=901))
    left = [each for each in signals_of_area(area_of(two[0])) if each.kind == SignalKind.OVERDUE_ACTIONS]
    assert [each.key for each in left] == [stays.key]


def test_a_single_plan_needs_no_reference() -> None:
    world = known(agreed()[0])
    look_for_signals(is_fictional=True, by=SYSTEM, at=LONG_AFTER)
    only = FoundSignal.objects.get(kind=SignalKind.OVERDUE_ACTIONS, area=area_of(world))
    assert world.fresh().reference not in only.title


def test_what_is_due_names_each(two: tuple[World, World]) -> None:
    scope = scope_of_area(address_of(AreaKind.COUNCIL, area_of(two[0]).name))
    by = read_by(two[0].manager, scope)
    due = area_due.due_in(area_due.known_of(scope.areas, by.reader, LONG_AFTER.date()))
    overdue = {line.reason: line.address for line in due if "overdue" in line.title}
    assert len(overdue) == 2
    for why, address in overdue.items():
        assert next(one for one in references(two) if one in why) in address


def test_support_can_be_offered_for_either(client: Client, two: tuple[World, World]) -> None:
    client.force_login(two[0].manager)
    address = reverse("area_support", args=[address_of(AreaKind.COUNCIL, area_of(two[0]).name)])
    words = client.get(address).content.decode()
    for reference in references(two):
        assert f"({reference})" in words
