"""What was asked of the planner for a phase, and what it answered."""

from django.db import models
from django.db.models import F, Q

from speir.capacity_plans.choices import HolidayKind, ScenarioStatus
from speir.foundations.models import Record


class Scenario(Record):
    """One plan of capacity; ``asked`` is the whole input and never changes, ``answer`` the whole result."""

    phase = models.ForeignKey("programmes.Phase", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    status = models.CharField(max_length=20, choices=ScenarioStatus.choices, default=ScenarioStatus.WAITING)
    asked = models.JSONField()
    answer = models.JSONField(null=True)
    # What the form held beside the calendars that are kept for all, so that another can be made from it.
    typed = models.JSONField(default=dict)
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


class AreaHoliday(Record):
    """Days of one council area, kept once for every scenario, with who said so or where it is published."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=HolidayKind.choices)
    first_day = models.DateField()
    last_day = models.DateField()
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=300)
    kept_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    why_taken_out = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["area__name", "first_day", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="holiday_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="holiday_has_a_source"),
            models.UniqueConstraint(
                fields=["area", "kind", "first_day", "last_day"],
                condition=Q(taken_out_at=None),
                name="holiday_kept_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_out_at=None, taken_out_by=None, why_taken_out="")
                | (Q(taken_out_at__isnull=False, taken_out_by__isnull=False) & ~Q(why_taken_out="")),
                name="holiday_taken_out_when_by_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area.name}: {self.name}"
