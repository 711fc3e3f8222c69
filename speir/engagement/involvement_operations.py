"""Changes to involvement: who took part in planning, what they said, and what changed because of it."""

from collections.abc import Sequence
from datetime import date, datetime

from speir.engagement import permissions, rules
from speir.engagement.choices import Answer, ChangedIn, Involved
from speir.engagement.models import Heard, Involvement, WhatChanged
from speir.foundations import audit
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.foundations.uk_time import MOMENT, uk_day
from speir.frameworks.models import Framework, FrameworkItem
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.programmes.models import Phase, Programme
from speir.questionnaires.models import TemplateVersion

Linked = Framework | FrameworkItem | TemplateVersion | Phase


@operation
def record_involvement(
    *,
    programme: Programme,
    group: str,
    how: Involved,
    about: str,
    took_place_on: date,
    people: int | None,
    by: Person,
    at: datetime,
    is_fictional: bool = False,
    once: str = "",
) -> Involvement:
    """Record that people with lived experience took part in planning: as a group, never by name."""
    permissions.may_record_involvement.check(standing_everywhere(by))
    check_all(
        rules.involvement_is_told_whole.reason(group, about),
        rules.involvement_took_place_by_today.reason(took_place_on, uk_day(at)),
        rules.nobody_can_be_reached_by_it.reason(group, about),
    )
    recorded = Involvement.objects.create(
        programme=programme,
        group=group.strip(),
        how=how,
        about=about.strip(),
        took_place_on=took_place_on,
        people=people,
        is_fictional=is_fictional,
        recorded_by=by,
        recorded_at=at,
    )
    audit.record(f"Involvement in planning recorded: {programme}", subject=recorded, by=by, at=at)
    return recorded


@operation
def write_down_what_was_said(
    *, involvement: Involvement, said: Sequence[str], by: Person, at: datetime, once: str = ""
) -> list[Heard]:
    """Write down what they said, one theme each; each then waits for what changed because of it."""
    permissions.may_record_involvement.check(standing_everywhere(by))
    themes = [theme.strip() for theme in said if theme.strip()]
    check_all(
        rules.what_was_said_is_written_down.reason("".join(themes)),
        rules.nobody_can_be_reached_by_it.reason(*themes),
    )
    # A moment apart, so that they stay in the order in which they were written.
    made = [
        Heard.objects.create(involvement=involvement, said=theme, recorded_by=by, recorded_at=at + n * MOMENT)
        for n, theme in enumerate(themes)
    ]
    audit.record("What people said written down", subject=involvement, by=by, at=at)
    return made


@operation
def say_what_changed(
    *,
    heard: Heard,
    kind: Answer,
    changed_in: str,
    words: str,
    by: Person,
    at: datetime,
    linked_to: Linked | None = None,
    once: str = "",
) -> WhatChanged:
    """Say what changed because of something people said, or that nothing did and why; the newest counts."""
    permissions.may_record_involvement.check(standing_everywhere(by))
    check_all(
        rules.an_answer_says_what_or_why.reason(kind, words),
        rules.a_change_says_where.reason(kind, changed_in),
        rules.a_link_leads_to_the_right_kind.reason(changed_in, _kind_of(linked_to)),
        rules.a_linked_indicator_stays.reason(_can_still_change(linked_to)),
        rules.nobody_can_be_reached_by_it.reason(words),
    )
    item = linked_to if isinstance(linked_to, FrameworkItem) else None
    whole = linked_to if isinstance(linked_to, Framework) else None
    answer = WhatChanged.objects.create(
        heard=heard,
        kind=kind,
        changed_in=changed_in,
        framework=item.framework if item else whole,
        item=item,
        questionnaire=linked_to if isinstance(linked_to, TemplateVersion) else None,
        phase=linked_to if isinstance(linked_to, Phase) else None,
        words=words.strip(),
        answered_by=by,
        answered_at=at,
    )
    audit.record(f"What people said was answered: {kind.label}", subject=heard, by=by, at=at)
    return answer


def _can_still_change(linked_to: Linked | None) -> bool:
    if not isinstance(linked_to, FrameworkItem):
        return False
    return linked_to.framework.used_at is None and linked_to.framework.draft_at is None


def _kind_of(linked_to: Linked | None) -> str:
    if isinstance(linked_to, Framework | FrameworkItem):
        return ChangedIn.FRAMEWORK
    if isinstance(linked_to, TemplateVersion):
        return ChangedIn.QUESTIONNAIRE
    return ChangedIn.METHOD if linked_to is not None else ""


@operation
def publish_involvement(*, involvement: Involvement, by: Person, at: datetime) -> None:
    """Make public who took part, what they said and what changed; what has no answer says so."""
    permissions.may_publish_involvement.check(standing_everywhere(by))
    themes = Heard.objects.filter(involvement=involvement).count()
    rules.something_is_told_before_it_is_public.check(themes)
    Involvement.objects.filter(pk=involvement.pk, published_at=None).update(published_at=at)
    audit.record("Involvement made public", subject=involvement, by=by, at=at)


@operation
def take_involvement_back(*, involvement: Involvement, by: Person, at: datetime) -> None:
    """Show it to the public no more."""
    permissions.may_publish_involvement.check(standing_everywhere(by))
    Involvement.objects.filter(pk=involvement.pk).update(published_at=None)
    audit.record("Involvement no longer public", subject=involvement, by=by, at=at)
