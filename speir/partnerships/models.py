"""Scottish areas as a graph with dates, and the partnerships of bodies that work in them."""

from django.db import models
from django.db.models import F, Q

from speir.foundations.models import AppendOnly, Record
from speir.partnerships.choices import AreaKind, LinkKind, NameKind, PartnershipKind


class Area(Record):
    """A place with a boundary; a date that is empty is not known (start) or not reached (end)."""

    kind = models.CharField(max_length=30, choices=AreaKind.choices)
    code = models.CharField(max_length=9, blank=True)
    name = models.CharField(max_length=120)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    is_fictional = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="one_area_per_kind_and_name"),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="one_area_per_code"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="area_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AreaName(Record):
    """A name that an area answers to; ``folded`` is the name as it is compared."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, db_index=True)
    kind = models.CharField(max_length=20, choices=NameKind.choices)
    is_indicative = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["area", "folded"], name="area_has_a_name_once")]


class AreaCode(Record):
    """A code that an area has or had; its dates are partial ("2018", "2019-04"), "" when not known."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=9, unique=True)
    starts_on = models.CharField(max_length=10, blank=True)
    ends_on = models.CharField(max_length=10, blank=True)
    is_indicative = models.BooleanField(default=False)
    are_dates_indicative = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)


class AreaLink(Record):
    """One area lies in another, from a day (empty: not known) until a day (empty: still does)."""

    child = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=LinkKind.choices)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    is_indicative = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "parent"], condition=Q(ends_on=None), name="one_current_link_between_areas"
            ),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="area_does_not_lie_in_itself"),
        ]


class Partnership(Record):
    """A group of bodies that is scrutinised together; never the same as a council."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=PartnershipKind.choices)
    is_fictional = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name"], name="one_partnership_per_kind_and_name")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def full_name(self) -> str:
        """The name with what it is, such as "Fife adult protection partnership"."""
        what = PartnershipKind.label_of(self.kind).lower()
        return self.name if "community justice" in self.name.lower() else f"{self.name} {what}"


class PartnershipArea(Record):
    """A council area in which a partnership works."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "area"], name="partnership_has_an_area_once")
        ]


class PartnershipMember(Record):
    """A body that belongs to a partnership; one body may belong to several."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "body"], name="partnership_has_a_body_once")
        ]


class LinkAppointment(Record):
    """Somebody is the link inspector of a partnership, from a day until it is ended."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership"], condition=Q(until_on=None), name="one_current_link_inspector"
            )
        ]


class ReferenceLoad(AppendOnly, Record):
    """The reference areas were loaded, and how many rows of each sort were new."""

    loaded_at = models.DateTimeField()
    loaded_by_name = models.CharField(max_length=200)
    added = models.JSONField()

    class Meta:
        ordering = ["loaded_at"]
