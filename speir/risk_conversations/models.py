"""Risk conversations: who takes part, private views, the record, actions and signatures."""

from django.db import models
from django.db.models import Q

from speir.foundations.models import AppendOnly, Record
from speir.risk_conversations.choices import ConversationStatus, LineKind


class RiskConversation(Record):
    """One conversation of scrutiny bodies about one area; ``content`` is set while it is signed and after."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    status = models.CharField(
        max_length=20, choices=ConversationStatus.choices, default=ConversationStatus.PREPARING
    )
    purpose = models.CharField(max_length=500)
    next_on = models.DateField(null=True)
    content = models.JSONField(null=True)
    checksum = models.CharField(max_length=64, blank=True)
    called_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField()

    class Meta:
        ordering = ["-held_on", "-called_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(status__in=("preparing", "held", "signing")),
                name="one_risk_conversation_at_a_time",
            )
        ]


class TakingPart(Record):
    """One body takes part: its view, private until the conversation is held, and who was there."""

    conversation = models.ForeignKey(RiskConversation, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    view = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    attended = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["body__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["conversation", "body"], name="body_takes_part_once")]


class RecordLine(AppendOnly, Record):
    """One line of the record; never changed: a line taken out is named by a removal."""

    conversation = models.ForeignKey(RiskConversation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=LineKind.choices)
    text = models.TextField()
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, null=True, related_name="+")
    written_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "pk"]


class LineTakenOut(AppendOnly, Record):
    """A line was taken out of the record before it was signed."""

    line = models.OneToOneField(RecordLine, on_delete=models.PROTECT, related_name="+")
    taken_out_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField()


class ConversationAction(Record):
    """What somebody will do; it is carried into every later conversation until it is done."""

    conversation = models.ForeignKey(RiskConversation, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=300)
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    owner = models.CharField(max_length=200)
    due_on = models.DateField()
    added_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    outcome = models.TextField(blank=True)
    done_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="conversation_action_done_when_and_by",
            )
        ]


class BodySignature(AppendOnly, Record):
    """One body signs one exact record, by the hand of one person."""

    conversation = models.ForeignKey(RiskConversation, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    checksum = models.CharField(max_length=64)
    signed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "body", "checksum"], name="one_signature_of_a_body_on_a_record"
            )
        ]
