"""What is typed on several pages at once: nothing is lost, shown twice, or shown to anybody else."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from speir.foundations import words
from speir.foundations.models import SettledWords
from speir.people.models import Person
from tests.factories import make_body, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer() -> Person:
    """Who types."""
    return make_person(make_body("A body"))


class Tab:
    """One opened page with one field, which began from ``after``."""

    def __init__(self, by: Person, after: uuid.UUID | None = None, key: str = "note@1") -> None:
        self.by, self.after, self.key, self.id = by, after, key, uuid.uuid4()

    def types(self, text: str) -> uuid.UUID:
        """Keep these words; the identity of the event."""
        event = uuid.uuid4()
        words.capture(
            event_id=event,
            field_key=self.key,
            text=text,
            typed_at=timezone.now(),
            by=self.by,
            typing_id=self.id,
            after_id=self.after,
        )
        return event


def texts(by: Person, field: str = "note") -> list[str]:
    """What nothing came of yet."""
    return [found.text for found in words.not_settled(field, by=by)]


def test_three_tabs_that_began_empty_are_all_there(writer: Person) -> None:
    for text in ("first", "second", "third"):
        Tab(writer).types(text)
    assert texts(writer) == ["third", "second", "first"]


def test_only_the_last_words_of_a_tab_count(writer: Person) -> None:
    tab = Tab(writer)
    tab.types("half")
    tab.types("half a sentence")
    assert texts(writer) == ["half a sentence"]


def test_words_that_another_tab_began_from_live_on_there(writer: Person) -> None:
    began = Tab(writer).types("half")
    Tab(writer, after=began).types("another ending")
    assert texts(writer) == ["another ending"]


def test_a_tab_that_goes_on_after_another_began_from_it_is_there(writer: Person) -> None:
    first = Tab(writer)
    Tab(writer, after=first.types("half")).types("half of it")
    first.types("half a sentence")
    assert texts(writer) == ["half a sentence", "half of it"]


def test_what_was_sent_goes_with_all_its_page_kept_and_nothing_else(writer: Person) -> None:
    sent, other = Tab(writer), Tab(writer)
    sent.types("half")
    other.types("the other tab")
    words.settle(
        uuid.uuid4(), typing_id=sent.id, by=writer
    )  # the last words had not arrived when it was sent
    assert texts(writer) == ["the other tab"]
    sent.types("typed after it was sent")
    assert texts(writer) == ["typed after it was sent", "the other tab"]


def test_words_that_arrive_after_they_were_sent_are_not_shown(writer: Person) -> None:
    event = uuid.uuid4()
    words.settle(event, by=writer)
    words.capture(
        event_id=event,
        field_key="note@1",
        text="late",
        typed_at=timezone.now() - timedelta(minutes=1),
        by=writer,
        typing_id=uuid.uuid4(),
    )
    assert texts(writer) == []


def test_what_is_put_aside_comes_again_only_when_it_is_typed_on(writer: Person) -> None:
    tab = Tab(writer)
    shown = tab.types("half")
    words.settle(shown, by=writer)
    words.settle(shown, by=writer)
    assert texts(writer) == []
    assert SettledWords.objects.count() == 1
    tab.types("half a sentence")
    assert texts(writer) == ["half a sentence"]


def test_putting_aside_what_was_shown_leaves_what_was_typed_meanwhile(writer: Person) -> None:
    tab = Tab(writer)
    shown = tab.types("half")
    tab.types("half a sentence")
    words.settle(shown, by=writer)
    assert texts(writer) == ["half a sentence"]


def test_words_of_an_earlier_version_are_there_and_those_of_another_field_are_not(writer: Person) -> None:
    Tab(writer, key="note@1").types("earlier")
    Tab(writer, key="note@2").types("now")
    Tab(writer, key="notes@1").types("of another field")
    assert texts(writer) == ["now", "earlier"]


def test_nobody_else_sees_or_settles_them(writer: Person) -> None:
    other = make_person(make_body("Another body"))
    event = Tab(writer).types("mine")
    assert texts(other) == []
    words.settle(event, by=other)
    Tab(other, after=event).types("theirs")
    assert texts(writer) == ["mine"]
    assert texts(other) == ["theirs"]


def everywhere(by: Person, most: int = 100) -> list[str]:
    return [found.text for found in words.all_not_settled(by=by, most=most)]


def test_in_all_fields_at_once_the_same_words_count_as_in_each(writer: Person) -> None:
    first, sent, other = Tab(writer), Tab(writer), Tab(writer, key="sign-off@2")
    first.types("half")
    first.types("half a sentence")
    words.settle(sent.types("sent"), by=writer)
    other.types("why I decline")
    Tab(writer, key="empty@1").types("")
    Tab(make_person(make_body("Another body"))).types("somebody else's")
    assert everywhere(writer) == ["why I decline", "half a sentence"]
    assert everywhere(writer, most=1) == ["why I decline"]


def test_words_say_where_they_were_typed(writer: Person) -> None:
    where = words.TypedAt("/p" * 400, "h" * 400, "Why")
    words.capture(
        event_id=uuid.uuid4(),
        field_key="note@1",
        text="because",
        typed_at=timezone.now(),
        by=writer,
        typing_id=uuid.uuid4(),
        where=where,
    )
    [found] = words.all_not_settled(by=writer, most=1)
    assert (found.page, found.page_title, found.asked) == ("/p" * 150, "h" * 200, "Why")
