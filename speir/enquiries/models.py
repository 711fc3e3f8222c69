"""What people outside ask about areas."""

from django.db import models
from django.db.models import Q

from speir.enquiries.choices import EnquiryStatus
from speir.foundations.models import Record


class Enquiry(Record):
    """One question or message about a council area from somebody outside, and its answer."""

    area = models.ForeignKey("partnerships.Area", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=EnquiryStatus.choices, default=EnquiryStatus.RECEIVED)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    asked = models.TextField()
    received_at = models.DateTimeField()
    # A keyed mark of where it came from, another every day: enough to count, too little to find anybody.
    sender_mark = models.CharField(max_length=64, blank=True)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["received_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="enquiry_answered_when_and_by",
            )
        ]

    def __str__(self) -> str:
        return self.mark

    @property
    def mark(self) -> str:
        """What people call it by; it says nothing."""
        return f"E-{self.id.hex[:6].upper()}"
