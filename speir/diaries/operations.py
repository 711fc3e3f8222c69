"""Changes to feeds."""

import secrets
from datetime import datetime

from speir.diaries import queries
from speir.diaries.choices import Titles
from speir.diaries.dates import Differences, GivenOut
from speir.diaries.models import DiaryDate, Feed
from speir.diaries.permissions import may_have_feed
from speir.foundations import audit
from speir.foundations.audit import Actor
from speir.foundations.operation import operation
from speir.people.models import Person
from speir.people.queries import standing_everywhere


@operation
def make_feed(*, titles: Titles, by: Person, at: datetime, once: str = "") -> str:
    """Make one's feed, or a new address for it; the old address ends. Returns what is secret, once."""
    may_have_feed.check(standing_everywhere(by))
    Person.objects.select_for_update().get(pk=by.pk)
    Feed.objects.filter(person=by, ended_at=None).update(ended_at=at)
    token = secrets.token_urlsafe(32)
    feed = Feed.objects.create(person=by, token_hash=queries.token_hash(token), titles=titles, made_at=at)
    audit.record("Feed of one's own dates made", subject=feed, by=by, at=at, details={"titles": titles})
    return token


@operation
def end_feed(*, by: Person, at: datetime, once: str = "") -> None:
    """End one's feed: its address answers nothing from now on. Ending it again changes nothing."""
    may_have_feed.check(standing_everywhere(by))
    Feed.objects.filter(person=by, ended_at=None).update(ended_at=at)
    audit.record("Feed of one's own dates ended", subject=by, by=by, at=at)


@operation
def bring_up_to_date(*, feed: Feed, found: Differences, by: Actor, at: datetime) -> None:
    """Keep what a feed now gives out: new dates, moved ones counted up, cancelled ones."""
    person = feed.person
    Feed.objects.filter(pk=feed.pk).update(last_used_at=at)
    Person.objects.select_for_update().get(pk=person.pk)  # two programs that fetch at the same moment
    held = {each.key: each for each in DiaryDate.objects.filter(person=person)}
    for each in (*found.new, *found.moved):
        known = held.get(each.key)
        if known is None:
            DiaryDate.objects.create(
                person=person,
                key=each.key,
                inspection_id=each.inspection_id,
                falls_on=each.day,
                what=each.what,
                changed_at=at,
            )
        elif GivenOut(known.falls_on, known.what, known.is_cancelled) != GivenOut(each.day, each.what, False):
            _change(known, at, falls_on=each.day, what=each.what, is_cancelled=False)
    for key in found.cancelled:
        if not held[key].is_cancelled:
            _change(held[key], at, is_cancelled=True)
    numbers: dict[str, object] = {
        "new": len(found.new),
        "moved": len(found.moved),
        "cancelled": len(found.cancelled),
    }
    audit.record("Feed brought up to date", subject=person, by=by, at=at, details=numbers)


def _change(date: DiaryDate, at: datetime, **values: object) -> None:
    DiaryDate.objects.filter(pk=date.pk).update(sequence=date.sequence + 1, changed_at=at, **values)
