"""What was asked of the planner for a phase, and what it answered."""

from django.db import models
from django.db.models import Q

from speir.capacity_plans.choices import ScenarioStatus
from speir.foundations.models import Record


class Scenario(Record):
    """One plan of capacity; ``asked`` is the whole input and never changes, ``answer`` the whole result."""

    phase = models.ForeignKey("programmes.Phase", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    status = models.CharField(max_length=20, choices=ScenarioStatus.choices, default=ScenarioStatus.WAITING)
    asked = models.JSONField()
    answer = models.JSONField(null=True)
    based_on = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    why_adopted = models.TextField(blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["phase"], condition=Q(status="adopted"), name="one_adopted_scenario_per_phase"
            ),
            models.CheckConstraint(
                condition=Q(status="waiting") | Q(answered_at__isnull=False),
                name="scenario_answered_when_not_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.name
