"""Changes to judgements: evaluating alone, consolidating, finding."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from speir.evaluations import permissions, queries, rules
from speir.evaluations.choices import EvaluationStatus, FindingKind, Position
from speir.evaluations.lifecycle import EVALUATION
from speir.evaluations.models import (
    Citation,
    Consolidation,
    EarlierEvaluation,
    Evaluation,
    Finding,
    FindingEvidence,
    PositionTaken,
    Revealed,
)
from speir.evidence.models import EvidenceItem
from speir.evidence.queries import evidence_by_ids, evidence_for
from speir.foundations import audit
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.overtaking import check_not_overtaken
from speir.foundations.rules import check_all
from speir.frameworks.models import FrameworkItem, ScaleLevel
from speir.frameworks.queries import evaluated_items, items_found_about
from speir.inspections.models import Inspection
from speir.inspections.operations import advance, reach_milestone
from speir.inspections.queries import standing_of
from speir.inspections.timetable import CONCLUDED
from speir.people.models import Body, Person


@operation
def open_evaluation(*, inspection: Inspection, by: Person, at: datetime) -> None:
    """Close gathering and let each inspector judge alone."""
    permissions.may_open_evaluation.check(standing_of(by, inspection))
    rules.there_is_evidence_to_evaluate.check(len(evidence_for(inspection)))
    advance(inspection=inspection, step="open_evaluation", by=by, at=at)


@operation
def submit_evaluation(
    *,
    inspection: Inspection,
    item: FrameworkItem,
    level: ScaleLevel | None,
    rationale: str,
    evidence_ids: Sequence[str],
    by: Person,
    at: datetime,
    once: str = "",
) -> Evaluation:
    """Submit one's own evaluation of one item: a level, a rationale and the evidence it rests on."""
    permissions.may_evaluate.check(standing_of(by, inspection))
    rules.inspection_is_evaluating.check(inspection.status)
    rules.there_is_evidence_to_evaluate.check(len(evidence_for(inspection, item)))
    cited = _cited(inspection, item, evidence_ids)
    _check_judgement(item, level, rationale, evidence_ids, cited)
    rules.not_consolidated_yet.check(queries.consolidation_of(inspection, item) is not None)
    evaluation, _ = Evaluation.objects.get_or_create(inspection=inspection, item=item, inspector=by)
    Evaluation.objects.filter(pk=evaluation.pk, status=EvaluationStatus.DRAFT).update(
        level=level, rationale=rationale.strip(), submitted_at=at
    )
    move(evaluation, EVALUATION, "submit", by=by, at=at)
    Citation.objects.filter(evaluation=evaluation).delete()
    Citation.objects.bulk_create(Citation(evaluation=evaluation, evidence=evidence) for evidence in cited)
    audit.record(
        f"Evaluation of {item.number} submitted",
        subject=evaluation,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"evidence": [evidence.number for evidence in cited]},
    )
    _reveal_when_all_submitted(inspection, item, by, at)
    return evaluation


def _cited(inspection: Inspection, item: FrameworkItem, ids: Sequence[str]) -> list[EvidenceItem]:
    allowed = {evidence.pk for evidence in evidence_for(inspection, item)}
    return [evidence for evidence in evidence_by_ids(inspection, list(ids)) if evidence.pk in allowed]


def _check_judgement(
    item: FrameworkItem,
    level: ScaleLevel | None,
    rationale: str,
    evidence_ids: Sequence[str],
    cited: Sequence[EvidenceItem],
) -> None:
    check_all(
        rules.item_is_evaluated.reason(item.is_evaluated),
        rules.level_is_on_the_scale.reason(str(level.scale_id) if level else "", str(item.scale_id)),
        rules.rationale_is_written.reason(rationale),
        rules.evidence_is_cited.reason(len(evidence_ids)),
        rules.cited_evidence_stands_here.reason(len(set(evidence_ids)), len(cited)),
    )


def _reveal_when_all_submitted(inspection: Inspection, item: FrameworkItem, by: Person, at: datetime) -> None:
    if queries.still_to_submit(inspection, item):
        return
    Revealed.objects.get_or_create(inspection=inspection, item=item, defaults={"at": at})
    items = evaluated_items(inspection.phase.framework)
    if not any(queries.still_to_submit(inspection, item) for item in items):
        reach_milestone(inspection=inspection, key="evaluations_due", by=by, at=at)


@operation
def reopen_evaluation(*, evaluation: Evaluation, why: str, by: Person, at: datetime) -> None:
    """Take back one's own submitted evaluation to change it, while nobody can read the others' yet."""
    inspection = evaluation.inspection
    permissions.may_evaluate.check(standing_of(by, inspection))
    check_all(
        rules.inspection_is_evaluating.reason(inspection.status),
        rules.not_consolidated_yet.reason(
            evaluation.inspector_id != by.pk
            or queries.consolidation_of(inspection, evaluation.item) is not None
        ),
        rules.others_have_not_been_read.reason(queries.have_been_visible(inspection, evaluation.item)),
        rules.reason_is_given.reason(why),
    )
    _reopen(evaluation, why, by, at, after_reading=False)


@operation
def reopen_for_inspector(
    *, inspection: Inspection, item: FrameworkItem, inspector: Person, why: str, by: Person, at: datetime
) -> None:
    """Reopen an evaluation for its inspector once the others' can be read; both versions are kept."""
    permissions.may_reopen_for_an_inspector.check(standing_of(by, inspection))
    evaluation = queries.evaluation_of(inspection, item, inspector)
    is_in = evaluation is not None and evaluation.status == EvaluationStatus.SUBMITTED
    check_all(
        rules.inspection_is_evaluating.reason(inspection.status),
        rules.not_consolidated_yet.reason(queries.consolidation_of(inspection, item) is not None),
        rules.reopening_alone_is_still_open.reason(queries.have_been_visible(inspection, item)),
        rules.evaluation_is_submitted.reason(is_in),
        rules.reason_is_given.reason(why),
    )
    assert evaluation is not None  # noqa: S101 (the rule above has refused None)
    _reopen(evaluation, why, by, at, after_reading=True)


def _reopen(evaluation: Evaluation, why: str, by: Person, at: datetime, *, after_reading: bool) -> None:
    inspection = evaluation.inspection
    move(evaluation, EVALUATION, "reopen", by=by, at=at, why=why.strip())
    assert evaluation.level is not None and evaluation.submitted_at is not None  # noqa: S101, PT018 (submitted)
    EarlierEvaluation.objects.create(
        evaluation=evaluation,
        level=evaluation.level,
        rationale=evaluation.rationale,
        evidence_numbers=sorted(each.number for each in queries.cited_by(evaluation)),
        submitted_at=evaluation.submitted_at,
        reopened_at=at,
        reopened_by=by,
        why=why.strip(),
        after_reading=after_reading,
    )
    audit.record(
        f"Evaluation of {evaluation.item.number} reopened",
        subject=evaluation,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"why": why, "was": evaluation.rationale, "level": str(evaluation.level_id)},
    )


@operation
def consolidate(
    *,
    inspection: Inspection,
    item: FrameworkItem,
    level: ScaleLevel | None,
    rationale: str,
    by: Person,
    at: datetime,
    based_on: str | None = None,
    once: str = "",
) -> Consolidation:
    """Record the team's judgement of one item: chosen by people, never computed, with a written rationale."""
    permissions.may_consolidate.check(standing_of(by, inspection))
    rules.judgement_may_change.check(inspection.status)
    rules.everybody_has_submitted.check(
        [person.full_name for person in queries.still_to_submit(inspection, item)]
    )
    check_all(
        rules.item_is_evaluated.reason(item.is_evaluated),
        rules.level_is_on_the_scale.reason(str(level.scale_id) if level else "", str(item.scale_id)),
        rules.rationale_is_written.reason(rationale),
    )
    assert level is not None  # noqa: S101 (the rule above has refused None)
    current = queries.consolidation_of(inspection, item)
    check_not_overtaken(based_on, str(current.pk) if current else "")
    Consolidation.objects.filter(inspection=inspection, item=item, is_current=True).update(is_current=False)
    made = Consolidation.objects.create(
        inspection=inspection,
        item=item,
        level=level,
        rationale=rationale.strip(),
        decided_by=by,
        decided_at=at,
    )
    audit.record(
        f"Team judgement of {item.number} recorded", subject=made, by=by, at=at, thread=inspection.pk
    )
    if queries.is_complete(inspection):
        reach_milestone(inspection=inspection, key="consolidated", by=by, at=at)
    return made


@operation
def record_finding(
    *,
    inspection: Inspection,
    item: FrameworkItem,
    kind: FindingKind,
    text: str,
    evidence_ids: Sequence[str],
    by: Person,
    at: datetime,
    agency: Body | None = None,
    once: str = "",
) -> Finding:
    """Record a strength or an area for improvement, resting on cited evidence."""
    permissions.may_make_findings.check(standing_of(by, inspection))
    cited = _cited(inspection, item, evidence_ids)
    check_all(
        rules.judgement_may_change.reason(inspection.status),
        rules.findings_are_made_about_this_item.reason(item in items_found_about(item.framework)),
        rules.finding_says_something.reason(text),
        rules.evidence_is_cited.reason(len(evidence_ids)),
        rules.cited_evidence_stands_here.reason(len(set(evidence_ids)), len(cited)),
    )
    Inspection.objects.select_for_update().get(pk=inspection.pk)
    last = Finding.objects.filter(inspection=inspection).aggregate(n=Max("number"))["n"] or 0
    finding = Finding.objects.create(
        inspection=inspection,
        item=item,
        number=last + 1,
        kind=kind,
        text=text.strip(),
        agency=agency,
        made_by=by,
        made_at=at,
    )
    FindingEvidence.objects.bulk_create(
        FindingEvidence(finding=finding, evidence=evidence) for evidence in cited
    )
    audit.record(
        f"{kind.label} F{finding.number} recorded", subject=finding, by=by, at=at, thread=inspection.pk
    )
    return finding


@operation
def withdraw_finding(*, finding: Finding, why: str, by: Person, at: datetime) -> None:
    """Take a finding out of use, with the reason; it stays in the trail."""
    permissions.may_make_findings.check(standing_of(by, finding.inspection))
    check_all(rules.judgement_may_change.reason(finding.inspection.status), rules.reason_is_given.reason(why))
    withdrawn = Finding.objects.filter(pk=finding.pk, withdrawn_at=None).update(
        withdrawn_at=at, withdrawn_by=by, withdrawn_why=why.strip()
    )
    rules.finding_still_stands.check(not withdrawn)
    audit.record(f"F{finding.number} withdrawn", subject=finding, by=by, at=at, thread=finding.inspection_id)


@operation
def take_position(
    *,
    inspection: Inspection,
    item: FrameworkItem,
    position: Position,
    why: str,
    by: Person,
    at: datetime,
    once: str = "",
) -> PositionTaken:
    """Say where the team stands on an indicator for now; earlier positions stay in the trail."""
    permissions.may_make_findings.check(standing_of(by, inspection))
    check_all(rules.position_may_change.reason(inspection.status), rules.reason_is_given.reason(why))
    taken = PositionTaken.objects.create(
        inspection=inspection, item=item, position=position, why=why.strip(), taken_by=by, taken_at=at
    )
    audit.record(
        f"Position on {item.number}: {position.label.lower()}",
        subject=taken,
        by=by,
        at=at,
        thread=inspection.pk,
    )
    return taken


@operation
def conclude_area(*, inspection: Inspection, by: Person, at: datetime) -> None:
    """End the work in one area of a national exercise: what was found goes on without the area's name."""
    permissions.may_consolidate.check(standing_of(by, inspection))
    check_all(
        rules.it_is_an_area_of_a_national_exercise.reason(inspection.is_area),
        rules.the_team_has_found_and_settled.reason(queries.is_complete(inspection)),
    )
    advance(inspection=inspection, step="conclude", by=by, at=at)
    reach_milestone(inspection=inspection, key=CONCLUDED, by=by, at=at)
