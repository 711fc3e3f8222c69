"""The audit trail: written in the same transaction as the change, each entry chained to the last."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol

from django.db import models, transaction
from django.utils import timezone

from speir.foundations.models import AuditEntry, AuditHead

START = "0" * 64


class Actor(Protocol):
    """Whoever acts: a person, or the system under its own name."""

    @property
    def pk(self) -> object: ...
    @property
    def full_name(self) -> str: ...


@dataclass
class Recording:
    """What one running operation has audited so far."""

    operation: str
    once: str
    outer: "Recording | None" = None
    entries: list[AuditEntry] = field(default_factory=list)

    def add(self, entry: AuditEntry) -> None:
        """Count an entry here and in every operation that this one is part of."""
        self.entries.append(entry)
        if self.outer:
            self.outer.add(entry)

    def unused_once(self) -> str:
        """The once key that the next entry must carry: the innermost that has no entry yet."""
        if self.once and not self.entries:
            return self.once
        return self.outer.unused_once() if self.outer else ""


_current: ContextVar[Recording | None] = ContextVar("recording", default=None)


@contextmanager
def recording(operation: str, once: str) -> Iterator[Recording]:
    """Collect the entries of one operation; the first of them carries the once key."""
    started = Recording(operation, once, outer=_current.get())
    token = _current.set(started)
    try:
        yield started
    finally:
        _current.reset(token)


def record(
    what: str,
    *,
    subject: models.Model,
    by: Actor,
    at: datetime,
    thread: object = "",
    details: dict[str, object] | None = None,
) -> AuditEntry:
    """Add one entry: ``what`` in words, its subject, who, when, and the inspection it belongs to."""
    running = _current.get()
    once = running.unused_once() if running else ""
    entry = AuditEntry(
        at=at,
        recorded_at=timezone.now(),
        operation=running.operation if running else "",
        what=what[:300],
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        thread=str(thread),
        by_id=str(by.pk),
        by_name=by.full_name,
        details=details or {},
        once_key=once or None,
    )
    _chain(entry)
    if running:
        running.add(entry)
    return entry


def _chain(entry: AuditEntry) -> None:
    with transaction.atomic():
        head, _ = AuditHead.objects.select_for_update().get_or_create(pk=1, defaults={"hash": START})
        entry.previous_hash = head.hash
        entry.hash = digest(entry)
        entry.save()
        head.hash = entry.hash
        head.save()


def digest(entry: AuditEntry) -> str:
    """The SHA-256 of an entry's content and of the hash before it."""
    content = {
        "at": entry.at.astimezone(UTC).isoformat(),
        "recorded_at": entry.recorded_at.astimezone(UTC).isoformat(),
        "operation": entry.operation,
        "what": entry.what,
        "subject": [entry.subject_kind, entry.subject_id, entry.thread],
        "by": [entry.by_id, entry.by_name],
        "details": entry.details,
        "once": entry.once_key,
        "previous": entry.previous_hash,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def first_break() -> int | None:
    """The identity of the first entry that does not fit the chain, or None when it is whole."""
    previous = START
    for entry in AuditEntry.objects.order_by("pk").iterator():
        if entry.previous_hash != previous or entry.hash != digest(entry):
            return int(entry.pk)
        previous = entry.hash
    head = AuditHead.objects.filter(pk=1).first()
    return None if (head.hash if head else START) == previous else -1


def entries_of(thread: object) -> models.QuerySet[AuditEntry]:
    """The trail of one inspection, oldest first."""
    return AuditEntry.objects.filter(thread=str(thread)).order_by("pk")
