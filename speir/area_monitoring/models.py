"""The log of an area: contacts, what follows from them, and how closely the area is followed."""

from django.db import models
from django.db.models import Q

from speir.area_monitoring.choices import Activity, ContactKind, HandoverStatus, Intensity
from speir.area_teams.models import WrittenAboutArea
from speir.foundations.models import AppendOnly, Record


class ContactNote(AppendOnly, WrittenAboutArea, Record):
    """One contact with an area, as somebody wrote it down; never changed, a later note says more."""

    activity = models.CharField(max_length=20, choices=Activity.choices)
    how = models.CharField(max_length=20, choices=ContactKind.choices)
    who_with = models.CharField(max_length=300)
    held_on = models.DateField()
    purpose = models.CharField(max_length=300, blank=True)
    result = models.TextField()
    indicators = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-held_on", "-written_at", "-pk"]
        indexes = [models.Index(fields=["area", "held_on"], name="contact_note_area_and_day")]


class TouchedIndicator(AppendOnly, Record):
    """A contact touched one of the indicators that are kept, so that its numbers can be read beside it."""

    note = models.ForeignKey(ContactNote, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey("indicators.Indicator", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["indicator__collection", "indicator__code", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["note", "indicator"], name="indicator_touched_once_by_a_note")
        ]


class NextStep(Record):
    """What follows from a contact, and by when."""

    note = models.ForeignKey(ContactNote, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    done_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="next_step_done_when_and_by",
            )
        ]


class IntensityChange(AppendOnly, Record):
    """From this day an area is followed this closely, with the reason."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    intensity = models.CharField(max_length=20, choices=Intensity.choices)
    reason = models.TextField()
    from_on = models.DateField()
    set_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["set_at", "pk"]


class Handover(Record):
    """An area goes from one link inspector to another, with a briefing that the new one accepts."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=HandoverStatus.choices, default=HandoverStatus.DRAFTING)
    to_person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    briefing = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    started_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    class Meta:
        ordering = ["started_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(status__in=(HandoverStatus.DRAFTING, HandoverStatus.OFFERED)),
                name="one_handover_of_an_area_at_a_time",
            )
        ]


class LastLook(Record):
    """Up to which moment somebody has seen what changed in their areas."""

    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="+")
    seen_up_to_at = models.DateTimeField()


class Dismissal(AppendOnly, Record):
    """Somebody has put one line of the morning page away; ``line`` is its key."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=64)
    dismissed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "line"], name="line_dismissed_once")]
