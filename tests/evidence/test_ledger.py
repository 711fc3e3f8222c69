"""The ledger keeps what each source says, and never forgets."""

import pytest
from django.db import IntegrityError, transaction

from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import lodge_evidence, withdraw_evidence
from speir.evidence.queries import coverage, evidence_for, ledger, silent_indicators
from speir.foundations.models import AuditEntry
from speir.foundations.refusals import AlreadyDone, NotAllowed, RuleBroken
from speir.inspections.queries import milestone_of
from tests.factories import NOW, World, gathering, later, lodge, make_world, world_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return world_at(gathering)


def test_items_are_numbered_one_after_another(world: World) -> None:
    assert [lodge(world).number for _ in range(3)] == [1, 2, 3]


def test_evidence_counts_under_its_indicator_and_its_key_area(world: World) -> None:
    item = world.indicators()[0]
    lodged = lodge(world, item)
    assert evidence_for(world.inspection, item) == [lodged]
    assert evidence_for(world.inspection, item.parent) == [lodged]
    assert evidence_for(world.inspection, world.evaluated()[1]) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"says": "Short."}, "says"), ({"source_title": " "}, "source_title")],
)
def test_an_empty_item_is_refused(world: World, fields: dict[str, object], field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        lodge(world, **fields)
    assert refused.value.reasons[0].field == field
    assert not EvidenceItem.objects.exists()


def test_evidence_goes_to_an_indicator_of_this_framework(world: World) -> None:
    elsewhere = make_world("Glentest").indicators()[0]
    with pytest.raises(RuleBroken, match="this inspection's framework"):
        lodge(world, elsewhere)
    with pytest.raises(RuleBroken, match="this inspection's framework"):
        lodge(world, world.evaluated()[0])


def test_the_partnership_and_outsiders_lodge_nothing(world: World) -> None:
    for person in (world.coordinator, world.outsider, world.support, world.link):
        with pytest.raises(NotAllowed):
            lodge(world, by=person)


def test_nothing_is_lodged_before_notification() -> None:
    world = make_world()
    with pytest.raises(RuleBroken, match="from notification"):
        lodge(world)


def test_a_form_sent_twice_lodges_once(world: World) -> None:
    lodge(world, once="form")
    with pytest.raises(AlreadyDone):
        lodge(world, once="form")
    assert EvidenceItem.objects.count() == 1


def test_a_withdrawn_item_leaves_the_counts_and_stays_readable(world: World) -> None:
    lodged = lodge(world)
    withdraw_evidence(evidence=lodged, why="Superseded by the 2026 audit.", by=world.inspector, at=later(3))
    assert evidence_for(world.inspection) == []
    assert [item.withdrawn_why for item in ledger(world.inspection)] == ["Superseded by the 2026 audit."]
    lodged.refresh_from_db()
    with pytest.raises(RuleBroken, match="withdrawn already"):
        withdraw_evidence(evidence=lodged, why="Again.", by=world.inspector, at=later(4))


def test_the_database_refuses_a_withdrawal_without_who_and_why(world: World) -> None:
    lodged = lodge(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceItem.objects.filter(pk=lodged.pk).update(withdrawn_at=NOW)


def test_coverage_shows_contradiction_and_silence(world: World) -> None:
    first, second = world.indicators()[:2]
    lodge(world, first, bearing=Bearing.STRENGTH, source_kind=SourceKind.STAFF_SURVEY)
    lodge(world, first, bearing=Bearing.LIMITATION, source_kind=SourceKind.STAFF_SURVEY)
    rows = {row.item: row for row in coverage(world.inspection)}
    assert rows[first].cells[SourceKind.STAFF_SURVEY].count == 2
    assert rows[first].cells[SourceKind.STAFF_SURVEY].is_contradictory
    assert rows[second].total == 0


def test_agency_and_locator_are_kept(world: World) -> None:
    lodged = lodge_evidence(
        inspection=world.inspection,
        item=world.indicators()[0],
        source_kind=SourceKind.PEOPLE,
        source_title="Focus group of council officers",
        locator="Question 3",
        says="“We copy the last one and add a line.”",
        bearing=Bearing.LIMITATION,
        agency=world.bodies["police"],
        by=world.police_inspector,
        at=NOW,
    )
    assert (lodged.locator, lodged.agency) == ("Question 3", world.bodies["police"])


def test_the_milestone_is_reached_when_every_indicator_has_evidence(world: World) -> None:
    *others, last = world.indicators()
    for item in others:
        lodge(world, item)
    assert silent_indicators(world.inspection) == [last]
    assert getattr(milestone_of(world.inspection, "evidence_lodged"), "reached_at", None) is None
    lodge(world, last)
    assert getattr(milestone_of(world.inspection, "evidence_lodged"), "reached_at", None) == later(days=10)


def test_withdrawing_what_somebody_has_just_withdrawn_changes_nothing(world: World) -> None:
    lodged = lodge(world)
    in_another_tab = EvidenceItem.objects.get(pk=lodged.pk)
    withdraw_evidence(evidence=lodged, why="Superseded.", by=world.inspector, at=later(3))
    with pytest.raises(RuleBroken, match="withdrawn already"):
        withdraw_evidence(evidence=in_another_tab, why="Wrong document.", by=world.lead, at=later(3))
    assert AuditEntry.objects.filter(operation="evidence.withdraw_evidence").count() == 1
