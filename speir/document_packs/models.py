"""What was released to whom in which version, who received it, and what they asked."""

from django.db import models
from django.db.models import Q

from speir.foundations.models import AppendOnly, Record


class OfTheInspection(Record):
    """Something about one document of the pack in one inspection."""

    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("programmes.PhasePackDocument", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ReleaseDay(AppendOnly, OfTheInspection):
    """Another day on which a document is to be released than the timetable says, and why; the last counts."""

    release_on = models.DateField()
    reason = models.TextField()
    set_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["set_at"]


class Release(AppendOnly, OfTheInspection):
    """The partnership has the document; released by somebody with a reason, or by the timetable."""

    released_at = models.DateTimeField()
    released_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["released_at"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "document"], name="document_released_once"),
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(reason=""), name="release_by_hand_has_a_reason"
            ),
        ]


class ReviewPack(AppendOnly, Record):
    """From which day the pack of a progress review counts its weeks; the last of an inspection counts."""

    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    phase = models.ForeignKey("programmes.Phase", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    opened_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        ordering = ["opened_at"]


class CommonVersion(AppendOnly, Record):
    """Newer words or a file of a document for every partnership of its phase; the last number counts."""

    document = models.ForeignKey("programmes.PhasePackDocument", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    what_changed = models.TextField()
    text = models.TextField(blank=True)
    file = models.ForeignKey("foundations.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    source = models.TextField(blank=True)
    issued_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="common_version_number_once"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(file__isnull=False), name="common_version_has_words_or_a_file"
            ),
        ]


class Version(AppendOnly, OfTheInspection):
    """Newer words or a file in one inspection; version 1 is what the method says."""

    number = models.PositiveSmallIntegerField()
    what_changed = models.TextField()
    text = models.TextField(blank=True)
    file = models.ForeignKey("foundations.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    source = models.TextField(blank=True)
    issued_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    common = models.ForeignKey(CommonVersion, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "document", "number"], name="pack_version_number_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=2), name="versions_follow_the_method"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(file__isnull=False), name="version_has_words_or_a_file"
            ),
            models.UniqueConstraint(
                fields=["inspection", "common"], name="common_version_reaches_an_inspection_once"
            ),
        ]


class Receipt(OfTheInspection):
    """That somebody opened one version, and that they acknowledged it."""

    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "document", "number", "person"], name="one_receipt_per_version"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at=None) | Q(acknowledged_at__gte=models.F("opened_at")),
                name="acknowledged_after_opening",
            ),
        ]


class Reminder(AppendOnly, OfTheInspection):
    """Somebody was reminded that a receipt is missing."""

    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reminded_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField()

    class Meta:
        ordering = ["reminded_at"]


class Question(OfTheInspection):
    """What somebody of the partnership asks about a document, and the answer."""

    text = models.TextField()
    asked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    is_for_all = models.BooleanField(default=False)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="", is_for_all=False)
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="answer_has_words_when_and_by",
            )
        ]


class CommonAnswer(AppendOnly, Record):
    """A question with its answer for every partnership of a programme, in words that name nobody."""

    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    question = models.OneToOneField(Question, on_delete=models.PROTECT, related_name="+")
    document_key = models.SlugField(max_length=60)
    document_title = models.CharField(max_length=120)
    asks = models.TextField()
    answer = models.TextField()
    shared_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    shared_at = models.DateTimeField()

    class Meta:
        ordering = ["document_title", "shared_at"]
