"""Concerns about people's safety, and the reminders that were sent about them."""

from typing import Self

from django.db import models
from django.db.models import Q

from speir.concerns.choices import ConcernSource, ConcernStatus
from speir.concerns.permissions import may_answer_concern, may_see_concerns
from speir.foundations.models import AppendOnly, Record
from speir.people.standing import Standing


class ConcernQuerySet(models.QuerySet["Concern"]):
    """Named filters; ``seen_by`` is the only way screens get at concerns."""

    def seen_by(self, standing: Standing) -> Self:
        """Those of one inspection that somebody may know of: all, those passed on, their own, or none."""
        if may_see_concerns.reason_refused(standing) is None:
            return self.all()
        own = Q(raised_by_id=standing.person_id)
        if may_answer_concern.reason_refused(standing) is None:
            return self.filter(own | Q(passed_at__isnull=False))
        return self.filter(own)

    def with_names(self) -> Self:
        """With everything that a page prints, in one query."""
        return self.select_related(
            "inspection__partnership",
            "raised_by__body",
            "decided_by",
            "acknowledged_by__body",
            "closed_by",
        )


def _by_and_at(name: str, *fields: str) -> models.CheckConstraint:
    """Who and when are known together, with what was said."""
    none = Q(**{f"{name}_at": None, f"{name}_by": None})
    both = Q(**{f"{name}_at__isnull": False, f"{name}_by__isnull": False})
    for field in fields:
        both &= ~Q(**{field: ""})
    return models.CheckConstraint(condition=none | both, name=f"concern_{name}_by_and_at")


class Concern(Record):
    """What somebody saw that worries them about a person, known here by a pseudonymous reference alone."""

    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=ConcernStatus.choices, default=ConcernStatus.RAISED)
    source_kind = models.CharField(max_length=20, choices=ConcernSource.choices)
    source_reference = models.CharField(max_length=60, blank=True)
    seen = models.TextField()
    worry = models.TextField()
    is_immediate = models.BooleanField(default=False)
    raised_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    passed_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    acknowledged_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    theme = models.CharField(max_length=60, blank=True)

    objects = ConcernQuerySet.as_manager()

    class Meta:
        ordering = ["raised_at", "id"]
        constraints = [
            _by_and_at("decided", "reason"),
            _by_and_at("acknowledged"),
            _by_and_at("closed", "theme"),
        ]

    def __str__(self) -> str:
        return self.mark

    @property
    def mark(self) -> str:
        """What people call it by: it says nothing, not even how many there are."""
        return f"C-{self.id.hex[:6].upper()}"


class Answer(AppendOnly, Record):
    """What the partnership says was done; asked for more, it answers again and the first answer stays."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="+")
    what_was_done = models.TextField()
    # The way back to the person: printed for the partnership's named senior manager and nobody else.
    local_reference = models.CharField(max_length=100)
    answered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at"]


class Reminder(AppendOnly, Record):
    """That those whose turn it was were told, once in one slot of time; kept for ever."""

    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="+")
    slot = models.CharField(max_length=60)
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["sent_at"]
        constraints = [models.UniqueConstraint(fields=["concern", "slot"], name="one_reminder_a_slot")]
