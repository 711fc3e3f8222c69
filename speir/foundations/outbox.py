"""Outgoing e-mail: put in the same transaction as the change, sent afterwards, never twice for one key."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q
from django.utils import timezone

from speir.foundations.models import OutgoingMessage

# Tried again after one minute, two more, four more ... and at last every six hours: a mail server that is
# away for a weekend loses nothing. After about a week a message is left, and counted as stuck.
FIRST_WAIT, LONGEST_WAIT, MOST_TRIES = timedelta(minutes=1), timedelta(hours=6), 36


def put(*, key: str, to: str, subject: str, body: str, at: datetime) -> None:
    """Ask for one e-mail; asking again with the same key does nothing."""
    OutgoingMessage.objects.get_or_create(
        key=key, defaults={"to": to, "subject": subject, "body": body, "put_at": at}
    )


def deliver_waiting(limit: int = 100, at: datetime | None = None) -> int:
    """Send what waits, oldest first, and return how many went; a failure is kept and tried again."""
    waiting = OutgoingMessage.objects.filter(_is_due(at or timezone.now()), sent_at=None)
    return sum(_sent(message) for message in waiting.order_by("put_at", "pk")[:limit])


def waits(tries: int) -> timedelta:
    """How long after it was put a message is tried once more, when it was tried so often."""
    return sum((min(FIRST_WAIT * 2**number, LONGEST_WAIT) for number in range(tries)), timedelta(0))


def _is_due(at: datetime) -> Q:
    due = Q(tries=0)
    for tries in range(1, MOST_TRIES):
        due |= Q(tries=tries, put_at__lte=at - waits(tries))
    return due


def _sent(message: OutgoingMessage) -> bool:
    """Send one message, unless another process has taken it meanwhile.

    It is taken before it is sent, and is the same message to every mail server when it is sent once more:
    who is stopped between the sending and the saving sends again what a mailbox knows already.
    """
    mine = OutgoingMessage.objects.filter(pk=message.pk, sent_at=None)
    if not mine.filter(tries=message.tries).update(tries=F("tries") + 1):
        return False
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {"Message-ID": f"<{message.pk}@{domain}>"}
    mail = EmailMessage(message.subject, message.body, None, [message.to], headers=headers)
    try:
        mail.send()
    except (OSError, ValueError) as error:  # a server that refuses, or words that no e-mail can carry
        mine.update(last_error=str(error)[:300])
        return False
    mine.update(sent_at=timezone.now(), last_error="")
    return True


def stuck(now: datetime) -> int:
    """How many messages have waited longer than an hour."""
    return OutgoingMessage.objects.filter(sent_at=None, put_at__lt=now - timedelta(hours=1)).count()
