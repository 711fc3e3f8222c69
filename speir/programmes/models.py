"""Programmes and their phases: framework, indicative timetable, documents asked for, bodies that sign."""

from django.db import models
from django.db.models import F, Q

from speir.foundations.models import AppendOnly, Record
from speir.people.choices import Role
from speir.programmes.choices import (
    EligibilityRule,
    EvidenceMethodKind,
    FollowUp,
    InstrumentKind,
    Output,
    PhaseKind,
)


class Programme(Record):
    """A line of scrutiny work that runs over years, such as adult support and protection."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    checksum = models.CharField(max_length=64)
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Phase(Record):
    """A stretch of a programme with one framework and one method."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=PhaseKind.choices)
    summary = models.TextField(blank=True)
    lens = models.CharField(max_length=200, blank=True)
    framework = models.ForeignKey("frameworks.Framework", on_delete=models.PROTECT, related_name="+")
    progress_framework = models.ForeignKey(
        "frameworks.Framework", on_delete=models.PROTECT, null=True, related_name="+"
    )
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    source = models.TextField(blank=True)
    is_indicative = models.BooleanField()
    is_method_indicative = models.BooleanField(default=True)
    method_source = models.TextField(blank=True)
    method_checksum = models.CharField(max_length=64, blank=True)
    method_key = models.SlugField(max_length=60, blank=True)
    method_version = models.CharField(max_length=30, blank=True)
    method_title = models.CharField(max_length=200, blank=True)
    method_alone_checksum = models.CharField(max_length=64, blank=True)
    output = models.CharField(max_length=30, choices=Output.choices, default=Output.GRADED_REPORT)
    follow_up = models.CharField(max_length=30, choices=FollowUp.choices, default=FollowUp.IMPROVEMENT_PLAN)
    looks_at = models.JSONField(default=list)
    letter = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["programme__name", "position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="phase_slug_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="phase_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(is_indicative=True) | ~Q(source=""), name="official_phase_has_source"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PhaseEligibility(Record):
    """One stated rule about published results; complete when every partnership of them is known."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="+")
    rule = models.CharField(max_length=40, choices=EligibilityRule.choices)
    published_phase = models.CharField(max_length=200)
    is_complete = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]


class MinistersRequest(AppendOnly, Record):
    """Ministers asked for joint inspections under section 115, and approved their timetable ("" not yet)."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    asks = models.TextField()
    approved_on = models.DateField(null=True)
    timetable = models.TextField(blank=True)
    recorded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-asked_on", "-recorded_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_on=None) | Q(approved_on__gte=F("asked_on")),
                name="timetable_approved_after_the_request",
            ),
            models.CheckConstraint(condition=~Q(asks=""), name="request_says_what_is_asked"),
        ]


class ApprovedTimetable(AppendOnly, Record):
    """The timetable that Ministers approved after they had asked; the newest is the one that stands."""

    request = models.ForeignKey(MinistersRequest, on_delete=models.PROTECT, related_name="+")
    approved_on = models.DateField()
    timetable = models.TextField()
    recorded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["approved_on", "recorded_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(timetable=""), name="approved_timetable_is_told"),
        ]


class PhaseStage(Record):
    """A stretch of an inspection's timetable, such as preparation or reporting."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["phase", "key"], name="stage_key_once")]

    def __str__(self) -> str:
        return self.title


class PhaseMilestone(Record):
    """Something due on a weekday (Monday 0) of an indicative week, and whose turn it then is."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="+")
    stage = models.ForeignKey(PhaseStage, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    week = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField()
    whose_turn = models.CharField(max_length=30, choices=Role.choices)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["phase", "key"], name="phase_milestone_key_once"),
            models.CheckConstraint(
                condition=Q(week__gte=1, weekday__lte=4), name="phase_milestone_on_a_working_day"
            ),
        ]


class PhaseDocument(Record):
    """A document that partnerships are asked for, and why."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    is_position_statement = models.BooleanField(default=False)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["phase", "number"], name="phase_document_number_once"),
            models.UniqueConstraint(
                fields=["phase"], condition=Q(is_position_statement=True), name="one_position_statement"
            ),
        ]


class PhasePackDocument(Record):
    """A document that people of the partnership are given, in which indicative week, and its first words."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="+")
    stage = models.ForeignKey(PhaseStage, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    purpose = models.CharField(max_length=500)
    audience = models.JSONField()
    bodies = models.JSONField(default=list)
    week = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    is_indicative = models.BooleanField()
    source = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["phase", "key"], name="pack_document_key_once"),
            models.CheckConstraint(condition=Q(week__gte=1, weekday__lte=4), name="pack_on_a_working_day"),
        ]

    def __str__(self) -> str:
        return self.title


class PhaseLetter(Record):
    """The words of a letter with fields to be filled in, and the roles that receive it."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=120)
    recipients = models.JSONField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    is_indicative = models.BooleanField()
    source = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["phase", "key"], name="phase_letter_key_once")]

    def __str__(self) -> str:
        return self.title


class PhaseTask(Record):
    """What somebody in one role does in one stage."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="+")
    stage = models.ForeignKey(PhaseStage, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=30, choices=Role.choices)
    title = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]


class PhaseEvidenceMethod(Record):
    """A way in which evidence is gathered in a phase."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30, choices=EvidenceMethodKind.choices)
    title = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]


class PhaseInstrument(Record):
    """What the team works with in the field; ``questionnaire`` is the key of a template in Speir, or ""."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30, choices=InstrumentKind.choices)
    title = models.CharField(max_length=300)
    questionnaire = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]


class PhaseBody(Record):
    """A scrutiny body that takes part in a phase and, unless said otherwise, signs its reports."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="+")
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    is_lead = models.BooleanField(default=False)
    is_signing = models.BooleanField(default=True)

    class Meta:
        ordering = ["-is_lead", "body__name"]
        constraints = [
            models.UniqueConstraint(fields=["phase", "body"], name="phase_body_once"),
            models.UniqueConstraint(fields=["phase"], condition=Q(is_lead=True), name="one_lead_body"),
            models.CheckConstraint(
                condition=Q(is_lead=False) | Q(is_signing=True), name="the_lead_body_signs"
            ),
        ]
