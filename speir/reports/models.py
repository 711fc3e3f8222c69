"""One report on one inspection: its words and every version, signature and comment until publication.

The abstract tables at the top say what a signature, a refusal, a comment and an answer hold, here and in a
progress review.
"""

from typing import Self

from django.db import models
from django.db.models import Q

from speir.foundations.models import AppendOnly, Record
from speir.reports.choices import ReportStatus, SectionKind


class BodySignature(AppendOnly, Record):
    """One body approves something, by the hand of one person."""

    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    statement = models.TextField()
    signed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        abstract = True


class BodyRefusal(AppendOnly, Record):
    """One body sends something back instead of signing it, with the reason."""

    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    declined_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    declined_at = models.DateTimeField()

    class Meta:
        abstract = True


class CommentOnFacts(AppendOnly, Record):
    """What the partnership says is not accurate in one part of what it was sent."""

    number = models.PositiveSmallIntegerField()
    section_title = models.CharField(max_length=300)
    quoted = models.TextField(blank=True)
    says = models.TextField()
    proposed = models.TextField(blank=True)
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        abstract = True


class AnswerOnFacts(AppendOnly, Record):
    """The lead inspector's answer to one comment; the newest answer is the one that counts."""

    number = models.PositiveSmallIntegerField()
    is_accepted = models.BooleanField()
    reason = models.TextField()
    answered_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        abstract = True


class ReportQuerySet(models.QuerySet["Report"]):
    """Named filters."""

    def with_names(self) -> Self:
        """With everything that pages about a report print, in one query."""
        return self.select_related(
            "inspection__partnership", "inspection__phase__programme", "inspection__phase__framework"
        )


class Report(Record):
    """The report on one inspection, and where it stands."""

    inspection = models.OneToOneField("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=20, choices=ReportStatus.choices, default=ReportStatus.DRAFTING)
    started_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    accuracy_version = models.ForeignKey(
        "reports.DraftVersion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    comments_due_on = models.DateField(null=True)
    publish_on = models.DateField(null=True)

    objects = ReportQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class ReportSection(Record):
    """One section as its words stand now; a section that holds a finding keeps pointing to it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=30, choices=SectionKind.choices)
    heading = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    text = models.TextField()
    position = models.PositiveSmallIntegerField()
    revision = models.PositiveIntegerField(default=1)
    is_left_out = models.BooleanField(default=False)
    item = models.ForeignKey(
        "frameworks.FrameworkItem", on_delete=models.PROTECT, null=True, related_name="+"
    )
    finding = models.ForeignKey("evaluations.Finding", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="report_section_key_once"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[SectionKind.PROSE, SectionKind.CONCLUSION, SectionKind.CORRECTION], finding=None
                )
                | Q(
                    kind__in=[SectionKind.STRENGTH, SectionKind.AREA_FOR_IMPROVEMENT],
                    finding__isnull=False,
                ),
                name="section_of_a_finding_points_to_it",
            ),
        ]


class SectionRevision(AppendOnly, Record):
    """The words of one section at one revision: who wrote them and when."""

    section = models.ForeignKey(ReportSection, on_delete=models.PROTECT, related_name="+")
    revision = models.PositiveIntegerField()
    text = models.TextField()
    revised_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    revised_at = models.DateTimeField()

    class Meta:
        ordering = ["revision"]
        constraints = [models.UniqueConstraint(fields=["section", "revision"], name="section_revision_once")]


class DraftVersion(AppendOnly, Record):
    """The whole report, frozen, with the checksum that the bodies sign."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    checksum = models.CharField(max_length=64)
    made_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="version_number_once")]


class SignOff(BodySignature):
    """One body approves one version, by the hand of one person."""

    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(fields=["version", "body"], name="one_sign_off_per_body"),
            models.CheckConstraint(condition=~Q(statement=""), name="sign_off_says_something"),
        ]


class DeclinedSignOff(BodyRefusal):
    """One body sends one version back, with the reason."""

    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["declined_at"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="declined_with_a_reason")]


class FactComment(CommentOnFacts):
    """What the partnership says is not accurate in one section of the version it was sent."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    section_key = models.CharField(max_length=80)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="fact_comment_number_once"),
            models.CheckConstraint(condition=~Q(says=""), name="fact_comment_says_something"),
        ]


class FactAnswer(AnswerOnFacts):
    """The answer to one comment on the report."""

    comment = models.ForeignKey(FactComment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="fact_answer_number_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="fact_answer_has_a_reason"),
        ]


class EmbargoedCopyRead(AppendOnly, Record):
    """The receipt of one reader of the embargoed copy."""

    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["read_at"]
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="one_receipt_per_reader")]


class Publication(AppendOnly, Record):
    """One edition of a published report: frozen, with a checksum; a correction adds the next edition."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(default=1)
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=100)
    title = models.CharField(max_length=200)
    content = models.JSONField()
    checksum = models.CharField(max_length=64)
    published_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-published_at"]
        constraints = [
            models.UniqueConstraint(fields=["report", "edition"], name="edition_of_a_report_once"),
            models.UniqueConstraint(fields=["slug", "edition"], name="edition_at_an_address_once"),
        ]
