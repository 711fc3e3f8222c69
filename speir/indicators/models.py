"""Definitions, vintages and observations; mappings that are kept; signals with the run that found them."""

from django.db import models

from speir.foundations.models import AppendOnly, Record
from speir.indicators.choices import Better, Collection, SignalKind


class Indicator(Record):
    """One published number about areas: its code in its collection, and how to read it."""

    collection = models.CharField(max_length=40, choices=Collection.choices)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=40)
    better = models.CharField(max_length=4, choices=Better.choices, blank=True)
    counts_people = models.BooleanField(default=False)
    counts_notifications = models.BooleanField(default=False)
    is_indicative = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["collection", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "code"], name="one_indicator_per_collection_and_code"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class DefinitionVersion(AppendOnly, Record):
    """A definition as it holds from a day on (empty: from the beginning); ``is_break`` ends comparison."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=20)
    from_on = models.DateField(null=True)
    says = models.CharField(max_length=500, blank=True)
    is_break = models.BooleanField(default=False)

    class Meta:
        ordering = ["indicator", "from_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "version"], name="one_definition_per_version")
        ]


class KeptMapping(AppendOnly, Record):
    """What the columns of a collection's file mean; the newest edition is offered for the next vintage."""

    collection = models.CharField(max_length=40, choices=Collection.choices)
    edition = models.PositiveSmallIntegerField()
    mapping = models.JSONField()
    kept_at = models.DateTimeField()
    kept_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["collection", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["collection", "edition"], name="one_mapping_per_edition")
        ]


class FileToLand(AppendOnly, Record):
    """A file that somebody handed in to look at before it lands."""

    collection = models.CharField(max_length=40, choices=Collection.choices)
    file = models.ForeignKey("foundations.StoredFile", on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField()
    handed_in_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")


class Vintage(AppendOnly, Record):
    """One file as it landed; where a later vintage has a value for the same period, the later one counts."""

    collection = models.CharField(max_length=40, choices=Collection.choices)
    number = models.PositiveIntegerField()
    checksum = models.CharField(max_length=64)
    file_name = models.CharField(max_length=200)
    source = models.CharField(max_length=500, blank=True)
    mapping = models.JSONField()
    is_fictional = models.BooleanField()
    landed = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    imported_at = models.DateTimeField()
    imported_by_name = models.CharField(max_length=200)

    class Meta:
        ordering = ["collection", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "number", "is_fictional"], name="one_vintage_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{Collection.label_of(self.collection)}, vintage {self.number}"


class NumberInPeriod(AppendOnly):
    """One number in one period, as one vintage gave it."""

    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    value = models.FloatField(null=True)
    numerator = models.FloatField(null=True)
    denominator = models.FloatField(null=True)
    definition = models.CharField(max_length=20, blank=True)
    is_provisional = models.BooleanField(default=False)
    is_hidden = models.BooleanField(default=False)
    is_comparable = models.BooleanField(default=True)

    class Meta:
        abstract = True


class NationalFigure(NumberInPeriod):
    """What a source gives for all of Scotland; areas are held against it, no signal is looked for in it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["vintage", "indicator", "period"], name="one_national_figure_per_vintage_and_period"
            )
        ]


class Observation(NumberInPeriod):
    """One number about one area in one period, as one vintage gave it."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["area", "indicator", "starts_on"], name="numbers_of_an_area"),
            models.Index(fields=["indicator", "starts_on"], name="an_indicator_everywhere"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["vintage", "indicator", "area", "period"], name="one_number_per_vintage_and_period"
            )
        ]


class ValueNotTaken(AppendOnly):
    """A row or cell of a file that did not land, with where, why and what to do."""

    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT, related_name="+")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=100)
    reason = models.CharField(max_length=300)
    to_do = models.CharField(max_length=300)

    class Meta:
        ordering = ["row", "pk"]


class FamilyMember(AppendOnly, Record):
    """An area is in a family group of similar areas, from the list handed in on a day."""

    list_number = models.PositiveIntegerField()
    group = models.CharField(max_length=100)
    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    is_fictional = models.BooleanField()

    class Meta:
        ordering = ["list_number", "group", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["list_number", "area"], name="an_area_once_in_a_list_of_groups")
        ]


class SignalRun(AppendOnly, Record):
    """One look at all numbers; the newest run is what counts."""

    number = models.PositiveIntegerField()
    is_fictional = models.BooleanField()
    run_at = models.DateTimeField()
    run_by_name = models.CharField(max_length=200)
    found = models.PositiveIntegerField()
    new = models.PositiveIntegerField()

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["number", "is_fictional"], name="one_run_of_signals_per_number")
        ]


class FoundSignal(AppendOnly, Record):
    """A signal as a run found it; ``key`` is the same for the same thing seen again. No area: all areas."""

    run = models.ForeignKey(SignalRun, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    kind = models.CharField(max_length=30, choices=SignalKind.choices)
    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, null=True, related_name="+")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, null=True, related_name="+")
    period = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=300)
    reason = models.CharField(max_length=600)
    method = models.CharField(max_length=500)
    n = models.PositiveIntegerField()
    is_new = models.BooleanField()

    class Meta:
        ordering = ["kind", "title", "pk"]
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="a_signal_once_in_a_run")]
        indexes = [
            models.Index(fields=["run", "area"], name="signals_of_an_area"),
            models.Index(fields=["key"], condition=models.Q(is_new=True), name="when_a_signal_came"),
        ]


class SignalDismissal(AppendOnly, Record):
    """Somebody looked at a signal and says why nothing more is needed; seen again, it stays dismissed."""

    signal = models.ForeignKey(FoundSignal, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, unique=True)
    reason = models.TextField()
    dismissed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    dismissed_at = models.DateTimeField()
