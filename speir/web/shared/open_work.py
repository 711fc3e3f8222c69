"""How a programme works in the open, as pages of every audience show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from speir.engagement.choices import Answer, ChangedIn, Channel, EngagementStatus, Involved
from speir.measures.suppression import THRESHOLD, is_small
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from uuid import UUID

    from speir.engagement.involvement_queries import HeardTold, InvolvementTold
    from speir.engagement.models import Engagement, EngagementDone, WhatChanged


@dataclass(frozen=True)
class DoneShown:
    """What was done once."""

    day: str
    to_whom: str
    outcome: str


@dataclass(frozen=True)
class EngagementShown:
    """One line of the plan and log."""

    pk: str
    audience: str
    purpose: str
    channel: str
    responsible: str
    planned: str
    state: str
    state_kind: str
    is_public: bool
    is_fictional: bool
    done: tuple[DoneShown, ...]


def engagements_shown(
    engagements: Iterable["Engagement"], done: Mapping["UUID", Sequence["EngagementDone"]], today: date
) -> tuple[EngagementShown, ...]:
    """The plan and log of a programme."""
    return tuple(engagement_shown(each, done.get(each.pk, ()), today) for each in engagements)


def engagement_shown(
    engagement: "Engagement", done: Sequence["EngagementDone"], today: date
) -> EngagementShown:
    """One planned engagement with what was done of it."""
    kinds = {EngagementStatus.DONE: "ok", EngagementStatus.DROPPED: "grey", EngagementStatus.PLANNED: "info"}
    status = EngagementStatus(engagement.status)
    is_late = engagement.is_late(today)
    return EngagementShown(
        pk=str(engagement.pk),
        audience=engagement.audience,
        purpose=engagement.purpose,
        channel=Channel.label_of(engagement.channel),
        responsible=engagement.responsible.full_name,
        planned=day(engagement.planned_on),
        state="Late" if is_late else status.label,
        state_kind="bad" if is_late else kinds[status],
        is_public=engagement.is_public,
        is_fictional=engagement.is_fictional,
        done=tuple(_done(each) for each in done),
    )


def _done(done: "EngagementDone") -> DoneShown:
    reached = f" ({count(done.reached, 'person', 'people')})" if done.reached is not None else ""
    return DoneShown(day(done.done_on), f"{done.to_whom}{reached}", done.outcome)


@dataclass(frozen=True)
class HeardShown:
    """One thing people said, and what came of it; ``answer`` is "" when it is not answered yet."""

    pk: str
    said: str
    answer: str
    where: str
    words: str


@dataclass(frozen=True)
class InvolvementShown:
    """Who took part in planning, as a group, and what they said."""

    pk: str
    group: str
    how: str
    day: str
    people: str
    about: str
    heard: tuple[HeardShown, ...]
    not_answered: int
    is_public: bool
    is_fictional: bool


def involvements_shown(
    told: Iterable["InvolvementTold"], *, for_public: bool
) -> tuple[InvolvementShown, ...]:
    """Everybody who took part; for the public a small group has no number."""
    return tuple(involvement_shown(each, for_public=for_public) for each in told)


def involvement_shown(told: "InvolvementTold", *, for_public: bool) -> InvolvementShown:
    """One involvement."""
    involvement = told.involvement
    return InvolvementShown(
        pk=str(involvement.pk),
        group=involvement.group,
        how=Involved.label_of(involvement.how),
        day=day(involvement.took_place_on),
        people=_people(involvement.people, for_public=for_public),
        about=involvement.about,
        heard=tuple(heard_shown(each) for each in told.heard),
        not_answered=told.not_answered,
        is_public=involvement.published_at is not None,
        is_fictional=involvement.is_fictional,
    )


def _people(number: int | None, *, for_public: bool) -> str:
    if number is None:
        return ""
    if for_public and is_small(number):
        return f"fewer than {THRESHOLD} people"
    return count(number, "person", "people")


def heard_shown(told: "HeardTold") -> HeardShown:
    """One thing people said."""
    answer = told.answer
    return HeardShown(
        pk=str(told.heard.pk),
        said=told.heard.said,
        answer=Answer.label_of(answer.kind) if answer else "",
        where=_where(answer) if answer else "",
        words=answer.words if answer else "",
    )


def _where(answer: "WhatChanged") -> str:
    if not answer.changed_in:
        return ""
    linked = answer.framework or answer.questionnaire
    named = str(linked) if linked else ""
    if answer.phase:
        named = f"{answer.phase.programme.name}, {answer.phase.name}"
    if answer.item:
        named = f"{answer.item}, {named}"
    words = ChangedIn.label_of(answer.changed_in)
    return f"{words}: {named}" if named else words
