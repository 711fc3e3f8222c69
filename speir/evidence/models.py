"""The ledger: every item of evidence that any strand lodges, never changed, sometimes withdrawn."""

from typing import Self

from django.db import models
from django.db.models import Q

from speir.evidence.choices import Bearing, SourceKind
from speir.foundations.models import Record


class EvidenceItemQuerySet(models.QuerySet["EvidenceItem"]):
    """Named filters."""

    def standing(self) -> Self:
        """Items that have not been withdrawn."""
        return self.filter(withdrawn_at=None)

    def of(self, inspection: models.Model) -> Self:
        """Items of one inspection, with the names that lists print."""
        return self.filter(inspection=inspection).select_related("item", "lodged_by__body", "agency")


class EvidenceItem(Record):
    """What one source says about one indicator."""

    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("frameworks.FrameworkItem", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    source_kind = models.CharField(max_length=20, choices=SourceKind.choices)
    source_title = models.CharField(max_length=300)
    source_id = models.CharField(max_length=64, blank=True)
    locator = models.CharField(max_length=200, blank=True)
    says = models.TextField()
    bearing = models.CharField(max_length=20, choices=Bearing.choices)
    agency = models.ForeignKey("people.Body", on_delete=models.PROTECT, null=True, related_name="+")
    lodged_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    lodged_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    objects = EvidenceItemQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="evidence_number_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why=""),
                name="evidence_withdrawn_when_by_why",
            ),
        ]
