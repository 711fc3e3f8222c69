"""Offers of support with their sessions, signposts and what came of them."""

from django.db import models
from django.db.models import Q

from speir.foundations.models import AppendOnly, Record
from speir.improvement_support.choices import GrewFrom, OfferStatus, Outcome


class SupportOffer(Record):
    """Something offered to one partnership in one area; exactly one source, unless the partnership asked."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey("partnerships.Partnership", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=OfferStatus.choices, default=OfferStatus.OFFERED)
    what = models.CharField(max_length=300)
    for_whom = models.CharField(max_length=300)
    why = models.TextField()
    grew_from = models.CharField(max_length=20, choices=GrewFrom.choices)
    plan_area = models.ForeignKey(
        "improvement_plans.PlanArea", on_delete=models.PROTECT, null=True, related_name="+"
    )
    plan_action = models.ForeignKey(
        "improvement_plans.PlannedAction", on_delete=models.PROTECT, null=True, related_name="+"
    )
    risk = models.ForeignKey("area_risks.AreaRisk", on_delete=models.PROTECT, null=True, related_name="+")
    # A signal is found anew by each run: its words are kept as they stood.
    signal_says = models.CharField(max_length=500, blank=True)
    outcome_due_on = models.DateField()
    offered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    # Whose answer it was, when somebody of the scrutiny side wrote it down.
    told_by = models.CharField(max_length=200, blank=True)
    answered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="offer_answered_when_and_by",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="offer_says_why"),
        ]


class SupportSession(AppendOnly, Record):
    """One time that people worked on it together; who attended by role."""

    offer = models.ForeignKey(SupportOffer, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    purpose = models.CharField(max_length=300)
    attended = models.CharField(max_length=500)
    recorded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "recorded_at", "pk"]


class Signpost(AppendOnly, Record):
    """A way to what works elsewhere: a practice that is kept here, or a resource outside."""

    offer = models.ForeignKey(SupportOffer, on_delete=models.PROTECT, related_name="+")
    practice = models.ForeignKey(
        "good_practice.Practice", on_delete=models.PROTECT, null=True, related_name="+"
    )
    title = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=500, blank=True)
    why = models.CharField(max_length=500)
    given_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(practice=None) & ~Q(title="") | Q(practice__isnull=False, title=""),
                name="signpost_to_one_place",
            )
        ]


class SupportOutcome(AppendOnly, Record):
    """What came of support, as somebody saw it on a day; when it was too early, another follows."""

    offer = models.ForeignKey(SupportOffer, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    seen = models.TextField()
    recorded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(seen=""), name="outcome_says_how_it_is_known")]
