"""Planning an inspection lays its timetable and appoints its lead."""

from datetime import date, timedelta

import pytest

from speir.foundations.models import AuditEntry
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.inspections.models import Inspection, Milestone
from speir.inspections.operations import plan_inspection
from speir.inspections.queries import lead_of
from speir.partnerships.models import Partnership
from tests.factories import NOW, TODAY, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def plan(world: World, **changes: object) -> Inspection:
    other, _ = Partnership.objects.get_or_create(
        slug="elsewhere", name="Elsewhere", kind="adult_protection", is_fictional=True
    )
    given: dict[str, object] = {
        "phase": world.phase,
        "partnership": other,
        "starts_on": TODAY,
        "lead_inspector": world.lead,
        "reason_chosen": "Rotation.",
        "by": world.manager,
        "at": NOW,
        **changes,
    }
    return plan_inspection(**given)  # type: ignore[arg-type]


def test_the_timetable_follows_the_indicative_weeks_of_the_phase(world: World) -> None:
    published = Milestone.objects.get(inspection=world.inspection, key="published")
    assert published.due_on == TODAY + timedelta(weeks=20, days=2)
    assert world.inspection.publishes_on == published.due_on


def test_the_lead_is_appointed_and_the_framework_can_no_longer_change(world: World) -> None:
    inspection = plan(world)
    lead = lead_of(inspection)
    assert lead == world.lead
    world.phase.framework.refresh_from_db()
    assert world.phase.framework.used_at is not None


def test_a_method_is_not_used_on_a_partnership_of_a_kind_that_it_does_not_look_at(world: World) -> None:
    world.phase.looks_at = ["community_justice", "national"]
    world.phase.save()
    with pytest.raises(RuleBroken, match="looks at partnerships of another kind"):
        plan(world)
    world.phase.looks_at = ["adult_protection"]
    world.phase.save()
    assert plan(world).partnership.kind == "adult_protection"


def test_planning_is_audited_with_who_and_when(world: World) -> None:
    entry = AuditEntry.objects.get(what="Inspection planned", thread=str(world.inspection.pk))
    assert entry.by_name == "Service Manager"
    assert entry.at == NOW


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"starts_on": TODAY - timedelta(days=3)}, "starts_on", "in the past"),
        ({"starts_on": date(2026, 11, 7)}, "starts_on", "weekend"),
        ({"reason_chosen": "  "}, "reason_chosen", "Say why"),
    ],
)
def test_bad_input_is_refused_on_its_field(
    world: World, changes: dict[str, object], field: str, words: str
) -> None:
    before = Inspection.objects.count()
    with pytest.raises(RuleBroken) as refused:
        plan(world, **changes)
    assert refused.value.reasons[0].field == field
    assert words in refused.value.reasons[0].message
    assert Inspection.objects.count() == before


def test_several_faults_are_told_at_once(world: World) -> None:
    with pytest.raises(RuleBroken) as refused:
        plan(world, starts_on=TODAY - timedelta(days=1), reason_chosen="")
    assert {reason.field for reason in refused.value.reasons} == {"starts_on", "reason_chosen"}


def test_a_partnership_is_not_inspected_twice_in_a_phase_at_once(world: World) -> None:
    with pytest.raises(RuleBroken, match="already has an inspection under way"):
        plan(world, partnership=world.partnership)


def test_the_lead_must_be_a_strategic_inspector(world: World) -> None:
    with pytest.raises(RuleBroken, match="must be a strategic inspector"):
        plan(world, lead_inspector=world.analyst)


def test_nobody_else_plans(world: World) -> None:
    with pytest.raises(NotAllowed, match="Only the service manager"):
        plan(world, by=world.lead)


def test_a_second_inspection_of_the_same_year_gets_its_own_reference(world: World) -> None:
    Inspection.objects.filter(pk=world.inspection.pk).update(status="closed")
    again = plan(world, partnership=world.partnership)
    assert again.reference == f"{world.inspection.reference}-2"
