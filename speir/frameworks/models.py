"""Frameworks, which never change once used: scales, items, illustrations and the words of a programme."""

from django.db import models
from django.db.models import Q

from speir.foundations.models import Record
from speir.frameworks.choices import ItemKind, Relation


class Framework(Record):
    """One version of a description of what good looks like."""

    key = models.SlugField(max_length=60)
    version = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    source = models.TextField(blank=True)
    is_indicative = models.BooleanField()
    checksum = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    # From then on it is a draft that people are consulted on: it stays as it is, and no inspection uses it.
    draft_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["title", "version"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="one_framework_per_version"),
            models.CheckConstraint(
                condition=Q(used_at=None) | Q(draft_at=None), name="no_inspection_uses_a_draft"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


class Scale(Record):
    """A named set of levels that judgements are made on."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["framework", "key"], name="scale_key_once")]

    def __str__(self) -> str:
        return self.title


class ScaleLevel(Record):
    """One level of a scale; a higher value is better."""

    scale = models.ForeignKey(Scale, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    value = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=120)
    meaning = models.TextField(blank=True)
    is_indicative = models.BooleanField()
    source = models.TextField(blank=True)

    class Meta:
        ordering = ["-value"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "key"], name="level_key_once"),
            models.UniqueConstraint(fields=["scale", "value"], name="level_value_once"),
            models.CheckConstraint(
                condition=Q(is_indicative=True) | ~Q(source=""), name="official_level_has_source"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class FrameworkItem(Record):
    """A key area, or a quality indicator (beneath a key area, or standing alone)."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=ItemKind.choices)
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    question = models.TextField(blank=True)
    is_evaluated = models.BooleanField()
    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, null=True, related_name="+")
    is_indicative = models.BooleanField()
    source = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="item_number_once"),
            models.CheckConstraint(
                condition=Q(is_evaluated=False) | Q(scale__isnull=False), name="evaluated_item_has_scale"
            ),
            models.CheckConstraint(
                condition=Q(is_indicative=True) | ~Q(source=""), name="official_item_has_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Illustration(Record):
    """What one level of one item looks like in practice."""

    item = models.ForeignKey(FrameworkItem, on_delete=models.CASCADE, related_name="+")
    level_key = models.SlugField(max_length=60)
    text = models.TextField()
    is_indicative = models.BooleanField()
    source = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "level_key"], name="one_illustration_per_level"),
            models.CheckConstraint(
                condition=Q(is_indicative=True) | ~Q(source=""), name="official_illustration_has_source"
            ),
        ]


class Term(Record):
    """What this framework calls something that other frameworks call otherwise."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    singular = models.CharField(max_length=120)
    plural = models.CharField(max_length=120)

    class Meta:
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["framework", "key"], name="term_key_once")]


class CrosswalkLine(Record):
    """How one item stands to one item of an earlier framework; a number is "" where there is none."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="+")
    earlier = models.SlugField(max_length=60)
    earlier_version = models.CharField(max_length=30)
    earlier_number = models.CharField(max_length=20, blank=True)
    number = models.CharField(max_length=20, blank=True)
    relation = models.CharField(max_length=30, choices=Relation.choices)
    note = models.TextField(blank=True)
    is_indicative = models.BooleanField()
    source = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_indicative=True) | ~Q(source=""), name="official_crosswalk_has_source"
            ),
        ]
