"""Each judges alone, the lead consolidates with a rationale, and nothing is computed."""

import pytest

from speir.evaluations.choices import FindingKind, Position
from speir.evaluations.models import Consolidation, Evaluation, Finding
from speir.evaluations.operations import (
    consolidate,
    open_evaluation,
    record_finding,
    reopen_evaluation,
    submit_evaluation,
    take_position,
    withdraw_finding,
)
from speir.evaluations.queries import (
    cited_by,
    evaluation_of,
    evaluations_seen_by,
    findings_of,
    is_complete,
    positions_of,
    turns,
)
from speir.evidence.models import EvidenceItem
from speir.evidence.operations import withdraw_evidence
from speir.foundations.refusals import NotAllowed, NotNow, RuleBroken
from speir.frameworks.queries import levels_of
from speir.inspections.queries import standing_of
from tests.factories import (
    World,
    consolidated,
    evaluated_by_all,
    evaluating,
    gathering,
    later,
    lodge,
    make_world,
    submit,
    world_at,
)

pytestmark = pytest.mark.django_db
RATIONALE = "Procedures are clear and followed, and staff know them."


def evidence_ids(world: World, area: int = 0) -> list[str]:
    found = EvidenceItem.objects.filter(inspection=world.inspection, item__parent=world.evaluated()[area])
    return [str(pk) for pk in found.values_list("pk", flat=True)]


def evaluate(world: World, **changes: object) -> Evaluation:
    item = world.evaluated()[0]
    assert item.scale is not None
    given: dict[str, object] = {
        "inspection": world.inspection,
        "item": item,
        "level": levels_of(item.scale)[0],
        "rationale": RATIONALE,
        "evidence_ids": evidence_ids(world),
        "by": world.inspector,
        "at": later(70),
        **changes,
    }
    return submit_evaluation(**given)  # type: ignore[arg-type]


def test_evaluation_cannot_open_without_evidence() -> None:
    world = world_at(gathering)
    with pytest.raises(RuleBroken, match="no evidence here yet"):
        open_evaluation(inspection=world.inspection, by=world.lead, at=later(50))


def test_an_item_without_evidence_cannot_be_evaluated() -> None:
    world = world_at(gathering)
    lodge(world, world.indicators()[-1])
    open_evaluation(inspection=world.inspection, by=world.lead, at=later(50))
    with pytest.raises(RuleBroken, match="no evidence here yet"):
        evaluate(world, evidence_ids=[])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"rationale": ""}, "rationale"),
        ({"rationale": "   too short   "}, "rationale"),
        ({"evidence_ids": []}, "evidence"),
        ({"level": None}, "level"),
    ],
)
def test_a_judgement_that_is_not_whole_is_refused(changes: dict[str, object], field: str) -> None:
    world = world_at(evaluating)
    with pytest.raises(RuleBroken) as refused:
        evaluate(world, **changes)
    assert field in {reason.field for reason in refused.value.reasons}
    assert not Evaluation.objects.exists()


def test_a_level_of_another_scale_is_refused() -> None:
    world, other = world_at(evaluating), make_world("Glentest")
    scale = other.evaluated()[0].scale
    assert scale is not None
    with pytest.raises(RuleBroken, match="this item's scale"):
        evaluate(world, level=levels_of(scale)[0])


def test_withdrawn_or_foreign_evidence_cannot_be_cited() -> None:
    world = world_at(evaluating)
    with pytest.raises(RuleBroken, match="withdrawn or belongs elsewhere"):
        evaluate(world, evidence_ids=[*evidence_ids(world), *evidence_ids(world, area=1)])
    ids = evidence_ids(world)
    withdraw_evidence(
        evidence=EvidenceItem.objects.get(pk=ids[0]), why="Wrong year.", by=world.inspector, at=later(61)
    )
    with pytest.raises(RuleBroken, match="withdrawn or belongs elsewhere"):
        evaluate(world, evidence_ids=ids)


def test_an_indicator_that_is_not_evaluated_is_refused() -> None:
    world = world_at(evaluating)
    with pytest.raises(RuleBroken, match="not evaluated on its own"):
        evaluate(world, item=world.indicators()[0], evidence_ids=evidence_ids(world)[:1])


def test_a_submitted_evaluation_keeps_its_level_words_and_evidence() -> None:
    world = world_at(evaluating)
    evaluate(world)
    mine = evaluation_of(world.inspection, world.evaluated()[0], world.inspector)
    assert mine is not None
    assert (mine.status, mine.rationale) == ("submitted", RATIONALE)
    assert {str(evidence.pk) for evidence in cited_by(mine)} == set(evidence_ids(world))


def test_an_evaluation_is_submitted_once_and_can_be_taken_back_by_its_author() -> None:
    world = world_at(evaluating)
    evaluate(world)
    with pytest.raises(NotNow):
        evaluate(world)
    mine = evaluation_of(world.inspection, world.evaluated()[0], world.inspector)
    assert mine is not None
    with pytest.raises(RuleBroken):
        reopen_evaluation(evaluation=mine, why="Not mine.", by=world.lead, at=later(71))
    reopen_evaluation(evaluation=mine, why="New evidence.", by=world.inspector, at=later(71))
    evaluate(world, rationale="Having read the audit again, I judge otherwise.")


def test_nobody_sees_anybody_elses_until_all_are_in() -> None:
    world = world_at(evaluating)
    item = world.evaluated()[0]
    team = [world.lead, world.inspector, world.police_inspector]
    submit(world, item, team[0])
    submit(world, item, team[1])
    for viewer in (*team, world.ci_signatory, world.manager):
        seen = evaluations_seen_by(standing_of(viewer, world.inspection), world.inspection, item)
        assert {one.inspector for one in seen if one.evaluation} <= {viewer}
    submit(world, item, team[2])
    for viewer in team:
        seen = evaluations_seen_by(standing_of(viewer, world.inspection), world.inspection, item)
        assert all(one.evaluation for one in seen)
    for viewer in (world.support, world.link, world.outsider, world.coordinator):
        seen = evaluations_seen_by(standing_of(viewer, world.inspection), world.inspection, item)
        assert not any(one.evaluation for one in seen)


def judge_together(world: World, **changes: object) -> Consolidation:
    item = world.evaluated()[0]
    assert item.scale is not None
    given: dict[str, object] = {
        "inspection": world.inspection,
        "item": item,
        "level": levels_of(item.scale)[2],
        "rationale": "Weaknesses in screening put adults at risk.",
        "by": world.lead,
        "at": later(75),
        **changes,
    }
    return consolidate(**given)  # type: ignore[arg-type]


def test_consolidating_waits_for_everybody() -> None:
    world = world_at(evaluating)
    submit(world, world.evaluated()[0], world.inspector)
    with pytest.raises(RuleBroken, match="Not everybody has submitted"):
        judge_together(world)


def test_the_team_may_judge_otherwise_than_anybody_did_because_nothing_is_computed() -> None:
    world = world_at(evaluated_by_all)
    made = judge_together(world)
    assert made.level.value == 1
    assert set(Evaluation.objects.values_list("level__value", flat=True)) == {2}


@pytest.mark.parametrize("changes", [{"rationale": " "}, {"level": None}])
def test_consolidating_needs_a_level_and_a_rationale(changes: dict[str, object]) -> None:
    world = world_at(evaluated_by_all)
    with pytest.raises(RuleBroken):
        judge_together(world, **changes)


def test_only_the_lead_consolidates() -> None:
    world = world_at(evaluated_by_all)
    for person in (world.inspector, world.manager, world.ci_signatory, world.support):
        with pytest.raises(NotAllowed):
            judge_together(world, by=person)


def test_a_revised_judgement_keeps_the_earlier_one() -> None:
    world = world_at(evaluated_by_all)
    judge_together(world)
    judge_together(world, rationale="After the panel: the same level, more plainly argued.")
    assert Consolidation.objects.filter(item=world.evaluated()[0]).count() == 2
    assert Consolidation.objects.filter(item=world.evaluated()[0], is_current=True).count() == 1


def test_a_judgement_revised_in_two_windows_is_refused_in_the_second() -> None:
    world = world_at(evaluated_by_all)
    first = judge_together(world, based_on="")
    judge_together(world, rationale="Revised in the one window.", based_on=str(first.pk))
    with pytest.raises(NotNow, match="while you were writing"):
        judge_together(world, rationale="Revised in the other window.", based_on=str(first.pk))
    current = Consolidation.objects.get(item=world.evaluated()[0], is_current=True)
    assert current.rationale == "Revised in the one window."


def test_it_is_complete_when_every_evaluated_item_is_judged() -> None:
    world = world_at(evaluated_by_all)
    judge_together(world)
    assert not is_complete(world.inspection)
    judge_together(world, item=world.evaluated()[1])
    assert is_complete(world.inspection)


def test_a_finding_rests_on_evidence_of_its_own_area() -> None:
    world = world_at(evaluated_by_all)
    item = world.evaluated()[0]
    for ids in ([], evidence_ids(world, area=1)):
        with pytest.raises(RuleBroken):
            record_finding(
                inspection=world.inspection,
                item=item,
                kind=FindingKind.STRENGTH,
                text="Screening is prompt and recorded.",
                evidence_ids=ids,
                by=world.inspector,
                at=later(76),
            )
    assert not Finding.objects.exists()


def test_findings_are_numbered_and_withdrawn_ones_leave_the_list() -> None:
    world = world_at(consolidated)
    found = findings_of(world.inspection)
    assert [finding.number for finding in found] == [1, 2, 3, 4]
    withdraw_finding(finding=found[1], why="Merged with F4.", by=world.lead, at=later(77))
    assert [finding.number for finding in findings_of(world.inspection)] == [1, 3, 4]


def test_the_newest_position_is_where_we_stand() -> None:
    world = world_at(evaluating)
    item = world.indicators()[0]
    for day, position in enumerate((Position.UNCERTAINTY, Position.CONCERN)):
        take_position(
            inspection=world.inspection,
            item=item,
            position=position,
            why="Records and survey disagree.",
            by=world.inspector,
            at=later(61 + day),
        )
    assert positions_of(world.inspection)[item.pk].position == "concern"


def test_turns_name_each_person_who_is_waited_for_then_the_lead() -> None:
    world = world_at(evaluating)
    assert len(turns(world.inspection)) == 6
    mine = [
        turn for turn in turns(world.inspection) if turn.is_for(standing_of(world.lead, world.inspection))
    ]
    assert [turn.key for turn in mine] == ["evaluate", "evaluate"]
    for person in (world.lead, world.inspector, world.police_inspector):
        submit(world, world.evaluated()[0], person)
    waiting = [turn for turn in turns(world.inspection) if turn.key == "consolidate"]
    assert len(waiting) == 1


def test_while_nobody_has_spoken_on_some_indicators_the_turn_says_how_many() -> None:
    world = world_at(gathering)
    assert [turn.title for turn in turns(world.inspection)] == ["Lodge evidence against the indicators"]
    for item in world.indicators()[:-1]:
        lodge(world, item)
    assert [turn.title for turn in turns(world.inspection)] == [
        "Lodge evidence: nobody has spoken on 1 indicator"
    ]
    lodge(world, world.indicators()[-1])
    assert [turn.title for turn in turns(world.inspection)] == ["Open the evaluation"]


@pytest.mark.parametrize("status", ["published", "improving", "closed"])
def test_where_the_team_stood_stays_as_it_was_once_the_report_is_published(status: str) -> None:
    """position_may_change"""
    world = world_at(evaluating)
    world.inspection.status = status
    with pytest.raises(RuleBroken, match="can no longer be changed"):
        take_position(
            inspection=world.inspection,
            item=world.indicators()[0],
            position=Position.CONCERN,
            why="On second thoughts.",
            by=world.inspector,
            at=later(200),
        )
    assert positions_of(world.inspection) == {}


def test_withdrawing_a_finding_that_somebody_has_just_withdrawn_changes_nothing() -> None:
    """finding_still_stands"""
    world = world_at(consolidated)
    first = findings_of(world.inspection)[0]
    withdraw_finding(finding=first, why="Merged with F4.", by=world.lead, at=later(77))
    with pytest.raises(RuleBroken, match="withdrawn already"):
        withdraw_finding(finding=first, why="Wrong.", by=world.inspector, at=later(77))
