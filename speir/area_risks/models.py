"""Risks of areas with every forecast made of them, and barriers and enablers."""

from django.db import models
from django.db.models import Q

from speir.area_risks.choices import GONE_WORDS, FactorKind, FactorStatus, Impact, RiskStatus
from speir.area_teams.models import WrittenAboutArea
from speir.foundations.models import AppendOnly, Record


class AreaRisk(WrittenAboutArea, Record):
    """What might have happened in an area by a day."""

    status = models.CharField(max_length=20, choices=RiskStatus.choices, default=RiskStatus.OPEN)
    statement = models.TextField()
    horizon_on = models.DateField()
    impact = models.CharField(max_length=20, choices=Impact.choices)
    would_change = models.TextField()
    resolved_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True)

    class Meta:
        ordering = ["horizon_on", "written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="risk_resolved_when_and_by",
            )
        ]


class Forecast(AppendOnly, Record):
    """How likely somebody held a risk to be on a day, and why; a later one stands beside it."""

    risk = models.ForeignKey(AreaRisk, on_delete=models.PROTECT, related_name="+")
    likelihood = models.PositiveSmallIntegerField()
    why = models.TextField()
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]


class Factor(WrittenAboutArea, Record):
    """Something that hinders improvement in an area, or helps it."""

    kind = models.CharField(max_length=20, choices=FactorKind.choices)
    status = models.CharField(max_length=20, choices=FactorStatus.choices, default=FactorStatus.SEEN)
    text = models.TextField()

    class Meta:
        ordering = ["kind", "written_at", "pk"]

    def words_for(self, status: str) -> str:
        """A status as it reads of this kind: a barrier is overcome, an enabler is no longer there."""
        return (
            GONE_WORDS[FactorKind(self.kind)]
            if status == FactorStatus.GONE
            else FactorStatus.label_of(status)
        )
