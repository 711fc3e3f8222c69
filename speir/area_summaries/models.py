"""Summaries of areas with their items and the council's answers."""

from django.db import models
from django.db.models import Q

from speir.area_monitoring.choices import Activity
from speir.area_summaries.choices import SummaryStatus
from speir.foundations.models import AppendOnly, Record


class AreaSummary(Record):
    """A year of one area; ``content`` and ``checksum`` are set when it is frozen."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField()
    status = models.CharField(max_length=20, choices=SummaryStatus.choices, default=SummaryStatus.DRAFT)
    content = models.JSONField(null=True)
    checksum = models.CharField(max_length=64, blank=True)
    drafted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-until_on", "-drafted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(status__in=("draft", "with_council")),
                name="one_summary_of_an_area_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=True, frozen_at=None)
                | Q(status="frozen", frozen_at__isnull=False),
                name="frozen_summary_has_its_content",
            ),
        ]


class SummaryItem(Record):
    """One item: its words as edited last, and where they were drafted from."""

    summary = models.ForeignKey(AreaSummary, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    activity = models.CharField(max_length=20, choices=Activity.choices)
    text = models.TextField()
    origin = models.CharField(max_length=300)
    revision = models.PositiveIntegerField(default=1)
    is_left_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]


class ItemAnswer(AppendOnly, Record):
    """What the council says to one item as it stood."""

    item = models.ForeignKey(SummaryItem, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    is_agreed = models.BooleanField()
    words = models.TextField(blank=True)
    answered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ["answered_at", "pk"]
