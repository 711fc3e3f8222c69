"""One exercise in one area: its team on both sides, its timetable and its letters."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from speir.foundations.models import AppendOnly, Record
from speir.foundations.working_weeks import Pause as CalendarPause
from speir.inspections.choices import FOLLOWING_UP, ChangeKind, InspectionStatus
from speir.partnerships.choices import PartnershipKind
from speir.partnerships.models import LinkAppointment
from speir.people.choices import PARTNERSHIP_ROLES, Role, Side
from speir.people.models import Person
from speir.people.standing import Standing
from speir.programmes.choices import WITHOUT_GRADES, FollowUp, Output
from speir.programmes.letter_fields import NOTIFICATION


class InspectionQuerySet(models.QuerySet["Inspection"]):
    """Named filters; ``visible_to`` is the only way screens get at inspections."""

    def visible_to(self, standing: Standing) -> Self:
        """Inspections this person may know of: their own, their area's, or all for a service manager."""
        mine = Q(
            pk__in=TeamMember.objects.filter(person_id=standing.person_id, until_on=None).values("inspection")
        )
        if standing.side == Side.PARTNERSHIP:
            return self.filter(mine).exclude(status=InspectionStatus.PLANNED)
        if standing.has(Role.SERVICE_MANAGER):
            return self.all()
        linked = LinkAppointment.objects.filter(person_id=standing.person_id, until_on=None)
        return self.filter(mine | Q(partnership__in=linked.values("partnership")))

    def with_names(self) -> Self:
        """With everything that a list prints, in one query."""
        return self.select_related("partnership", "phase__programme", "phase__framework")


class Inspection(Record):
    """A joint inspection, progress review or other exercise in one partnership."""

    reference = models.SlugField(max_length=80, unique=True)
    phase = models.ForeignKey("programmes.Phase", on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey("partnerships.Partnership", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(
        max_length=20, choices=InspectionStatus.choices, default=InspectionStatus.PLANNED
    )
    starts_on = models.DateField()
    publishes_on = models.DateField()
    reason_chosen = models.TextField()

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(publishes_on__gt=F("starts_on")), name="inspection_publishes_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_fictional(self) -> bool:
        """Whether the partnership is made up, so that every page must say so."""
        return self.partnership.is_fictional

    @property
    def is_graded(self) -> bool:
        """Whether its method ends in levels on a scale."""
        return self.phase.output not in WITHOUT_GRADES

    @property
    def has_plan(self) -> bool:
        """Whether its method asks for an improvement plan when something must improve."""
        return self.phase.follow_up != FollowUp.NOTHING

    @property
    def is_area(self) -> bool:
        """Whether it is an area of a national exercise, whose report is national and not its own."""
        is_national = self.partnership.kind == PartnershipKind.NATIONAL
        return self.phase.output == Output.NATIONAL_REPORT and not is_national

    @property
    def called(self) -> str:
        """What its method ends in, in one word."""
        return "letter" if self.phase.output == Output.LETTER else "report"

    @property
    def status_words(self) -> str:
        """Where it is; a method that grades nothing follows up what is uncertain instead of evaluating."""
        if self.status == InspectionStatus.EVALUATING and not self.is_graded:
            return FOLLOWING_UP
        return InspectionStatus.label_of(self.status)


class TeamMember(Record):
    """A role that somebody holds in one inspection, on either side."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        ordering = ["role", "person__full_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "person", "role"],
                condition=Q(until_on=None),
                name="team_role_held_once",
            ),
            models.UniqueConstraint(
                fields=["inspection"],
                condition=Q(until_on=None, role=Role.LEAD_INSPECTOR),
                name="one_lead_inspector",
            ),
        ]

    @property
    def is_partnership_side(self) -> bool:
        """Whether the role belongs to the inspected partnership."""
        return self.role in PARTNERSHIP_ROLES


class Pause(Record):
    """Days whose weeks do not count in this inspection's timetable."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="pause_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["inspection", "first_day"], name="one_pause_per_first_day"),
        ]

    def as_calendar(self) -> CalendarPause:
        """The plain value the working-week calendar counts with."""
        return CalendarPause(self.first_day, self.last_day, self.reason)


class Milestone(Record):
    """One thing that is due in an indicative week, and when it was reached."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    stage_key = models.SlugField(max_length=60)
    stage_title = models.CharField(max_length=120)
    week = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    whose_turn = models.CharField(max_length=30, choices=Role.choices)
    is_fixed = models.BooleanField(default=False)
    reached_at = models.DateTimeField(null=True)
    reached_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_on", "position"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "key"], name="milestone_key_once"),
            models.CheckConstraint(
                condition=Q(reached_at=None, reached_by=None)
                | Q(reached_at__isnull=False, reached_by__isnull=False),
                name="milestone_reached_when_and_by",
            ),
        ]


class Letter(Record):
    """A letter to a head or an operational lead of the partnership, and its receipt.

    ``key`` says which letter of the method it is; the notification letter comes first.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    key = models.SlugField(max_length=60, default=NOTIFICATION)
    recipient = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    is_indicative = models.BooleanField(default=True)

    class Meta:
        ordering = ["recipient__full_name", "sent_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "key", "recipient"], name="one_letter_of_a_kind_each"
            ),
            models.CheckConstraint(
                condition=Q(received_at=None, received_by=None)
                | Q(received_at__isnull=False, received_by__isnull=False),
                name="letter_received_when_and_by",
            ),
        ]


class TimetableChange(AppendOnly, Record):
    """One hold or shift of a timetable; ``moved`` holds key, title, day before and day after of each move."""

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    reason = models.CharField(max_length=200)
    moved = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at"]


class TimetableNotice(Record):
    """Somebody is to know of a change of the timetable, and has or has not yet said that they do."""

    change = models.ForeignKey(TimetableChange, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role.choices)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["change__made_at", "person__full_name"]
        constraints = [
            models.UniqueConstraint(fields=["change", "person"], name="one_notice_per_change_and_person")
        ]
