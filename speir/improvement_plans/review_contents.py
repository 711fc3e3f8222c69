"""What a published progress review holds; its checksum is taken as that of a report is."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from speir.foundations.uk_time import uk_day
from speir.reports.contents import FrozenSignature

if TYPE_CHECKING:
    from datetime import datetime

    from speir.improvement_plans.models import PlanArea, ProgressJudgement, ProgressReview, ReviewSignOff


@dataclass(frozen=True)
class FrozenProgress:
    """One area for improvement, word for word, and how the team judged its progress."""

    number: int
    title: str
    text: str
    key_area: str
    level_key: str
    level_label: str
    level_meaning: str
    is_indicative: bool
    rationale: str


@dataclass(frozen=True)
class FrozenReview:
    """Everything that a published progress review says."""

    slug: str
    number: int
    partnership: str
    is_fictional: bool
    programme: str
    phase: str
    scale: str
    report_published_on: str
    started_on: str
    completed_on: str
    published_on: str
    areas: tuple[FrozenProgress, ...]
    signatures: tuple[FrozenSignature, ...]
    area_called: str = "area for improvement"

    def as_json(self) -> dict[str, Any]:
        """The plain value that is stored and whose checksum is printed."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain


def review_from_json(content: Mapping[str, Any]) -> FrozenReview:
    """The progress review that this stored value holds."""
    fields = dict(content)
    fields["areas"] = tuple(FrozenProgress(**one) for one in fields["areas"])
    fields["signatures"] = tuple(FrozenSignature(**one) for one in fields["signatures"])
    return FrozenReview(**fields)


def frozen_review(
    review: "ProgressReview",
    areas: Sequence["PlanArea"],
    judged: Mapping[object, "ProgressJudgement"],
    signed: Sequence["ReviewSignOff"],
    at: "datetime",
    area_called: str,
) -> FrozenReview:
    """A complete review in the shape in which it is published; ``area_called`` is what it judges."""
    inspection, publication = review.plan.inspection, review.plan.publication
    return FrozenReview(
        slug=publication.slug,
        number=review.number,
        partnership=inspection.partnership.name,
        is_fictional=inspection.is_fictional,
        programme=inspection.phase.programme.name,
        phase=inspection.phase.name,
        scale=str(inspection.phase.progress_framework),
        report_published_on=uk_day(publication.published_at).isoformat(),
        started_on=review.starts_on.isoformat(),
        completed_on=uk_day(review.completed_at).isoformat() if review.completed_at else "",
        published_on=uk_day(at).isoformat(),
        areas=tuple(_progress(area, judged[area.pk]) for area in areas),
        signatures=tuple(
            FrozenSignature(each.body.name, uk_day(each.signed_at).isoformat()) for each in signed
        ),
        area_called=area_called,
    )


def _progress(area: "PlanArea", judged: "ProgressJudgement") -> FrozenProgress:
    return FrozenProgress(
        number=area.number,
        title=area.title,
        text=area.text,
        key_area=area.key_area,
        level_key=judged.level.key,
        level_label=judged.level.label,
        level_meaning=judged.level.meaning,
        is_indicative=judged.level.is_indicative,
        rationale=judged.rationale,
    )
