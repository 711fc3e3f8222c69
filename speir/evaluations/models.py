"""Independent evaluations, the team's consolidated one, findings, and where we stand on each indicator."""

from typing import Self

from django.db import models
from django.db.models import Q

from speir.evaluations.choices import EvaluationStatus, FindingKind, Position
from speir.foundations.models import AppendOnly, Record


class Evaluation(Record):
    """What one inspector, alone, judges about one evaluated item."""

    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("frameworks.FrameworkItem", on_delete=models.PROTECT, related_name="+")
    inspector = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey("frameworks.ScaleLevel", on_delete=models.PROTECT, null=True, related_name="+")
    rationale = models.TextField(blank=True)
    status = models.CharField(max_length=20, choices=EvaluationStatus.choices, default=EvaluationStatus.DRAFT)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["inspection", "item", "inspector"], name="one_evaluation_each"),
            models.CheckConstraint(
                condition=Q(status=EvaluationStatus.DRAFT)
                | Q(level__isnull=False, submitted_at__isnull=False) & ~Q(rationale=""),
                name="submitted_evaluation_is_whole",
            ),
        ]


class EarlierEvaluation(AppendOnly, Record):
    """An evaluation as submitted, kept when it was reopened; ``after_reading`` the others' or not."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey("frameworks.ScaleLevel", on_delete=models.PROTECT, related_name="+")
    rationale = models.TextField()
    evidence_numbers = models.JSONField()
    submitted_at = models.DateTimeField()
    reopened_at = models.DateTimeField()
    reopened_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    after_reading = models.BooleanField()

    class Meta:
        ordering = ["reopened_at"]


class Revealed(AppendOnly, Record):
    """The evaluations of one item were all in, so that the team could read each other's, from this moment."""

    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("frameworks.FrameworkItem", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inspection", "item"], name="revealed_once")]


class Citation(Record):
    """An item of evidence that an evaluation rests on."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey("evidence.EvidenceItem", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["evaluation", "evidence"], name="cited_once")]


class Consolidation(Record):
    """The team's judgement of one evaluated item: chosen by people, with a written rationale."""

    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("frameworks.FrameworkItem", on_delete=models.PROTECT, related_name="+")
    level = models.ForeignKey("frameworks.ScaleLevel", on_delete=models.PROTECT, related_name="+")
    rationale = models.TextField()
    decided_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "item"], condition=Q(is_current=True), name="one_current_consolidation"
            ),
            models.CheckConstraint(condition=~Q(rationale=""), name="consolidation_has_rationale"),
        ]


class FindingQuerySet(models.QuerySet["Finding"]):
    """Named filters."""

    def standing(self) -> Self:
        """Findings that have not been withdrawn."""
        return self.filter(withdrawn_at=None)


class Finding(Record):
    """A strength or an area for improvement, resting on evidence."""

    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("frameworks.FrameworkItem", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30, choices=FindingKind.choices)
    text = models.TextField()
    agency = models.ForeignKey("people.Body", on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_why = models.TextField(blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="finding_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="finding_says_something"),
        ]


class FindingEvidence(Record):
    """An item of evidence that a finding rests on."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+")
    evidence = models.ForeignKey("evidence.EvidenceItem", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["finding", "evidence"], name="finding_rests_once")]


class PositionTaken(AppendOnly, Record):
    """Where the team stood on one indicator from one moment; the newest row is where it stands now."""

    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("frameworks.FrameworkItem", on_delete=models.PROTECT, related_name="+")
    position = models.CharField(max_length=30, choices=Position.choices)
    why = models.TextField()
    taken_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["taken_at"]
