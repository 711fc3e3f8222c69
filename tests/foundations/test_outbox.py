"""E-mail is asked for once, sent once, and kept when it fails."""

from typing import Any

import pytest
from django.core import mail

from speir.foundations import outbox
from speir.foundations.models import OutgoingMessage
from tests.factories import NOW, later

pytestmark = pytest.mark.django_db


def put(key: str) -> None:
    outbox.put(key=key, to="head@example.invalid", subject="A letter waits", body="Sign in.", at=NOW)


def test_asking_twice_with_one_key_sends_one_message() -> None:
    put("letter:1")
    put("letter:1")
    put("letter:2")
    assert outbox.deliver_waiting() == 2
    assert outbox.deliver_waiting() == 0
    assert len(mail.outbox) == 2


def test_a_failing_server_loses_nothing(settings: Any) -> None:
    put("letter:1")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert outbox.deliver_waiting() == 0
    message = OutgoingMessage.objects.get()
    assert message.tries == 1
    assert message.last_error
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert outbox.deliver_waiting() == 1


def test_a_message_that_waits_for_hours_is_counted_as_stuck() -> None:
    put("letter:1")
    assert outbox.stuck(later(hours=0.5)) == 0
    assert outbox.stuck(later(hours=2)) == 1


def test_a_server_that_is_away_for_a_weekend_loses_nothing(settings: Any) -> None:
    put("letter:1")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for minute in range(0, 60 * 24 * 3, 5):
        assert outbox.deliver_waiting(at=later(hours=minute / 60)) == 0
    assert OutgoingMessage.objects.get().tries < 30  # not each five minutes
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert outbox.deliver_waiting(at=later(hours=24 * 3 + 6)) == 1


def test_one_message_that_no_server_takes_holds_up_no_other() -> None:
    outbox.put(key="letter:0", to="head@example.invalid", subject="A\nB", body="Sign in.", at=NOW)
    put("letter:1")
    assert outbox.deliver_waiting() == 1
    assert OutgoingMessage.objects.get(key="letter:0").last_error


def test_two_at_once_send_a_message_once(monkeypatch: pytest.MonkeyPatch) -> None:
    put("letter:1")
    kept = mail.EmailMessage.send

    def send(message: mail.EmailMessage, *given: Any) -> int:
        assert outbox.deliver_waiting(at=NOW) == 0  # the other, while this one talks to the server
        return kept(message, *given)

    monkeypatch.setattr(mail.EmailMessage, "send", send)
    assert outbox.deliver_waiting(at=NOW) == 1
    assert len(mail.outbox) == 1


def test_who_is_stopped_before_it_is_saved_sends_what_a_mailbox_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put("letter:1")
    kept = mail.EmailMessage.send

    def stopped(message: mail.EmailMessage, *given: Any) -> int:
        kept(message, *given)
        raise KeyboardInterrupt

    monkeypatch.setattr(mail.EmailMessage, "send", stopped)
    with pytest.raises(KeyboardInterrupt):
        outbox.deliver_waiting(at=NOW)
    monkeypatch.setattr(mail.EmailMessage, "send", kept)
    assert outbox.deliver_waiting(at=later(hours=1)) == 1
    first, again = mail.outbox
    assert first.extra_headers["Message-ID"] == again.extra_headers["Message-ID"]
