"""Feeds by the hash of their address, and the dates that they gave out."""

from django.db import models
from django.db.models import Q

from speir.diaries.choices import Titles
from speir.foundations.models import Record
from speir.people.models import Person


class Feed(Record):
    """Somebody's feed; the address itself is kept by nobody."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    titles = models.CharField(max_length=10, choices=Titles.choices)
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="one_feed_a_person")
        ]

    def __str__(self) -> str:
        return f"Feed of {self.person_id}"


class DiaryDate(Record):
    """A date as the feed gave it out last; its identity is the UID, ``sequence`` counts its changes."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    falls_on = models.DateField()
    what = models.CharField(max_length=200)
    sequence = models.PositiveIntegerField(default=0)
    is_cancelled = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["falls_on", "what"]
        constraints = [
            models.UniqueConstraint(fields=["person", "key"], name="one_diary_date_per_person_and_key")
        ]
