"""Turns that programmes bring, not inspections: late engagements, consultations that wait for an answer."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from speir.consultations.permissions import may_decide_on_comments
from speir.consultations.queries import waits_for_decisions
from speir.engagement.permissions import may_plan_engagement
from speir.engagement.queries import late_for, late_of_others
from speir.people.queries import standing_everywhere
from speir.web.inspectorate.whose_turn import Line, due_words, in_urgency
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.consultations.models import Consultation
    from speir.engagement.models import Engagement
    from speir.people.models import Person

LATE_SHOWN = 3
# Name, address, whether it is invented, the latest few, and how many more there are.
Group = tuple[str, str, bool, tuple[Line, ...], int]


@dataclass(frozen=True)
class OpenTurns:
    """What waits for one person, and what is late with others, by programme."""

    mine: list[Line]
    late: list[Group]


def open_turns(person: "Person", today: date) -> OpenTurns:
    """The turns of one person, in a fixed number of questions."""
    standing = standing_everywhere(person)
    mine = [_late_line(each, today) for each in late_for(person, today)]
    if may_decide_on_comments.reason_refused(standing) is None:
        mine += [_decide_line(each) for each in waits_for_decisions(today)]
    looks_after = may_plan_engagement.reason_refused(standing) is None
    return OpenTurns(mine, _groups(late_of_others(person, today), today) if looks_after else [])


def _late_line(engagement: "Engagement", today: date) -> Line:
    due, kind = due_words(engagement.planned_on, today)
    return Line(
        title=f"Speak with: {engagement.audience}",
        reason=f"{engagement.programme.name}. {engagement.responsible.full_name} is responsible.",
        address=reverse("engagement", kwargs={"engagement_id": engagement.pk}),
        due=due,
        due_kind=kind,
        due_on=engagement.planned_on,
    )


def _decide_line(consultation: "Consultation") -> Line:
    return Line(
        title=f"Answer what people said: {consultation.title}",
        reason=f"Comments closed on {day(consultation.closes_on)}.",
        address=reverse("consultation", kwargs={"consultation_id": consultation.pk}),
        due="answer it",
        due_kind="warn",
        due_on=consultation.closes_on,
    )


def _groups(late: "list[Engagement]", today: date) -> list[Group]:
    by_programme: dict[str, list[Engagement]] = {}
    for each in late:
        by_programme.setdefault(each.programme.slug, []).append(each)
    return [
        (
            found[0].programme.name,
            reverse("working_openly", kwargs={"programme": slug}),
            all(each.is_fictional for each in found),
            tuple(in_urgency([_late_line(each, today) for each in found])[:LATE_SHOWN]),
            len(found[LATE_SHOWN:]),
        )
        for slug, found in by_programme.items()
    ]
