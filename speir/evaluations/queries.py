"""Questions about judgements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from speir.evaluations.choices import EvaluationStatus, FindingKind, Position
from speir.evaluations.models import (
    Citation,
    Consolidation,
    Evaluation,
    Finding,
    FindingEvidence,
    PositionTaken,
)
from speir.evaluations.visibility import may_see_evaluation
from speir.evidence.models import EvidenceItem
from speir.evidence.queries import has_evidence
from speir.frameworks.models import FrameworkItem
from speir.frameworks.queries import evaluated_items
from speir.inspections.models import Inspection
from speir.inspections.queries import judging_team, milestone_of
from speir.inspections.turns import Turn
from speir.people.choices import JUDGING_ROLES, Role
from speir.people.models import Person
from speir.people.standing import Standing


@dataclass(frozen=True)
class OneEvaluation:
    """One judging member's line on one item: what may be seen of it, and whether it is in."""

    inspector: Person
    is_submitted: bool
    evaluation: Evaluation | None
    is_hidden: bool


def evaluation_of(inspection: Inspection, item: FrameworkItem, inspector: Person) -> Evaluation | None:
    """One inspector's own evaluation of one item."""
    return (
        Evaluation.objects.filter(inspection=inspection, item=item, inspector=inspector)
        .select_related("level", "inspector__body")
        .first()
    )


def evaluations_seen_by(viewer: Standing, inspection: Inspection, item: FrameworkItem) -> list[OneEvaluation]:
    """Every judging member's line; the content only where the viewer may see it."""
    made = {
        evaluation.inspector_id: evaluation
        for evaluation in Evaluation.objects.filter(inspection=inspection, item=item).select_related("level")
    }
    team = judging_team(inspection)
    submitted = {str(pk) for pk, one in made.items() if one.status == EvaluationStatus.SUBMITTED}
    judging = {str(person.pk) for person in team}
    lines = []
    for person in team:
        evaluation = made.get(person.pk)
        seen = may_see_evaluation(viewer, str(person.pk), judging, submitted)
        is_in = str(person.pk) in submitted
        lines.append(OneEvaluation(person, is_in, evaluation if seen else None, is_hidden=is_in and not seen))
    return lines


def still_to_submit(inspection: Inspection, item: FrameworkItem) -> list[Person]:
    """Judging members whose evaluation of an item is not in."""
    submitted = set(
        Evaluation.objects.filter(
            inspection=inspection, item=item, status=EvaluationStatus.SUBMITTED
        ).values_list("inspector_id", flat=True)
    )
    return [person for person in judging_team(inspection) if person.pk not in submitted]


def cited_by(evaluation: Evaluation) -> list[EvidenceItem]:
    """The evidence an evaluation rests on."""
    cited = Citation.objects.filter(evaluation=evaluation).values("evidence_id")
    return list(EvidenceItem.objects.filter(pk__in=cited).select_related("item"))


def submissions_of(inspection: Inspection) -> dict[UUID, set[UUID]]:
    """Who has submitted, by the evaluated item's identity: people only, nothing of what they judged."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for item_id, person_id in Evaluation.objects.filter(
        inspection=inspection, status=EvaluationStatus.SUBMITTED
    ).values_list("item_id", "inspector_id"):
        found[item_id].add(person_id)
    return found


def cited_under(evaluations: Sequence[Evaluation]) -> dict[UUID, list[EvidenceItem]]:
    """The evidence each evaluation rests on, by the evaluation's identity."""
    rests: dict[UUID, list[EvidenceItem]] = {evaluation.pk: [] for evaluation in evaluations}
    links = Citation.objects.filter(evaluation__in=evaluations).select_related("evidence__item")
    for link in links.order_by("evidence__number"):
        rests[link.evaluation_id].append(link.evidence)
    return rests


def evaluations_citing(viewer: Standing, inspection: Inspection, evidence: EvidenceItem) -> list[Evaluation]:
    """The evaluations that rest on an item of evidence, those the viewer may see and no others."""
    judging = {str(person.pk) for person in judging_team(inspection)}
    submitted = submissions_of(inspection)
    citing = Citation.objects.filter(evidence=evidence).select_related("evaluation__inspector__body")
    return [
        link.evaluation
        for link in citing.select_related("evaluation__item").order_by("evaluation__inspector__full_name")
        if may_see_evaluation(
            viewer,
            str(link.evaluation.inspector_id),
            judging,
            {str(pk) for pk in submitted.get(link.evaluation.item_id, ())},
        )
    ]


def consolidation_of(inspection: Inspection, item: FrameworkItem) -> Consolidation | None:
    """The team's current judgement of an item."""
    return (
        Consolidation.objects.filter(inspection=inspection, item=item, is_current=True)
        .select_related("level", "decided_by")
        .first()
    )


def consolidations_of(inspection: Inspection) -> list[Consolidation]:
    """The team's current judgements, in the framework's order."""
    return list(
        Consolidation.objects.filter(inspection=inspection, is_current=True)
        .select_related("item", "level", "decided_by")
        .order_by("item__position")
    )


def is_complete(inspection: Inspection) -> bool:
    """Whether every evaluated item has the team's judgement."""
    judged = {consolidation.item_id for consolidation in consolidations_of(inspection)}
    return all(item.pk in judged for item in evaluated_items(inspection.phase.framework))


def findings_of(inspection: Inspection, kind: FindingKind | None = None) -> list[Finding]:
    """Standing findings, by number."""
    found = Finding.objects.standing().filter(inspection=inspection)
    if kind is not None:
        found = found.filter(kind=kind)
    return list(found.select_related("item", "agency", "made_by"))


def finding_by_number(inspection: Inspection, number: int) -> Finding | None:
    """One standing finding."""
    return Finding.objects.standing().filter(inspection=inspection, number=number).first()


def withdrawn_findings_of(inspection: Inspection) -> list[Finding]:
    """Findings taken out of use, by number, each with who withdrew it."""
    found = Finding.objects.filter(inspection=inspection, withdrawn_at__isnull=False)
    return list(found.select_related("item", "withdrawn_by"))


def findings_resting_on(evidence: EvidenceItem) -> list[Finding]:
    """Standing findings that rest on an item of evidence."""
    links = FindingEvidence.objects.filter(evidence=evidence).values("finding_id")
    return list(Finding.objects.standing().filter(pk__in=links).select_related("item"))


def findings_made(inspection: Inspection, item: FrameworkItem, person: Person) -> int:
    """How many findings somebody has recorded of an item, withdrawn ones included; it never goes down."""
    return Finding.objects.filter(inspection=inspection, item=item, made_by=person).count()


def evidence_under(findings: Sequence[Finding]) -> dict[object, list[EvidenceItem]]:
    """The evidence each finding rests on, by the finding's identity."""
    rests: dict[object, list[EvidenceItem]] = {finding.pk: [] for finding in findings}
    links = FindingEvidence.objects.filter(finding__in=findings).select_related("evidence__item")
    for link in links.order_by("evidence__number"):
        rests[link.finding_id].append(link.evidence)
    return rests


def positions_of(inspection: Inspection) -> dict[object, PositionTaken]:
    """Where the team stands on each indicator now."""
    newest: dict[object, PositionTaken] = {}
    for taken in (
        PositionTaken.objects.filter(inspection=inspection).select_related("taken_by").order_by("taken_at")
    ):
        newest[taken.item_id] = taken
    return newest


def positions_taken(inspection: Inspection, item: FrameworkItem) -> list[PositionTaken]:
    """Every position the team has taken on an indicator, newest first."""
    taken = PositionTaken.objects.filter(inspection=inspection, item=item).select_related("taken_by__body")
    return list(taken.order_by("-taken_at"))


def position_label(taken: PositionTaken) -> str:
    """The words of a position."""
    return Position.label_of(taken.position)


def turns(inspection: Inspection) -> list[Turn]:
    """What waits for somebody because of judging."""
    if inspection.status == "gathering":
        return _open_turn(inspection)
    if inspection.status != "evaluating":
        return []
    items = evaluated_items(inspection.phase.framework)
    judged = {consolidation.item_id for consolidation in consolidations_of(inspection)}
    submitted = set(
        Evaluation.objects.filter(inspection=inspection, status=EvaluationStatus.SUBMITTED).values_list(
            "item_id", "inspector_id"
        )
    )
    team = judging_team(inspection)
    found: list[Turn] = []
    for item in items:
        if item.pk not in judged:
            waiting = [person for person in team if (item.pk, person.pk) not in submitted]
            found += _judging_turns(inspection, item, waiting)
    return found


def _judging_turns(inspection: Inspection, item: FrameworkItem, waiting: list[Person]) -> list[Turn]:
    if not waiting:
        due = milestone_of(inspection, "consolidated")
        return [
            Turn(
                key="consolidate",
                title=f"Consolidate {item.number} {item.title}",
                why="Everybody has submitted; the team's judgement and its rationale are yours to write.",
                roles=frozenset({Role.LEAD_INSPECTOR}),
                due_on=due.due_on if due else None,
                subject_id=str(item.pk),
            )
        ]
    due = milestone_of(inspection, "evaluations_due")
    return [
        Turn(
            key="evaluate",
            title=f"Evaluate {item.number} {item.title}",
            why="Not submitted yet. Nobody sees anybody's evaluation until all are in.",
            roles=frozenset(JUDGING_ROLES),
            due_on=due.due_on if due else None,
            person_id=str(person.pk),
            subject_id=str(item.pk),
        )
        for person in waiting
    ]


def _open_turn(inspection: Inspection) -> list[Turn]:
    due = milestone_of(inspection, "evidence_lodged")
    lead = Turn(
        key="evaluations",
        title="Open the evaluation",
        why="When the evidence is in, opening it lets each inspector judge alone.",
        roles=frozenset({Role.LEAD_INSPECTOR}),
    )
    lodge = Turn(
        key="evidence",
        title="Lodge evidence against the indicators",
        why="Nothing has been lodged yet.",
        roles=frozenset(JUDGING_ROLES),
        due_on=due.due_on if due else None,
    )
    return [lead] if has_evidence(inspection) else [lodge]
