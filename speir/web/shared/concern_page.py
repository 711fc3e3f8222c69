"""What every page says of one concern, whichever side reads it."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from speir.concerns import same_day
from speir.concerns.choices import ON_THE_CLOCK, ConcernSource, ConcernStatus
from speir.concerns.queries import answers_of, asked_for_more, is_overdue

if TYPE_CHECKING:
    from speir.concerns.models import Concern

KINDS = {
    ConcernStatus.RAISED: "warn",
    ConcernStatus.NOT_PASSED: "grey",
    ConcernStatus.PASSED: "warn",
    ConcernStatus.ACKNOWLEDGED: "info",
    ConcernStatus.ACTED: "info",
    ConcernStatus.CLOSED: "ok",
}


@dataclass(frozen=True)
class ConcernShown:
    """One concern as both sides may see it; ``clock`` is "" when no clock runs."""

    id: str
    mark: str
    status: str
    kind: str
    clock: str
    clock_kind: str
    is_immediate: bool
    source: str
    reference: str
    seen: str
    worry: str
    raised_at: datetime


def concern_shown(concern: "Concern") -> ConcernShown:
    """One concern as it stands now."""
    now = timezone.now()
    runs = concern.status in ON_THE_CLOCK
    return ConcernShown(
        id=str(concern.pk),
        mark=concern.mark,
        status=ConcernStatus.label_of(concern.status),
        kind=KINDS[ConcernStatus(concern.status)],
        clock=same_day.in_words(concern.due_at, now) if runs else "",
        clock_kind="bad" if is_overdue(concern, now) else "warn",
        is_immediate=concern.is_immediate,
        source=ConcernSource.label_of(concern.source_kind),
        reference=concern.source_reference,
        seen=concern.seen,
        worry=concern.worry,
        raised_at=concern.raised_at,
    )


@dataclass(frozen=True)
class GivenAnswer:
    """What the partnership said was done; ``local_reference`` is "" except on its own pages."""

    by: str
    at: datetime
    what_was_done: str
    local_reference: str
    asked: str


def given_answers(concern: "Concern", with_local_reference: bool = False) -> tuple[GivenAnswer, ...]:
    """Every answer, oldest first, each with what the lead inspector asked after it."""
    asked = [each.why for each in asked_for_more(concern)]
    answers = answers_of(concern)
    return tuple(
        GivenAnswer(
            by=f"{answer.answered_by.full_name}, {answer.answered_by.body.short_name}",
            at=answer.answered_at,
            what_was_done=answer.what_was_done,
            local_reference=answer.local_reference if with_local_reference else "",
            asked=more,
        )
        for answer, more in zip(answers, [*asked, *[""] * len(answers)], strict=False)
    )
