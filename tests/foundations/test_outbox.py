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
