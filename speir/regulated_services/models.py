"""Months of the datastore: each service as it stood, and the counts of each area."""

from django.db import models

from speir.foundations.models import AppendOnly, Record
from speir.regulated_services.choices import FileStatus


class Snapshot(AppendOnly, Record):
    """One month's file as it was imported; a file for the same month imported later has a higher edition."""

    month_on = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    checksum = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    source = models.CharField(max_length=300)
    is_fictional = models.BooleanField()
    years = models.JSONField()
    left_out_columns = models.JSONField()
    landed = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    outside_scotland = models.PositiveIntegerField()
    imported_at = models.DateTimeField()
    imported_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["month_on", "edition", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["month_on", "edition", "is_fictional"], name="one_snapshot_per_month_and_edition"
            )
        ]

    def __str__(self) -> str:
        later = f", edition {self.edition}" if self.edition > 1 else ""
        return f"{self.month_on:%B %Y}{later}"


class ServiceInMonth(AppendOnly):
    """One service in one month; no name, number or address of a person is ever in it."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=80)
    subtype = models.CharField(max_length=80, blank=True)
    client_group = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=40)
    name = models.CharField(max_length=200, blank=True)
    town = models.CharField(max_length=80, blank=True)
    provider = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=60, blank=True)
    registered_places = models.PositiveIntegerField(null=True)
    min_grade = models.PositiveSmallIntegerField(null=True)
    max_grade = models.PositiveSmallIntegerField(null=True)
    reported_change = models.CharField(max_length=20, blank=True)
    grades = models.JSONField(default=dict)
    complaints_upheld = models.JSONField(default=dict)
    enforcements_issued = models.JSONField(default=dict)
    any_requirements = models.JSONField(default=dict)
    graded_on = models.DateField(null=True)
    inspected_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["snapshot", "area"], name="services_of_an_area")]


class AreaCounts(AppendOnly):
    """What was counted for one area in one month; the area is empty for services outside Scotland."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, null=True, related_name="+")
    counts = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "area"], name="counts_of_an_area_once_a_month")
        ]


class RowNotTaken(AppendOnly):
    """A row of a file that did not land, with where, why and what to do."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)
    to_do = models.CharField(max_length=300)

    class Meta:
        ordering = ["row", "pk"]


class ServicesFile(Record):
    """A month's file that somebody handed in on a screen; its rows are kept, without any names."""

    month_on = models.DateField()
    file_name = models.CharField(max_length=200)
    kept = models.ForeignKey("foundations.StoredFile", on_delete=models.PROTECT, related_name="+")
    rows = models.PositiveIntegerField()
    status = models.CharField(max_length=20, choices=FileStatus.choices, default=FileStatus.WAITING)
    handed_in_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-handed_in_at", "-pk"]
        indexes = [models.Index(fields=["status"], name="services_files_by_status")]

    @property
    def is_to_land(self) -> bool:
        """Whether it has not come to its end yet: it waits, or is landing, or its landing was interrupted."""
        return self.status in (FileStatus.WAITING, FileStatus.LANDING)
