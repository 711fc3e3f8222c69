"""The team around an area, its committees, and who holds which post; each row from a day until a day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from speir.area_teams.choices import AreaRole, PostKind, SharedKind, Tier
from speir.foundations.models import AppendOnly, Record


class Held(models.Model):
    """Something held from a day; ``until_on`` is the first day on which it is not held any more."""

    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def is_held(self, today: date) -> bool:
        """Whether it is held on a day."""
        return self.from_on <= today and (self.until_on is None or today < self.until_on)


class HeldQuerySet(models.QuerySet["AreaAppointment"]):
    """Named filters."""

    def on(self, today: date) -> Self:
        """What is held on a day."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=today), from_on__lte=today)

    def ever(self) -> Self:
        """What was held on one day at least, or will be: not cover that was called off before it began."""
        return self.exclude(until_on=F("from_on"))


class AreaAppointment(Held, Record):
    """Somebody is in the team around a council area, or covers for somebody who is."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=AreaRole.choices)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    is_cover = models.BooleanField(default=False)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["role", "is_cover", "from_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "role"], condition=Q(until_on=None), name="one_in_each_role_of_an_area"
            ),
            models.CheckConstraint(condition=Q(is_cover=False) | ~Q(until_on=None), name="cover_has_an_end"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="area_appointment_in_order"
            ),
        ]


class Committee(Record):
    """A committee in an area, as noted; ``from_on`` is empty when nobody knows since when it has met.

    ``place`` is a council area, or a wider place that holds those for which it works.
    """

    place = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    strands = models.JSONField()
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300)
    noted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "place__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "name"],
                condition=Q(until_on=None),
                name="one_committee_of_a_name_in_a_place",
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(from_on=None) | Q(until_on__gte=F("from_on")),
                name="committee_ends_after_it_begins",
            ),
        ]


class PostHolding(Held, Record):
    """Somebody holds a post in an area, as noted; without a name the post is vacant.

    The area of a post of a committee is the place for which the committee works.
    """

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=30, choices=PostKind.choices)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    noted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["post", "from_on", "noted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "post"],
                condition=Q(until_on=None, committee=None),
                name="one_holder_of_a_post_in_an_area",
            ),
            models.UniqueConstraint(
                fields=["committee", "post"],
                condition=Q(until_on=None),
                name="one_holder_of_a_post_in_a_committee",
            ),
        ]

    @property
    def words(self) -> str:
        """The post, with its committee when it is one of a committee."""
        label = PostKind.label_of(self.post)
        return f"{label}, {self.committee.name}" if self.committee else label


class WrittenAboutArea(models.Model):
    """Something that somebody wrote about a council area, for readers of one tier."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=20, choices=Tier.choices)
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        abstract = True


class SharedWithBody(AppendOnly, Record):
    """Something written for its own body was shared with another scrutiny body: what, with whom, why."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=SharedKind.choices)
    thing_id = models.UUIDField()
    words = models.CharField(max_length=300)
    tier = models.CharField(max_length=20, choices=Tier.choices)
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=500)
    occasion_id = models.UUIDField(null=True)
    shared_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()

    class Meta:
        ordering = ["-shared_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["thing_id", "body"], name="shared_with_a_body_once"),
            models.CheckConstraint(condition=Q(tier=Tier.OWN_BODY), name="only_what_is_for_a_body_is_shared"),
            models.CheckConstraint(condition=~Q(why=""), name="sharing_has_a_reason"),
        ]
