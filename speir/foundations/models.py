"""Tables every part stands on: audit trail, lifecycle moves, files, outgoing messages, captured words."""

import uuid
from typing import Any, NoReturn

from django.db import models


class Record(models.Model):
    """A row with an identity that says nothing and cannot be guessed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class ChangeRefused(TypeError):
    """Code tried to change a row that may only be added."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Refuses the two verbs that would rewrite the past."""

    def update(self, **kwargs: object) -> NoReturn:
        """Refused."""
        raise ChangeRefused(f"{self.model.__name__} rows are never changed")

    def delete(self) -> NoReturn:
        """Refused."""
        raise ChangeRefused(f"{self.model.__name__} rows are never deleted")


class AppendOnly(models.Model):
    """A table whose rows are added and never changed; a database trigger holds the same line."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new row; refuse to save an existing one."""
        if not self._state.adding:
            raise ChangeRefused(f"{type(self).__name__} rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise ChangeRefused(f"{type(self).__name__} rows are never deleted")


class AuditHead(models.Model):
    """The newest hash of the audit chain; one row, locked while a link is added."""

    hash = models.CharField(max_length=64)


class AuditEntry(AppendOnly):
    """What was done, when, by whom, to what; each entry carries the hash of the one before it."""

    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    operation = models.CharField(max_length=100)
    what = models.CharField(max_length=300)
    subject_kind = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=64)
    thread = models.CharField(max_length=64, blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    details = models.JSONField(default=dict)
    once_key = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 (unique when given)
    previous_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"]),
            models.Index(fields=["thread"]),
        ]


class LifecycleMove(AppendOnly):
    """One move of one record along its lifecycle."""

    lifecycle = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64, db_index=True)
    from_status = models.CharField(max_length=40)
    to_status = models.CharField(max_length=40)
    at = models.DateTimeField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    why = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]


class StoredFile(AppendOnly, Record):
    """A file that was handed over: its bytes are on disk under its own identity."""

    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_at = models.DateTimeField()
    stored_by_id = models.CharField(max_length=64)
    stored_by_name = models.CharField(max_length=200)


class OutgoingMessage(Record):
    """An e-mail waiting to be sent, or sent; the key makes asking twice harmless."""

    key = models.CharField(max_length=150, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    put_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)


class CapturedWords(AppendOnly):
    """Words as they were typed: one row per acknowledged change, private to their author."""

    event_id = models.UUIDField(unique=True)
    by_id = models.CharField(max_length=64)
    field_key = models.CharField(max_length=200)
    text = models.TextField()
    typed_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    # One field on one opened page; the event whose words stood in the field when that page was opened.
    typing_id = models.UUIDField(null=True)
    after_id = models.UUIDField(null=True)
    # Where its author typed it, in their words: needed once the page asks for it no more.
    page = models.CharField(max_length=300, default="")
    page_title = models.CharField(max_length=200, default="")
    asked = models.CharField(max_length=200, default="")

    class Meta:
        indexes = [
            models.Index(fields=["by_id", "field_key", "id"]),
            models.Index(fields=["by_id", "field_key", "typing_id", "id"]),
            models.Index(fields=["by_id", "after_id"]),
        ]


class SettledWords(AppendOnly):
    """Captured words that need not be shown again: their form was sent, or their author put them aside."""

    by_id = models.CharField(max_length=64)
    event_id = models.UUIDField()
    # Where a form was sent: everything typed in that field on that page until then is settled with it.
    typing_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by_id", "event_id"], name="words_settled_once")]
        indexes = [models.Index(fields=["by_id", "typing_id"])]
