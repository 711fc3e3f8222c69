"""Consultations on draft frameworks: what people said, what was decided, and which words it changed."""

from datetime import date

from django.db import models
from django.db.models import Q

from speir.consultations.choices import (
    ChangedPart,
    ConsultationStatus,
    Outcome,
    SpeaksAs,
    Stance,
)
from speir.foundations.models import AppendOnly, Record


class Consultation(Record):
    """A draft framework is put before people until a day."""

    framework = models.ForeignKey("frameworks.Framework", on_delete=models.PROTECT, related_name="+")
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, null=True, related_name="+"
    )
    status = models.CharField(
        max_length=20, choices=ConsultationStatus.choices, default=ConsultationStatus.PREPARED
    )
    title = models.CharField(max_length=200)
    about = models.TextField()
    closes_on = models.DateField()
    is_public = models.BooleanField()
    is_fictional = models.BooleanField(default=False)
    prepared_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    next_framework = models.ForeignKey(
        "frameworks.Framework", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["-prepared_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework"],
                condition=~Q(status=ConsultationStatus.PREPARED),
                name="one_consultation_on_a_draft",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def takes_comments(self, today: date) -> bool:
        """Whether people may comment on this day."""
        return self.status == ConsultationStatus.OPEN and today <= self.closes_on

    def is_to_be_decided(self, today: date) -> bool:
        """Whether everybody has been heard and nothing is published yet."""
        return self.status == ConsultationStatus.OPEN and today > self.closes_on


class Invitation(AppendOnly, Record):
    """A body whose people were asked for their comments."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    invited_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()

    class Meta:
        ordering = ["body__name"]
        constraints = [models.UniqueConstraint(fields=["consultation", "body"], name="body_is_invited_once")]


class Comment(AppendOnly, Record):
    """What somebody said about one part of a draft; ``item`` is empty when it is about all of it."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(
        "frameworks.FrameworkItem", on_delete=models.PROTECT, null=True, related_name="+"
    )
    level_key = models.CharField(max_length=60, blank=True)
    stance = models.CharField(max_length=20, choices=Stance.choices)
    text = models.TextField(blank=True)
    speaks_as = models.CharField(max_length=20, choices=SpeaksAs.choices)
    may_be_quoted = models.BooleanField()
    may_be_named = models.BooleanField()
    # Only when somebody of a partnership was signed in.
    said_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField()
    # A keyed mark of where it came from, another every day: enough to count, too little to find anybody.
    sender_mark = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["received_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(may_be_named=False) | Q(said_by__isnull=False), name="only_a_body_is_named"
            )
        ]


class CommentGroup(Record):
    """Comments that say much the same, which are decided about together."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at"]
        constraints = [models.UniqueConstraint(fields=["consultation", "name"], name="group_name_once")]

    def __str__(self) -> str:
        return self.name


class Placing(Record):
    """The group a comment stands in, or why it was set aside."""

    comment = models.OneToOneField(Comment, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(CommentGroup, on_delete=models.PROTECT, null=True, related_name="+")
    why_set_aside = models.CharField(max_length=500, blank=True)
    placed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(group=None) & ~Q(why_set_aside="")) | Q(group__isnull=False, why_set_aside=""),
                name="comment_in_a_group_or_set_aside",
            )
        ]


class Decision(AppendOnly, Record):
    """What was decided about a group of comments, and why; the newest counts."""

    group = models.ForeignKey(CommentGroup, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=20, choices=Outcome.choices)
    reason = models.TextField()
    decided_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["decided_at"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="decision_has_a_reason")]


class WordChange(Record):
    """New words that a decision leads to; ``number`` is that of a new indicator."""

    group = models.ForeignKey(CommentGroup, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("frameworks.FrameworkItem", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=20, choices=ChangedPart.choices)
    level_key = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=20, blank=True)
    before = models.TextField(blank=True)
    becomes = models.TextField(blank=True)
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["written_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "part", "level_key", "number"],
                condition=Q(taken_back_at=None),
                name="each_part_changes_once",
            )
        ]


class PublishedAnswer(AppendOnly, Record):
    """What people said, what was decided and why: frozen, with a checksum over its content."""

    consultation = models.OneToOneField(Consultation, on_delete=models.PROTECT, related_name="+")
    content = models.TextField()
    checksum = models.CharField(max_length=64)
    published_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
