"""Questions about feeds, and which dates somebody has."""

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from speir.diaries.dates import Differences, GivenOut, OwnDate, differences
from speir.diaries.models import DiaryDate, Feed
from speir.document_requests import queries as document_requests
from speir.foundations.uk_time import uk_day
from speir.improvement_plans import queries as improvement_plans
from speir.inspections.choices import InspectionStatus
from speir.inspections.models import Inspection, Milestone
from speir.inspections.queries import standings_of, timetables_of, visible_to
from speir.inspections.timetable import is_known_to_partnership
from speir.inspections.turns import Turn
from speir.people.choices import PARTNERSHIP_ROLES, TEAM_ROLES, Role, Side
from speir.people.models import Person
from speir.people.standing import Standing
from speir.record_reading import queries as record_reading
from speir.reports import queries as reports

LOOK_AFTER = (Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER, Role.COORDINATOR)
PUBLISHED = "published"
HOUR = timedelta(hours=1)
CANCELLED_FOR, BACK = timedelta(days=90), timedelta(days=366)


def token_hash(token: str) -> str:
    """What is kept of a feed's address."""
    return hashlib.sha256(token.encode()).hexdigest()


def feed_at(token: str) -> Feed | None:
    """The feed at a secret address, unless it was ended or its person has left."""
    found = Feed.objects.filter(token_hash=token_hash(token), ended_at=None, person__is_active=True)
    return found.select_related("person__body").first()


def feed_of(person: Person) -> Feed | None:
    """Somebody's feed, if they have one."""
    return Feed.objects.filter(person=person, ended_at=None).first()


def diary_date_of(person: Person, identity: UUID) -> DiaryDate | None:
    """One of somebody's own dates."""
    found = DiaryDate.objects.filter(person=person, pk=identity)
    return found.select_related("inspection").first()


def given_out(person: Person, at: datetime) -> list[DiaryDate]:
    """What the feed holds: a year back, and what was cancelled in the last ninety days."""
    held = DiaryDate.objects.filter(person=person, falls_on__gte=uk_day(at) - BACK)
    return list(held.exclude(is_cancelled=True, changed_at__lt=at - CANCELLED_FOR))


def what_changed(feed: Feed) -> Differences:
    """What the feed has to say anew since it was fetched last."""
    held = DiaryDate.objects.filter(person=feed.person)
    before = {each.key: GivenOut(each.falls_on, each.what, each.is_cancelled) for each in held}
    return differences(own_dates(feed.person), before)


def is_to_be_noted(feed: Feed, at: datetime) -> bool:
    """Whether it is an hour or more since it was noted that the feed was fetched."""
    return feed.last_used_at is None or at - feed.last_used_at >= HOUR


def own_dates(person: Person) -> list[OwnDate]:
    """The dates somebody has now, in every inspection they take part in; a fixed number of questions."""
    inspections = [one for one in visible_to(person) if one.status != InspectionStatus.CLOSED]
    standings = standings_of(person, inspections)
    roles = {*TEAM_ROLES, *PARTNERSHIP_ROLES}
    mine = [one for one in inspections if standings[one.pk].has(*roles)]
    timetables, found = timetables_of(mine), []
    for one in mine:
        found += [
            OwnDate(f"{one.pk}:m:{each.key}", each.due_on, each.title, str(one.pk))
            for each in timetables[one.pk]
            if _is_for(each, standings[one.pk])
        ]
    return found + _due(mine, standings)


def _is_for(milestone: Milestone, standing: Standing) -> bool:
    ours = is_known_to_partnership(milestone.key, milestone.whose_turn)
    if standing.side == Side.PARTNERSHIP and not ours:
        return False
    return standing.has(*LOOK_AFTER) or milestone.key == PUBLISHED or milestone.whose_turn in standing.roles


def _due(inspections: list[Inspection], standings: dict[UUID, Standing]) -> list[OwnDate]:
    """What is asked of them by a day; concerns about somebody's safety are never among it."""
    found: dict[str, OwnDate] = {}
    for part in (document_requests, record_reading, reports, improvement_plans):
        for pk, turns in part.turns_of(inspections).items():
            for turn in turns:
                if turn.due_on and _waits_for(turn, standings[pk]):
                    key = f"{pk}:t:{turn.key}:{turn.subject_id}"
                    found.setdefault(key, OwnDate(key, turn.due_on, WHAT.get(turn.key, OTHER), str(pk)))
    return list(found.values())


def _waits_for(turn: Turn, standing: Standing) -> bool:
    return turn.is_for(standing) or (bool(turn.person_id) and turn.person_id == standing.person_id)


# Said in words of our own: a turn's title may hold a body's name, a number or a version.
OTHER = "Something is due"
WHAT = {
    "documents": "Documents are due",
    "read_records": "Records are to be read",
    "reconcile_records": "Readings are to be reconciled",
    "start_report": "The report is to be started",
    "draft_report": "The draft is due",
    "sign_off": "A sign-off is due",
    "comment_on_facts": "Factual accuracy: comments are due",
    "answer_comments": "Factual accuracy: answers are due",
    "write_plan": "The improvement plan is due",
    "finish_action": "An action of the improvement plan is due",
}
