"""Taking an evaluation back: alone until the others can be read, then only through the lead."""

import pytest

from speir.evaluations.models import EarlierEvaluation, Evaluation
from speir.evaluations.operations import consolidate, reopen_evaluation, reopen_for_inspector
from speir.evaluations.queries import earlier_versions_of, evaluation_of
from speir.foundations.models import ChangeRefused
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.frameworks.queries import levels_of
from speir.people.models import Person
from tests.factories import World, evaluated_by_all, evaluating, later, submit, world_at

pytestmark = pytest.mark.django_db
WHY = "E4 came in on the last day and changes the picture."


def of(world: World, person: Person) -> Evaluation:
    found = evaluation_of(world.inspection, world.evaluated()[0], person)
    assert found is not None
    return found


def take_back(world: World, person: Person) -> None:
    reopen_evaluation(evaluation=of(world, person), why=WHY, by=person, at=later(71))


def reopen(world: World, person: Person, **changes: object) -> None:
    given: dict[str, object] = {
        "inspection": world.inspection,
        "item": world.evaluated()[0],
        "inspector": person,
        "why": WHY,
        "by": world.lead,
        "at": later(72),
        **changes,
    }
    reopen_for_inspector(**given)  # type: ignore[arg-type]


def test_while_somebody_has_not_submitted_ones_own_can_be_taken_back() -> None:
    """reopening_alone_is_still_open"""
    world = world_at(evaluating)
    submit(world, world.evaluated()[0], world.inspector, value=1)
    with pytest.raises(RuleBroken, match="can still take their own back"):
        reopen(world, world.inspector)
    take_back(world, world.inspector)
    kept = EarlierEvaluation.objects.get()
    assert (kept.level.value, kept.after_reading, kept.reopened_by) == (1, False, world.inspector)


def test_once_all_are_in_nobody_takes_their_own_back() -> None:
    """others_have_not_been_read"""
    world = world_at(evaluated_by_all)
    for person in (world.inspector, world.lead):
        with pytest.raises(RuleBroken, match="Ask the lead inspector to reopen yours"):
            take_back(world, person)
    assert not EarlierEvaluation.objects.exists()


def test_the_lead_reopens_it_with_a_reason_and_both_versions_stay() -> None:
    world = world_at(evaluated_by_all)
    reopen(world, world.inspector)
    assert of(world, world.inspector).status == "draft"
    submit(world, world.evaluated()[0], world.inspector, value=3)
    now = of(world, world.inspector)
    (before,) = earlier_versions_of([now])[now.pk]
    assert now.level is not None
    assert (before.level.value, now.level.value) == (2, 3)
    assert (before.why, before.after_reading, before.reopened_by) == (WHY, True, world.lead)
    assert len(before.evidence_numbers) == 2


def test_one_reopened_does_not_let_the_others_who_have_read_take_theirs_back() -> None:
    world = world_at(evaluated_by_all)
    reopen(world, world.inspector)
    with pytest.raises(RuleBroken, match="Ask the lead inspector"):
        take_back(world, world.police_inspector)
    reopen(world, world.police_inspector)
    assert EarlierEvaluation.objects.count() == 2


def test_only_the_lead_reopens_and_says_why() -> None:
    world = world_at(evaluated_by_all)
    for person in (world.inspector, world.support, world.manager, world.coordinator):
        with pytest.raises(NotAllowed):
            reopen(world, world.inspector, by=person)
    with pytest.raises(RuleBroken, match="Say why"):
        reopen(world, world.inspector, why="  ")


def test_what_is_not_submitted_or_is_settled_cannot_be_reopened() -> None:
    """evaluation_is_submitted"""
    world = world_at(evaluated_by_all)
    with pytest.raises(RuleBroken, match="no submitted evaluation"):
        reopen(world, world.support)
    item = world.evaluated()[0]
    assert item.scale is not None
    consolidate(
        inspection=world.inspection,
        item=item,
        level=levels_of(item.scale)[0],
        rationale="Strengths outweigh what must improve.",
        by=world.lead,
        at=later(75),
    )
    with pytest.raises(RuleBroken, match="stays as it was made"):
        reopen(world, world.inspector)


def test_an_earlier_version_is_never_changed() -> None:
    world = world_at(evaluated_by_all)
    reopen(world, world.inspector)
    with pytest.raises(ChangeRefused):
        EarlierEvaluation.objects.update(rationale="Otherwise.")
