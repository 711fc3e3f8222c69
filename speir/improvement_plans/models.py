"""The improvement plan after a report: its areas, actions, claims of progress, and the progress review."""

from django.db import models
from django.db.models import Q

from speir.foundations.models import AppendOnly, Record
from speir.improvement_plans.choices import PlanStatus, ReviewStatus, Verdict
from speir.reports.models import AnswerOnFacts, BodyRefusal, BodySignature, CommentOnFacts


class ImprovementPlan(Record):
    """One partnership's plan after one published report."""

    inspection = models.OneToOneField("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey("partnerships.Partnership", on_delete=models.PROTECT, related_name="+")
    publication = models.ForeignKey("reports.Publication", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=PlanStatus.choices, default=PlanStatus.OPENED)
    opened_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    returned_why = models.TextField(blank=True)


class PlanArea(AppendOnly, Record):
    """One area for improvement, word for word as published; it keeps the identity of its finding."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    text = models.TextField()
    key_area = models.CharField(max_length=300)
    finding = models.ForeignKey("evaluations.Finding", on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey("frameworks.FrameworkItem", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_area_number_once"),
            models.UniqueConstraint(fields=["plan", "finding"], name="plan_area_of_a_finding_once"),
        ]


class PlannedAction(Record):
    """What one body will do about one area, by when, and how people will know."""

    area = models.ForeignKey(PlanArea, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    body = models.ForeignKey("people.Body", on_delete=models.PROTECT, related_name="+")
    lead_person = models.CharField(max_length=200)
    due_on = models.DateField()
    measure = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    planned_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    done_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    dropped_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "planned_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None) | Q(done_at__isnull=False, done_by__isnull=False),
                name="action_done_when_and_by",
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None, dropped_by=None)
                | Q(dropped_at__isnull=False, dropped_by__isnull=False),
                name="action_dropped_when_and_by",
            ),
        ]


class ProgressClaim(AppendOnly, Record):
    """The partnership says that an area has improved, and shows why."""

    area = models.ForeignKey(PlanArea, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    says = models.TextField()
    where = models.CharField(max_length=500, blank=True)
    claimed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["area", "number"], name="claim_number_once"),
            models.CheckConstraint(condition=~Q(says=""), name="claim_says_something"),
        ]


class ClaimFile(AppendOnly, Record):
    """A file handed over as evidence of progress."""

    claim = models.ForeignKey(ProgressClaim, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("foundations.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["claim", "file"], name="claim_file_once")]


class ClaimVerdict(AppendOnly, Record):
    """What the link inspector concludes about one claim, and why."""

    claim = models.OneToOneField(ProgressClaim, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=20, choices=Verdict.choices)
    reason = models.TextField()
    decided_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="verdict_has_a_reason")]


class ProgressReview(Record):
    """A review in which the team judges how far each area has come; a plan that goes on gets another."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=20, choices=ReviewStatus.choices, default=ReviewStatus.OPEN)
    starts_on = models.DateField()
    opened_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    comments_due_on = models.DateField(null=True)
    # A review that a body sends back is signed again by every body, in the next round.
    signing_round = models.PositiveSmallIntegerField(default=1)
    completed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    completed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="progress_review_number_once"),
            models.CheckConstraint(
                condition=Q(completed_at=None, completed_by=None)
                | Q(completed_at__isnull=False, completed_by__isnull=False),
                name="review_completed_when_and_by",
            ),
        ]


class ProgressJudgement(AppendOnly, Record):
    """How much progress the team sees in one area, and why; the newest row is the one that counts."""

    review = models.ForeignKey(ProgressReview, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(PlanArea, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    level = models.ForeignKey("frameworks.ScaleLevel", on_delete=models.PROTECT, related_name="+")
    rationale = models.TextField()
    judged_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "area", "number"], name="progress_judged_in_order"),
            models.CheckConstraint(condition=~Q(rationale=""), name="progress_has_a_rationale"),
        ]


class ReviewComment(CommentOnFacts):
    """What the partnership says is not accurate in the judgement of one area."""

    review = models.ForeignKey(ProgressReview, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(PlanArea, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="review_comment_number_once"),
            models.CheckConstraint(condition=~Q(says=""), name="review_comment_says_something"),
        ]


class ReviewAnswer(AnswerOnFacts):
    """The answer to one comment on a progress review."""

    comment = models.ForeignKey(ReviewComment, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["comment", "number"], name="review_answer_number_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="review_answer_has_a_reason"),
        ]


class ReviewSignOff(BodySignature):
    """One body approves a complete progress review, in one round of signing."""

    review = models.ForeignKey(ProgressReview, on_delete=models.PROTECT, related_name="+")
    signing_round = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "signing_round", "body"], name="one_sign_off_of_a_review_per_body"
            ),
            models.CheckConstraint(condition=~Q(statement=""), name="review_sign_off_says_something"),
        ]


class DeclinedReview(BodyRefusal):
    """One body sends a complete progress review back, with the reason."""

    review = models.ForeignKey(ProgressReview, on_delete=models.PROTECT, related_name="+")
    signing_round = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["declined_at"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="review_declined_with_a_reason")]


class ReviewPublication(AppendOnly, Record):
    """A published progress review: frozen, with a checksum that anybody can compare."""

    review = models.OneToOneField(ProgressReview, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=100)
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    checksum = models.CharField(max_length=64)
    published_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-published_at"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "number"], name="published_review_at_an_address_once")
        ]
