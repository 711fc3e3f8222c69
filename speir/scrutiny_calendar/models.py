"""Other bodies' scrutiny, and the council areas in which it falls."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from speir.foundations.models import Record
from speir.people.choices import Side
from speir.people.models import Body, Person
from speir.people.standing import Standing
from speir.scrutiny_calendar.choices import CalendarFileStatus, Firmness, ScrutinyKind, Sharing


class OtherScrutinyQuerySet(models.QuerySet["OtherScrutiny"]):
    """Named filters."""

    def visible_to(self, standing: Standing) -> Self:
        """What somebody may read: nothing for partnerships; what is shared, and what their own body keeps."""
        if standing.side != Side.SCRUTINY:
            return self.none()
        return self.filter(Q(sharing=Sharing.SCRUTINY) | Q(kept_by_body=standing.body_id))

    def standing(self) -> Self:
        """What was not taken out."""
        return self.filter(taken_out_at=None)


class OtherScrutiny(Record):
    """One stretch of days of another body's scrutiny."""

    body_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=ScrutinyKind.choices)
    what = models.CharField(max_length=200)
    first_day = models.DateField()
    last_day = models.DateField()
    firmness = models.CharField(max_length=20, choices=Firmness.choices)
    source = models.CharField(max_length=300)
    sharing = models.CharField(max_length=20, choices=Sharing.choices)
    kept_by_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # Where it was brought in from: the calendar's name, the event's UID, its day in a series.
    calendar = models.CharField(max_length=80, blank=True)
    uid = models.CharField(max_length=300, blank=True)
    occurs_on = models.CharField(max_length=10, blank=True)
    gone_at = models.DateTimeField(null=True)
    taken_out_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    why_taken_out = models.CharField(max_length=300, blank=True)

    objects = OtherScrutinyQuerySet.as_manager()

    class Meta:
        ordering = ["first_day", "body_name", "what"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="scrutiny_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["kept_by_body", "calendar", "uid", "occurs_on"],
                condition=~Q(uid=""),
                name="one_entry_per_event_of_a_calendar",
            ),
            models.CheckConstraint(
                condition=Q(taken_out_at=None, taken_out_by=None, why_taken_out="")
                | (Q(taken_out_at__isnull=False, taken_out_by__isnull=False) & ~Q(why_taken_out="")),
                name="scrutiny_taken_out_when_by_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_name}: {self.what}"


class CalendarFile(Record):
    """A large calendar file that somebody handed in, what they said of it, and what came of it."""

    calendar = models.CharField(max_length=80)
    body_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=ScrutinyKind.choices)
    firmness = models.CharField(max_length=20, choices=Firmness.choices)
    sharing = models.CharField(max_length=20, choices=Sharing.choices)
    areas = models.JSONField(default=list)
    events = models.PositiveIntegerField()
    kept = models.ForeignKey("foundations.StoredFile", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=20, choices=CalendarFileStatus.choices, default=CalendarFileStatus.WAITING
    )
    handed_in_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    why_not = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-handed_in_at"]
        indexes = [models.Index(fields=["status"], name="calendar_files_by_status")]

    @property
    def is_to_land(self) -> bool:
        """Whether it has not come to its end yet."""
        return self.status in (CalendarFileStatus.WAITING, CalendarFileStatus.LANDING)

    def __str__(self) -> str:
        return self.calendar


class ScrutinyArea(Record):
    """A council area in which it falls."""

    scrutiny = models.ForeignKey(OtherScrutiny, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["area__name"]
        constraints = [models.UniqueConstraint(fields=["scrutiny", "area"], name="scrutiny_has_an_area_once")]
