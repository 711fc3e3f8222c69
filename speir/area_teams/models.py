"""The team around an area, and who holds which post in it; each row from a day until a day."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from speir.area_teams.choices import AreaRole, PostKind, Tier
from speir.foundations.models import Record


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


class AreaAppointment(Held, Record):
    """Somebody is in the team around a council area, or covers for somebody who is."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=AreaRole.choices)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    is_cover = models.BooleanField(default=False)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["role", "is_cover", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "role"], condition=Q(until_on=None), name="one_in_each_role_of_an_area"
            ),
            models.CheckConstraint(condition=Q(is_cover=False) | ~Q(until_on=None), name="cover_has_an_end"),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="area_appointment_in_order"
            ),
        ]


class PostHolding(Held, Record):
    """Somebody holds a post in an area, as noted; without a name the post is vacant."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    post = models.CharField(max_length=30, choices=PostKind.choices)
    name = models.CharField(max_length=200, blank=True)
    noted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["post", "from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "post"], condition=Q(until_on=None), name="one_holder_of_a_post"
            )
        ]


class WrittenAboutArea(models.Model):
    """Something that somebody wrote about a council area, for readers of one tier."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=20, choices=Tier.choices)
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        abstract = True
