"""Who has signed the report, as the home of the inspection says it."""

import pytest

from speir.inspections.queries import standing_of
from speir.reports.models import DraftVersion
from speir.reports.operations import decline_sign_off, send_for_sign_off, sign_off_version, start_draft
from speir.web.inspectorate.signatures import signatures
from tests.factories import World, consolidated, later, world_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    """A world whose report can be started."""
    return world_at(consolidated)


@pytest.fixture
def version(world: World) -> DraftVersion:
    """The first version, with the bodies for sign-off."""
    report = start_draft(inspection=world.inspection, by=world.lead, at=later(80))
    return send_for_sign_off(report=report, by=world.lead, at=later(81))


def words(world: World, who: str = "lead") -> list[str]:
    """What is said of each body to this reader."""
    standing = standing_of(getattr(world, who), world.fresh())
    return sorted(signature.words for signature in signatures(world.inspection, standing))


def decline(world: World, version: DraftVersion) -> None:
    """The leading body sends the version back."""
    decline_sign_off(version=version, reason="The tone.", by=world.ci_signatory, at=later(82))


def test_before_there_is_a_report_nobody_has_signed(world: World) -> None:
    assert words(world) == ["not yet"] * 3


def test_bodies_that_are_waited_for_are_told_apart_from_those_that_signed(
    world: World, version: DraftVersion
) -> None:
    sign_off_version(version=version, statement="I have read it.", by=world.his_signatory, at=later(82))
    assert words(world) == ["signed 23 January 2027", "version 1 to sign", "version 1 to sign"]


def test_after_one_declined_the_signatures_of_that_version_no_longer_count(
    world: World, version: DraftVersion
) -> None:
    sign_off_version(version=version, statement="I have read it.", by=world.his_signatory, at=later(82))
    decline(world, version)
    assert words(world) == ["declined version 1", "not yet", "not yet"]


def test_who_may_not_see_the_report_learns_nothing_of_its_signatures(
    world: World, version: DraftVersion
) -> None:
    decline(world, version)
    assert words(world, "link") == ["not yet"] * 3
