"""Captured words: taken, given back, never twice, never somebody else's."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from speir.foundations.models import CapturedWords
from speir.foundations.words import LONGEST
from speir.people.models import Person
from speir.web.shared import words

pytestmark = pytest.mark.urls("tests.web.shared.addresses")


def event(person: Person, **changes: Any) -> dict[str, Any]:
    """One change as the browser sends it."""
    return {
        "event_id": str(uuid.uuid4()),
        "key": "evaluation:1:rationale@1",
        "text": "Chronologies were missing for a third of adults.",
        "typed_at": "2026-11-22T14:07:30.120Z",
        "person": str(person.pk),
    } | changes


def send(client: Client, content: object) -> HttpResponse:
    """Post it."""
    return client.post("/words/", json.dumps(content), content_type="application/json")  # type: ignore[return-value]


def test_words_are_kept_and_the_answer_says_when(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    answer = send(client, event(inspector))
    assert answer.status_code == 200
    assert set(json.loads(answer.content)) == {"saved_at", "clock"}
    kept = words.kept("evaluation:1:rationale", version=1, by=inspector)
    assert kept.text == "Chronologies were missing for a third of adults."
    assert kept.or_else("what the record says") == kept.text


def test_the_same_event_twice_is_kept_once(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    once = event(inspector)
    answers = [send(client, once), send(client, once)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert CapturedWords.objects.count() == 1


def test_signed_out_the_words_stay_in_the_browser(client: Client, inspector: Person) -> None:
    answer = send(client, event(inspector))
    assert answer.status_code == 401
    assert json.loads(answer.content) == {"reason": words.SIGN_IN_AGAIN}
    assert not CapturedWords.objects.exists()


def test_words_of_one_person_are_not_kept_under_another(
    client: Client, inspector: Person, partner: Person
) -> None:
    client.force_login(partner)
    assert send(client, event(inspector)).status_code == 401
    assert not CapturedWords.objects.exists()


def test_nobody_sees_anybody_elses_words(client: Client, inspector: Person, partner: Person) -> None:
    client.force_login(inspector)
    send(client, event(inspector))
    assert words.kept("evaluation:1:rationale", version=1, by=partner).text is None


def test_too_long_is_refused_with_a_reason(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    answer = send(client, event(inspector, text="x" * (LONGEST + 1)))
    assert answer.status_code == 400
    assert "Shorten it" in json.loads(answer.content)["reason"]


@pytest.mark.parametrize(
    "damage",
    [
        {"event_id": "7"},
        {"event_id": None},
        {"key": ""},
        {"key": "k" * 201},
        {"text": None},
        {"text": 7},
        {"typed_at": "yesterday"},
        {"typed_at": "2026-11-22T14:07:30"},
        {"typed_at": None},
    ],
)
def test_what_cannot_be_understood_is_refused(
    client: Client, inspector: Person, damage: dict[str, Any]
) -> None:
    client.force_login(inspector)
    answer = send(client, event(inspector, **damage))
    assert answer.status_code == 400
    assert json.loads(answer.content) == {"reason": words.NOT_UNDERSTOOD}


@pytest.mark.parametrize("body", [b"", b"not json", b"[]", b"7", b"null", b"{}", b"\xff\xfe"])
def test_a_body_that_is_no_event_is_refused(client: Client, inspector: Person, body: bytes) -> None:
    client.force_login(inspector)
    assert client.post("/words/", body, content_type="application/json").status_code == 400


def test_reading_is_refused(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    assert client.get("/words/").status_code == 405


def test_words_typed_later_win_though_they_arrive_earlier(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    send(client, event(inspector, text="newer", typed_at="2026-11-22T14:09:00Z"))
    send(client, event(inspector, text="older", typed_at="2026-11-22T14:07:00Z"))
    assert words.kept("evaluation:1:rationale", version=1, by=inspector).text == "newer"


def test_a_clock_that_runs_ahead_does_not_hide_what_is_typed_later(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    send(client, event(inspector, typed_at=(timezone.now() + timedelta(days=400)).isoformat()))
    typed_at = words.kept("evaluation:1:rationale", version=1, by=inspector).typed_at
    assert typed_at is not None
    assert typed_at <= timezone.now()


def test_after_an_accepted_sending_earlier_words_never_come_back(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    send(client, event(inspector))
    assert words.kept("evaluation:1:rationale", version=2, by=inspector).or_else("saved") == "saved"
    assert CapturedWords.objects.count() == 1


def test_emptied_on_purpose_stays_empty(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    send(client, event(inspector, text=""))
    assert words.kept("evaluation:1:rationale", version=1, by=inspector).or_else("saved") == ""


def test_a_null_character_does_not_stop_the_words(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    assert send(client, event(inspector, text="a\x00b")).status_code == 200
    assert words.kept("evaluation:1:rationale", version=1, by=inspector).text == "ab"


def test_a_key_that_would_be_cut_is_refused_at_once(inspector: Person) -> None:
    with pytest.raises(ValueError, match="too long"):
        words.kept("k" * 200, version=1, by=inspector)


def test_kept_words_come_back_in_the_field_and_the_page_says_so(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    send(client, event(inspector, key="gallery@1", text="half a sentence <and a mark>"))
    page = client.get("/design-system/").content.decode()
    assert "half a sentence &lt;and a mark&gt;</textarea>" in page
    assert "is kept on the server. It is not submitted yet." in page
    assert 'data-keep-key="gallery@1"' in page


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "a\x00b"},
        {"key": "half \ud83d"},
        {"typed_at": "0001-01-01T00:00:00+14:00"},
        {"typed_at": "2026-11-22T14:07:30"},
    ],
)
def test_what_no_database_takes_is_refused_and_not_a_fault(
    client: Client, inspector: Person, changes: dict[str, str]
) -> None:
    client.force_login(inspector)
    assert send(client, event(inspector, **changes)).status_code == 400


def test_nesting_without_end_is_refused(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    answer = client.post("/words/", "[" * 100_000, content_type="application/json")
    assert answer.status_code == 400


def test_half_a_character_does_not_cost_the_rest_of_the_words(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    assert send(client, event(inspector, text="Good \ud83d work")).status_code == 200
    assert words.kept("evaluation:1:rationale", version=1, by=inspector).text == "Good ? work"


def test_other_words_under_the_same_mark_are_never_said_to_be_kept(
    client: Client, inspector: Person, partner: Person
) -> None:
    client.force_login(inspector)
    first = event(inspector)
    assert send(client, first).status_code == 200
    assert send(client, {**first, "text": "Something else."}).status_code == 400
    client.force_login(partner)
    assert send(client, {**first, "person": str(partner.pk)}).status_code == 400
    assert CapturedWords.objects.count() == 1
