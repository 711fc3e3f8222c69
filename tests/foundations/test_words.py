"""What somebody types is kept as it was typed, once, and is theirs alone."""

import uuid

import pytest

from speir.foundations import words
from speir.foundations.models import CapturedWords
from speir.foundations.refusals import RuleBroken
from tests.factories import NOW, make_body, make_person

pytestmark = pytest.mark.django_db


def test_the_same_event_sent_again_is_kept_once() -> None:
    person = make_person(make_body("A body"))
    event = uuid.uuid4()
    first = words.capture(event_id=event, field_key="f", text="abc", typed_at=NOW, by=person)
    again = words.capture(event_id=event, field_key="f", text="abc", typed_at=NOW, by=person)
    assert first == again
    assert CapturedWords.objects.count() == 1


def test_words_are_seen_by_their_author_only() -> None:
    body = make_body("A body")
    writer, reader = make_person(body), make_person(body)
    words.capture(event_id=uuid.uuid4(), field_key="f", text="mine", typed_at=NOW, by=writer)
    newest = words.latest("f", by=writer)
    assert newest is not None
    assert newest.text == "mine"
    assert words.latest("f", by=reader) is None


def test_words_beyond_measure_are_refused_with_what_to_do() -> None:
    person = make_person(make_body("A body"))
    with pytest.raises(RuleBroken, match="Shorten it"):
        words.capture(event_id=uuid.uuid4(), field_key="f", text="x" * 200_001, typed_at=NOW, by=person)
