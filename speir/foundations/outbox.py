"""Outgoing e-mail: put in the same transaction as the change, sent afterwards, never twice for one key."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.utils import timezone

from speir.foundations.models import OutgoingMessage

MOST_TRIES = 8


def put(*, key: str, to: str, subject: str, body: str, at: datetime) -> None:
    """Ask for one e-mail; asking again with the same key does nothing."""
    OutgoingMessage.objects.get_or_create(
        key=key, defaults={"to": to, "subject": subject, "body": body, "put_at": at}
    )


def deliver_waiting(limit: int = 100) -> int:
    """Send what waits, oldest first, and return how many went; a failure is kept and tried again."""
    sent = 0
    waiting = OutgoingMessage.objects.filter(Q(sent_at=None) & Q(tries__lt=MOST_TRIES)).order_by("put_at")
    for message in waiting[:limit]:
        message.tries += 1
        try:
            send_mail(message.subject, message.body, settings.DEFAULT_FROM_EMAIL, [message.to])
        except OSError as error:
            message.last_error = str(error)[:300]
        else:
            message.sent_at, message.last_error, sent = timezone.now(), "", sent + 1
        message.save()
    return sent


def stuck(now: datetime) -> int:
    """How many messages have waited longer than an hour."""
    return OutgoingMessage.objects.filter(sent_at=None, put_at__lt=now - timedelta(hours=1)).count()
