"""What the judgement page of one evaluated item prints, made from what the queries returned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from speir.evaluations.choices import EvaluationStatus, FindingKind
from speir.evaluations.permissions import (
    may_consolidate,
    may_evaluate,
    may_make_findings,
    may_reopen_for_an_inspector,
)
from speir.evaluations.queries import OneEvaluation
from speir.evaluations.rules import (
    everybody_has_submitted,
    inspection_is_evaluating,
    judgement_may_change,
    not_consolidated_yet,
    others_have_not_been_read,
    reopening_alone_is_still_open,
    there_is_evidence_to_evaluate,
)
from speir.frameworks.pages import PageLevel
from speir.web.inspectorate.evidence_item import finding_words
from speir.web.inspectorate.evidence_lines import (
    SourceRow,
    by_source,
    contradictions,
    evidence_lines,
    silent_indicators,
)
from speir.web.inspectorate.inspection_header import InspectionHeader
from speir.web.inspectorate.opened import why_not

if TYPE_CHECKING:
    from speir.evaluations.models import Consolidation, EarlierEvaluation, Evaluation, Finding
    from speir.evidence.models import EvidenceItem
    from speir.frameworks.models import FrameworkItem, ScaleLevel
    from speir.frameworks.terms import Terms
    from speir.people.standing import Standing

# Where on a scale a level stands, best first, and the tag that goes with its words.
FIRST_PART, MIDDLE_PART = 0.4, 0.7


@dataclass(frozen=True)
class LevelTag:
    """A level in words, with the tag that goes with them."""

    label: str
    tag: str
    is_indicative: bool


@dataclass(frozen=True)
class EarlierVersion:
    """What an evaluation said before it was reopened, by whom, why, and whether the others' could be read."""

    level: LevelTag
    rationale: str
    cited: tuple[int, ...]
    submitted_at: datetime
    reopened_at: datetime
    reopened_by: str
    why: str
    after_reading: bool


@dataclass(frozen=True)
class JudgementLine:
    """One inspector's line; ``level`` is None when it is not in or may not be seen."""

    inspector: str
    body: str
    is_mine: bool
    is_in: bool
    is_hidden: bool
    level: LevelTag | None
    rationale: str
    cited: tuple[int, ...]
    earlier: tuple[EarlierVersion, ...] = ()


@dataclass(frozen=True)
class TeamJudgement:
    """The team's judgement."""

    level: LevelTag
    rationale: str
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True)
class Illustrated:
    """One indicator's illustrations."""

    item: str
    levels: tuple[PageLevel, ...]


@dataclass(frozen=True)
class FindingLine:
    """A finding that was made of the item."""

    number: int
    kind: str
    text: str


@dataclass(frozen=True)
class JudgingPage:
    """One evaluated item; each ``…_refused`` is "" when this person may do that now."""

    header: InspectionHeader
    number: str
    question: str
    is_indicative: bool
    evidence: int
    sources: tuple[SourceRow, ...]
    contradictions: tuple[str, ...]
    silent: tuple[str, ...]
    judgements: tuple[JudgementLine, ...]
    lost_evidence: tuple[int, ...]
    all_in: bool
    mine: JudgementLine | None
    own_refused: str
    reopen_refused: str
    reopen_for_refused: str
    team: TeamJudgement | None
    team_refused: str
    illustrations: tuple[Illustrated, ...]
    scale: tuple[PageLevel, ...]
    findings: tuple[FindingLine, ...]
    record_refused: str

    @property
    def submitted(self) -> int:
        """How many have submitted."""
        return sum(line.is_in for line in self.judgements)


@dataclass(frozen=True)
class Judged:
    """What the queries returned for one evaluated item."""

    item: "FrameworkItem"
    indicators: Sequence["FrameworkItem"]
    evidence: Sequence["EvidenceItem"]
    levels: Sequence["ScaleLevel"]
    seen: Sequence[OneEvaluation]
    cited: Mapping[UUID, Sequence["EvidenceItem"]]
    earlier: Mapping[UUID, Sequence["EarlierEvaluation"]]
    are_visible: bool
    mine: "Evaluation | None"
    consolidation: "Consolidation | None"
    illustrations: Mapping[UUID, Sequence[PageLevel]]
    findings: Sequence["Finding"]
    terms: "Terms"
    status: str


def judging_page(header: InspectionHeader, judged: Judged, standing: "Standing") -> JudgingPage:
    """The page of one evaluated item for one reader."""
    lines = evidence_lines(judged.evidence)
    judgements = tuple(_judgement(one, judged, standing) for one in judged.seen)
    waiting = [line.inspector for line in judgements if not line.is_in]
    own, reopen = _own_refused(judged, standing)
    return JudgingPage(
        header=header,
        number=judged.item.number,
        question=judged.item.question,
        is_indicative=judged.item.is_indicative,
        evidence=len(lines),
        sources=by_source(lines),
        contradictions=contradictions(lines),
        silent=silent_indicators(judged.indicators, lines),
        judgements=judgements,
        lost_evidence=_lost_evidence(judged),
        all_in=bool(judgements) and not waiting,
        mine=next((line for line in judgements if line.is_mine and line.is_in), None),
        own_refused=own,
        reopen_refused=reopen,
        reopen_for_refused=_reopen_for_refused(judged, standing),
        team=_team(judged),
        team_refused=_team_refused(judged, standing, waiting),
        illustrations=_illustrated(judged),
        scale=_scale(judged.levels),
        findings=_findings(judged),
        record_refused=why_not(standing, may_make_findings, inspection_is_evaluating.reason(judged.status)),
    )


def level_tag(level: "ScaleLevel", levels: Sequence["ScaleLevel"]) -> LevelTag:
    """A level with a colour for where it stands on its scale; the words always stand beside it."""
    place = [each.pk for each in levels].index(level.pk) / max(len(levels) - 1, 1)
    tag = "ok" if place <= FIRST_PART else "warn" if place <= MIDDLE_PART else "bad"
    return LevelTag(level.label, tag, level.is_indicative)


def _judgement(one: OneEvaluation, judged: Judged, standing: "Standing") -> JudgementLine:
    evaluation = one.evaluation if one.is_submitted else None
    level = evaluation.level if evaluation else None
    return JudgementLine(
        inspector=one.inspector.full_name,
        body=one.inspector.body.short_name,
        is_mine=str(one.inspector.pk) == standing.person_id,
        is_in=one.is_submitted,
        is_hidden=one.is_hidden,
        level=level_tag(level, judged.levels) if level else None,
        rationale=evaluation.rationale if evaluation else "",
        cited=tuple(each.number for each in judged.cited.get(evaluation.pk, ())) if evaluation else (),
        earlier=_earlier(one.evaluation, judged),
    )


def _earlier(evaluation: "Evaluation | None", judged: Judged) -> tuple[EarlierVersion, ...]:
    if evaluation is None:
        return ()
    return tuple(
        EarlierVersion(
            level_tag(kept.level, judged.levels),
            kept.rationale,
            tuple(kept.evidence_numbers),
            kept.submitted_at,
            kept.reopened_at,
            kept.reopened_by.full_name,
            kept.why,
            kept.after_reading,
        )
        for kept in judged.earlier.get(evaluation.pk, ())
    )


def _lost_evidence(judged: Judged) -> tuple[int, ...]:
    """The numbers of withdrawn evidence under the judgements that the reader may see."""
    cited = [each for evidence in judged.cited.values() for each in evidence]
    return tuple(sorted({each.number for each in cited if each.withdrawn_at is not None}))


def _own_refused(judged: Judged, standing: "Standing") -> tuple[str, str]:
    settled = not_consolidated_yet.reason(judged.consolidation is not None)
    is_in = judged.mine is not None and judged.mine.status == EvaluationStatus.SUBMITTED
    evaluating = inspection_is_evaluating.reason(judged.status)
    own = why_not(
        standing,
        may_evaluate,
        evaluating,
        there_is_evidence_to_evaluate.reason(len(judged.evidence)),
        settled,
    )
    reopen = why_not(
        standing,
        may_evaluate,
        None if is_in else "You have not submitted it.",
        settled,
        evaluating,
        others_have_not_been_read.reason(judged.are_visible),
    )
    return own, reopen


def _reopen_for_refused(judged: Judged, standing: "Standing") -> str:
    return why_not(
        standing,
        may_reopen_for_an_inspector,
        inspection_is_evaluating.reason(judged.status),
        not_consolidated_yet.reason(judged.consolidation is not None),
        reopening_alone_is_still_open.reason(judged.are_visible),
    )


def _team(judged: Judged) -> TeamJudgement | None:
    made = judged.consolidation
    if made is None:
        return None
    return TeamJudgement(
        level_tag(made.level, judged.levels), made.rationale, made.decided_by.full_name, made.decided_at
    )


def _team_refused(judged: Judged, standing: "Standing", waiting: list[str]) -> str:
    return why_not(
        standing,
        may_consolidate,
        judgement_may_change.reason(judged.status),
        everybody_has_submitted.reason(waiting),
    )


def _scale(levels: Sequence["ScaleLevel"]) -> tuple[PageLevel, ...]:
    return tuple(
        PageLevel(level.key, level.label, level.meaning, level.is_indicative, level.source)
        for level in levels
    )


def _findings(judged: Judged) -> tuple[FindingLine, ...]:
    return tuple(
        FindingLine(each.number, finding_words(FindingKind(each.kind), judged.terms), each.text)
        for each in judged.findings
    )


def _illustrated(judged: Judged) -> tuple[Illustrated, ...]:
    items = {item.pk: item for item in (judged.item, *judged.indicators)}
    return tuple(
        Illustrated(f"{item.number} {item.title}", tuple(judged.illustrations[item.pk]))
        for item in items.values()
        if judged.illustrations.get(item.pk)
    )
