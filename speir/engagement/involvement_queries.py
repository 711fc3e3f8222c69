"""Questions about people with lived experience in planning a programme."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from speir.engagement.models import Heard, Involvement, WhatChanged
from speir.programmes.models import Programme


@dataclass(frozen=True)
class HeardTold:
    """One thing people said, and the newest answer to it; None when it is not answered yet."""

    heard: Heard
    answer: WhatChanged | None


@dataclass(frozen=True)
class InvolvementTold:
    """People who took part, and everything they said."""

    involvement: Involvement
    heard: tuple[HeardTold, ...]

    @property
    def not_answered(self) -> int:
        """How many things have no answer yet."""
        return sum(each.answer is None for each in self.heard)


def involvements_of(programme: Programme, *, is_public: bool = False) -> list[InvolvementTold]:
    """Everybody who took part, the newest first; only what is published when asked."""
    found = Involvement.objects.filter(programme=programme).select_related("programme")
    return _told(found.exclude(published_at=None) if is_public else found)


def involvement(involvement_id: UUID) -> InvolvementTold | None:
    """One involvement with what was said."""
    found = _told(Involvement.objects.filter(pk=involvement_id).select_related("programme"))
    return found[0] if found else None


def heard_in(involvement: Involvement, heard_id: str) -> Heard | None:
    """One thing that was said there."""
    return next(
        (each for each in Heard.objects.filter(involvement=involvement) if str(each.pk) == heard_id), None
    )


def numbers_not_answered(programmes: Collection[Programme]) -> dict[UUID, int]:
    """How many things people said have no answer yet, by programme."""
    open_ones: dict[UUID, int] = defaultdict(int)
    found = Involvement.objects.filter(programme__in=list(programmes))
    for told in _told(found):
        open_ones[told.involvement.programme_id] += told.not_answered
    return dict(open_ones)


def _told(involvements: Iterable[Involvement]) -> list[InvolvementTold]:
    wanted = list(involvements)
    answers: dict[UUID, WhatChanged] = {}
    linked = ("framework", "item", "questionnaire", "phase__programme")
    for answer in WhatChanged.objects.filter(heard__involvement__in=wanted).select_related(*linked):
        answers[answer.heard_id] = answer  # the newest comes last
    heard: dict[UUID, list[HeardTold]] = defaultdict(list)
    for each in Heard.objects.filter(involvement__in=wanted):
        heard[each.involvement_id].append(HeardTold(each, answers.get(each.pk)))
    return [InvolvementTold(each, tuple(heard[each.pk])) for each in wanted]
