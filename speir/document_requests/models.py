"""What the inspection asks the partnership for, and what the partnership hands over."""

from django.db import models

from speir.document_requests.choices import DocumentStatus
from speir.foundations.models import AppendOnly, Record


class DocumentRequest(Record):
    """One request to one partnership, with the day by which it is due."""

    inspection = models.OneToOneField("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    due_on = models.DateField()
    asked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    message = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(due_on__gt=models.F("asked_on")), name="documents_due_after_asked"
            )
        ]


class RequestedDocument(Record):
    """One document asked for: why, by when, and where it stands."""

    request = models.ForeignKey(DocumentRequest, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    is_position_statement = models.BooleanField(default=False)
    due_on = models.DateField()
    status = models.CharField(max_length=20, choices=DocumentStatus.choices, default=DocumentStatus.ASKED)
    last_word = models.TextField(blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="requested_document_number_once")
        ]


class HandedOver(AppendOnly, Record):
    """One file the partnership handed over for one requested document; kept for ever."""

    document = models.ForeignKey(RequestedDocument, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("foundations.StoredFile", on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    handed_over_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    handed_over_at = models.DateTimeField()

    class Meta:
        ordering = ["handed_over_at"]
