"""Practices that work somewhere, the checks behind them, and what others made of them."""

from datetime import date

from django.db import models
from django.db.models import Q

from speir.foundations.models import AppendOnly, Record
from speir.good_practice.choices import PracticeStatus, Topic, UptakeKind


class Practice(Record):
    """Something that works in one partnership; the newest check says until when it may be relied on."""

    partnership = models.ForeignKey("partnerships.Partnership", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=PracticeStatus.choices, default=PracticeStatus.WRITTEN)
    topic = models.CharField(max_length=20, choices=Topic.choices)
    title = models.CharField(max_length=200)
    what = models.TextField()
    evidence = models.TextField()
    conditions = models.TextField()
    replaced = models.TextField(blank=True)
    contact = models.CharField(max_length=300)
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    expires_on = models.DateField(null=True)
    agreed_by = models.CharField(max_length=200, blank=True)
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-written_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by="") | (Q(agreed_at__isnull=False) & ~Q(agreed_by="")),
                name="practice_agreed_when_and_by",
            )
        ]

    def is_current(self, today: date) -> bool:
        """Whether it is checked and the check has not expired."""
        return bool(self.status == PracticeStatus.CHECKED and self.expires_on and today <= self.expires_on)


class PracticeCheck(AppendOnly, Record):
    """Somebody else looked at the evidence, and says until when a practice may be relied on."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    seen = models.TextField()
    checked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        ordering = ["checked_at", "pk"]


class Uptake(AppendOnly, Record):
    """What another partnership made of a practice, and with what result."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey("partnerships.Partnership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=UptakeKind.choices)
    result = models.TextField()
    recorded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "pk"]


class Subscription(Record):
    """Somebody wants to read of new practices on one topic."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    since_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic"], condition=Q(ended_at=None), name="one_subscription_a_topic"
            )
        ]


class Mailing(AppendOnly, Record):
    """A practice went to one reader in a newsletter; it goes to nobody twice."""

    practice = models.ForeignKey(Practice, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    mailed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["practice", "person"], name="mailed_once")]
