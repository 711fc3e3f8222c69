"""Questions about judgements."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from speir.evaluations.choices import EvaluationStatus, FindingKind, Position
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
from speir.evaluations.turns import (
    to_conclude,
    to_find,
    to_follow_up,
    to_judge,
    to_lodge,
    to_lodge_more,
    to_open,
)
from speir.evaluations.visibility import may_see_evaluation
from speir.evidence.models import EvidenceItem
from speir.evidence.queries import spoken_on
from speir.frameworks.models import FrameworkItem
from speir.frameworks.queries import evaluated_items_by_framework, indicator_counts, indicators_of
from speir.inspections.choices import InspectionStatus
from speir.inspections.models import Inspection
from speir.inspections.queries import due_days_of, judging_team, judging_teams_of
from speir.inspections.turns import Turn
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


def have_been_visible(inspection: Inspection, item: FrameworkItem) -> bool:
    """Whether the team can read, or could once read, each other's evaluations of an item."""
    revealed = Revealed.objects.filter(inspection=inspection, item=item).exists()
    return revealed or not still_to_submit(inspection, item)


def earlier_versions_of(evaluations: Sequence[Evaluation]) -> dict[UUID, list[EarlierEvaluation]]:
    """What each evaluation said before it was reopened, oldest first, by the evaluation's identity."""
    found: dict[UUID, list[EarlierEvaluation]] = {evaluation.pk: [] for evaluation in evaluations}
    kept = EarlierEvaluation.objects.filter(evaluation__in=evaluations)
    for earlier in kept.select_related("level", "reopened_by"):
        found[earlier.evaluation_id].append(earlier)
    return found


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
    return inspection.pk in complete_among([inspection])


def complete_among(inspections: Sequence[Inspection]) -> set[UUID]:
    """Those of several inspections, by identity, in which the team has judged all there is to judge.

    Where nothing is evaluated on a scale: it has found something, and is uncertain about nothing.
    """
    items, judged = _items_to_judge(inspections), _items_judged(inspections)
    found, uncertain = _found_something(inspections), _uncertain_in(inspections)
    return {
        pk
        for pk, among in judged.items()
        if (all(item.pk in among for item in items[pk]) if items[pk] else found[pk] and not uncertain[pk])
    }


def uncertain_items(inspection: Inspection) -> list[FrameworkItem]:
    """The indicators about which the team is still uncertain, in the framework's order."""
    taken = positions_of(inspection)
    return [
        item
        for item in indicators_of(inspection.phase.framework)
        if item.pk in taken and taken[item.pk].position == Position.UNCERTAINTY
    ]


def _found_something(inspections: Sequence[Inspection]) -> Counter[UUID]:
    found = Finding.objects.standing().filter(inspection__in=inspections)
    return Counter(found.values_list("inspection_id", flat=True))


def _uncertain_in(inspections: Sequence[Inspection]) -> Counter[UUID]:
    taken = PositionTaken.objects.filter(inspection__in=inspections).order_by("taken_at")
    newest = {(each.inspection_id, each.item_id): each.position for each in taken}
    return Counter(pk for (pk, _), position in newest.items() if position == Position.UNCERTAINTY)


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


def findings_that_lost_evidence(inspection: Inspection) -> list[int]:
    """The numbers of standing findings that rest on evidence withdrawn since."""
    lost = FindingEvidence.objects.filter(
        finding__inspection=inspection, finding__withdrawn_at=None, evidence__withdrawn_at__isnull=False
    )
    return list(lost.order_by("finding__number").values_list("finding__number", flat=True).distinct())


def concluded_findings_in(phase_id: UUID) -> list[Finding]:
    """What stands in the exercises of a phase that were concluded without a report of their own, by area."""
    concluded = Inspection.objects.filter(phase=phase_id, status=InspectionStatus.CLOSED)
    found = Finding.objects.standing().filter(inspection__in=concluded)
    return list(found.select_related("item").order_by("inspection__reference", "number"))


def findings_without_evidence(inspection: Inspection) -> list[int]:
    """The numbers of standing findings all of whose evidence has been withdrawn."""
    rests = FindingEvidence.objects.filter(evidence__withdrawn_at=None).values("finding_id")
    found = Finding.objects.standing().filter(inspection=inspection).exclude(pk__in=rests)
    return list(found.values_list("number", flat=True))


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


def turns_of(inspections: Sequence[Inspection]) -> dict[UUID, list[Turn]]:
    """What waits for somebody because of judging in each of several inspections, in nine questions."""
    gathering = [one for one in inspections if one.status == InspectionStatus.GATHERING]
    judging = [one for one in inspections if one.status == InspectionStatus.EVALUATING]
    due = due_days_of([*gathering, *judging])
    spoken, silent = _spoken_and_silent(gathering)
    items, judged = _items_to_judge(judging), _items_judged(judging)
    submitted, teams = _submitted_in(judging), judging_teams_of(judging)
    has_found, uncertain = _found_something(judging), _uncertain_in(judging)
    found: dict[UUID, list[Turn]] = {inspection.pk: [] for inspection in inspections}
    for inspection in gathering:
        pk = inspection.pk
        found[pk] = [_gathering_turn(spoken[pk], silent[pk], due[pk], is_graded=inspection.is_graded)]
    for inspection in judging:
        pk = inspection.pk
        if not items[pk]:
            waiting_to_find = to_find(has_found[pk], uncertain[pk], due[pk])
            found[pk] += waiting_to_find or ([to_conclude(due[pk])] if inspection.is_area else [])
        for item in items[pk]:
            if item.pk not in judged[pk]:
                waiting = [str(one.pk) for one in teams[pk] if (item.pk, one.pk) not in submitted[pk]]
                found[pk] += to_judge(str(item.pk), f"{item.number} {item.title}", waiting, due[pk])
    return found


def _spoken_and_silent(inspections: Sequence[Inspection]) -> tuple[dict[UUID, int], dict[UUID, int]]:
    spoken = spoken_on(inspections)
    there_are = indicator_counts({inspection.phase.framework_id for inspection in inspections})
    silent = {one.pk: there_are.get(one.phase.framework_id, 0) - spoken[one.pk] for one in inspections}
    return spoken, silent


def _gathering_turn(spoken: int, silent: int, due_on: Mapping[str, date], *, is_graded: bool) -> Turn:
    if not spoken:
        return to_lodge(due_on)
    if silent:
        return to_lodge_more(silent, due_on, is_graded=is_graded)
    return to_open() if is_graded else to_follow_up()


def turns(inspection: Inspection) -> list[Turn]:
    """What waits for somebody because of judging."""
    return turns_of([inspection])[inspection.pk]


def _items_to_judge(inspections: Sequence[Inspection]) -> dict[UUID, list[FrameworkItem]]:
    frameworks = {inspection.pk: inspection.phase.framework_id for inspection in inspections}
    items = evaluated_items_by_framework(set(frameworks.values()))
    return {pk: items[framework_id] for pk, framework_id in frameworks.items()}


def _items_judged(inspections: Sequence[Inspection]) -> dict[UUID, set[UUID]]:
    judged: dict[UUID, set[UUID]] = {inspection.pk: set() for inspection in inspections}
    current = Consolidation.objects.filter(inspection__in=inspections, is_current=True)
    for inspection_id, item_id in current.values_list("inspection_id", "item_id"):
        judged[inspection_id].add(item_id)
    return judged


def _submitted_in(inspections: Sequence[Inspection]) -> dict[UUID, set[tuple[UUID, UUID]]]:
    submitted: dict[UUID, set[tuple[UUID, UUID]]] = {inspection.pk: set() for inspection in inspections}
    made = Evaluation.objects.filter(inspection__in=inspections, status=EvaluationStatus.SUBMITTED)
    for inspection_id, item_id, person_id in made.values_list("inspection_id", "item_id", "inspector_id"):
        submitted[inspection_id].add((item_id, person_id))
    return submitted
