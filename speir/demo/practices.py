"""Invented good practice: one checked, public and used elsewhere, one that waits for a colleague."""

from datetime import datetime, timedelta

from speir.demo.cast import Cast
from speir.demo.story import story
from speir.foundations.uk_time import uk_day
from speir.good_practice.choices import Topic, UptakeKind
from speir.good_practice.operations import (
    agree_to_publish,
    check_practice,
    choose_topics,
    record_uptake,
    write_practice,
)

WORDS = ("title", "what", "evidence", "conditions", "contact")


def tell(cast: Cast, at: datetime) -> None:
    """Write each down, and let happen to it what the story tells."""
    for told in story()["practices"]:
        practice = write_practice(
            partnership=cast.partnerships[told["partnership"]],
            topic=Topic(told["topic"]),
            replaced=told.get("replaced", ""),
            by=cast.person("link"),
            at=at - timedelta(days=100),
            **{name: told[name] for name in WORDS},
        )
        if "seen" in told:
            expires_on = uk_day(at) + timedelta(days=300)
            checker, then = cast.person("lead"), at - timedelta(days=90)
            check_practice(practice=practice, seen=told["seen"], expires_on=expires_on, by=checker, at=then)
            agree_to_publish(practice=practice, agreed_by=told["agreed"], by=checker, at=then)
        for person, kind, result in told.get("uptakes", ()):
            by, then = cast.person(person), at - timedelta(days=20)
            record_uptake(practice=practice, kind=UptakeKind(kind), result=result, by=by, at=then)
    choose_topics(topics={Topic.ADULTS}, by=cast.person("ardmore_coordinator"), at=at)
