"""Who reads which record, what stood between them, and every answer as it was typed."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast

from speir.foundations.models import AppendOnly, Record
from speir.people.models import Person
from speir.record_reading.choices import (
    GIVEN_UP,
    Connection,
    EventKind,
    ReadingOrder,
    ReadingStatus,
)
from speir.record_reading.incoming import Incoming
from speir.record_reading.replay import Change
from speir.record_samples.choices import Population


class Exercise(Record):
    """Reading the sampled records of one population in one inspection, with one version of one template."""

    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    population = models.CharField(max_length=20, choices=Population.choices)
    template_version = models.ForeignKey(
        "questionnaires.TemplateVersion", on_delete=models.PROTECT, related_name="+"
    )
    double_share = models.PositiveSmallIntegerField(default=20)
    seed = models.CharField(max_length=64)
    due_on = models.DateField()
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["started_at"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "population"], name="one_reading_exercise_each"),
            models.CheckConstraint(condition=Q(double_share__lte=100), name="double_share_is_a_percentage"),
        ]


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Named filters."""

    def current(self) -> Self:
        """Readings that somebody does or has done; not those given up."""
        return self.exclude(status__in=GIVEN_UP)

    def with_names(self) -> Self:
        """With everything that a list prints, in one query."""
        return self.select_related(
            "exercise__inspection__partnership", "exercise__template_version", "reader__body", "record__unit"
        ).without_the_form()

    def of_known_people(self) -> Self:
        """What the reader's own pages print, where the reader and the inspection are at hand already."""
        return self.select_related("exercise__template_version", "record__unit").without_the_form()

    def without_the_form(self) -> Self:
        """The form is long and the same for all: it is read from the database when it is first loaded."""
        version = "exercise__template_version"
        return self.defer(f"{version}__xform", f"{version}__questions", f"{version}__minutes")


class Reading(Record):
    """One reader's reading of one record."""

    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey("record_samples.SampledRecord", on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    order = models.CharField(max_length=10, choices=ReadingOrder.choices)
    is_read_twice = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=ReadingStatus.choices, default=ReadingStatus.ALLOCATED)
    allocated_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    returned_why = models.TextField(blank=True)
    # In which of the template's languages its reader reads it, as the template names it; "" is the usual one.
    language = models.CharField(max_length=200, blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["record__order", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["exercise", "record", "order"],
                condition=~Q(status__in=GIVEN_UP),
                name="one_first_and_one_second_reading",
            ),
            models.UniqueConstraint(
                fields=["exercise", "record", "reader"],
                condition=~Q(status__in=GIVEN_UP),
                name="one_reading_each_of_a_record",
            ),
        ]

    @property
    def is_given_up(self) -> bool:
        """Whether somebody else is to do it."""
        return self.status in GIVEN_UP

    @property
    def record_reference(self) -> str:
        """The pseudonym of the record."""
        return self.record.unit.reference

    @property
    def locality(self) -> str:
        """Where the adult lives, as the frame tells it."""
        return self.record.unit.stratum

    @property
    def population_label(self) -> str:
        """Which population the record was drawn from, in words."""
        return Population.label_of(self.exercise.population)


class Declaration(AppendOnly, Record):
    """What a reader declared about a record before it opened."""

    reading = models.OneToOneField(Reading, on_delete=models.PROTECT, related_name="+")
    connection = models.CharField(max_length=20, choices=Connection.choices)
    says = models.TextField(blank=True)
    declared_at = models.DateTimeField()


class AnswerEvent(AppendOnly):
    """One change of one answer, under an identity its device gave; its number is its arrival."""

    event_id = models.UUIDField(unique=True)
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="+")
    device_id = models.CharField(max_length=64)
    device_sequence = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    address = models.CharField(max_length=400, blank=True)
    value = models.TextField(null=True)  # noqa: DJ001 (null is cleared, and no answer is an empty text)
    typed_at = models.DateTimeField()
    based_on = models.UUIDField(null=True)
    settles = models.JSONField(default=list)
    is_late = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["reading", "id"])]

    @classmethod
    def kept(cls, sent: Incoming, reading: Reading, is_late: bool, by: Person, at: datetime) -> "AnswerEvent":
        """What was sent, as it will be kept."""
        told = {name: getattr(sent, name) for name in sent.__dataclass_fields__}
        return cls(**told, reading=reading, is_late=is_late, received_at=at, by=by)

    @classmethod
    def changes(cls, events: "models.QuerySet[AnswerEvent]") -> Iterator[Change]:
        """What replaying needs of events, read as plain values: every page of a reading replays them all."""
        text = models.TextField()
        told = events.values_list(
            Cast("event_id", text), *Change._fields[1:-2], Cast("based_on", text), Cast("settles", text)
        )
        for event_id, device, sequence, kind, address, value, typed_at, base, settles in told:
            base = _dashed(base) if base else None
            settled = () if settles == "[]" else tuple(json.loads(settles))
            yield Change(_dashed(event_id), device, sequence, kind, address, value, typed_at, base, settled)

    @property
    def change(self) -> Change:
        """What replaying needs of this one event, as ``changes`` reads it."""
        told = {name: getattr(self, name) for name in Change._fields[1:-2]}
        base = str(self.based_on) if self.based_on else None
        return Change(event_id=str(self.event_id), **told, based_on=base, settles=tuple(self.settles))

    def is_the_same_as(self, sent: Incoming, reading_id: object) -> bool:
        """Whether what is kept is what was sent again."""
        return (
            self.reading_id == reading_id
            and (self.kind, self.address, self.value) == (sent.kind, sent.address, sent.value)
            and (self.device_id, self.device_sequence) == (sent.device_id, sent.device_sequence)
        )


def _dashed(identity: str) -> str:
    """An identity as people write it: SQLite keeps its digits alone."""
    if len(identity) == 36:
        return identity
    return f"{identity[:8]}-{identity[8:12]}-{identity[12:16]}-{identity[16:20]}-{identity[20:]}"


class AttachedFile(AppendOnly, Record):
    """One file that a reader attached, under an identity made where it was chosen; an answer tells of it."""

    identity = models.UUIDField(unique=True)
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=400)
    file = models.ForeignKey("foundations.StoredFile", on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()
    attached_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["attached_at"]


class Settlement(AppendOnly, Record):
    """How one difference between two readers of a record was settled; the newest of a question counts."""

    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    record = models.ForeignKey("record_samples.SampledRecord", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=400)
    value = models.TextField(blank=True)
    why = models.TextField()
    settled_at = models.DateTimeField()
    settled_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["settled_at"]
        indexes = [models.Index(fields=["exercise", "record"])]


class LodgedFigure(AppendOnly, Record):
    """The working behind an item of evidence: which question, which answers counted, and on which records."""

    exercise = models.ForeignKey(Exercise, on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=400)
    counting = models.JSONField()
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    records = models.JSONField()
    words = models.TextField()
    lodged_at = models.DateTimeField()
    lodged_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
