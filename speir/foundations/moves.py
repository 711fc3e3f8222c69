"""Moving a record along its lifecycle: the status changes once, and an immutable row says so."""

from datetime import datetime

from django.db import models

from speir.foundations.audit import Actor
from speir.foundations.lifecycle import Lifecycle
from speir.foundations.models import LifecycleMove
from speir.foundations.refusals import NotNow, Reason

CHANGED_MEANWHILE = "Somebody else has just changed this. Load the page again to see where it is."


def move(
    record: models.Model, lifecycle: Lifecycle, step: str, *, by: Actor, at: datetime, why: str = ""
) -> None:
    """Take one step; raises NotNow when the lifecycle does not allow it or somebody was quicker."""
    before: str = record.status  # type: ignore[attr-defined]
    after = lifecycle.after(before, step)
    changed = type(record)._default_manager.filter(pk=record.pk, status=before).update(status=after)
    if changed != 1:
        raise NotNow(Reason(CHANGED_MEANWHILE))
    record.status = after  # type: ignore[attr-defined]
    LifecycleMove.objects.create(
        lifecycle=lifecycle.name,
        step=step,
        subject_id=str(record.pk),
        from_status=before,
        to_status=after,
        at=at,
        by_id=str(by.pk),
        by_name=by.full_name,
        why=why,
    )


def moves_of(record: models.Model) -> models.QuerySet[LifecycleMove]:
    """Every move of one record, oldest first."""
    return LifecycleMove.objects.filter(subject_id=str(record.pk)).order_by("pk")
