"""Published facts about real partnerships, each with its sources; what was not found stays empty."""

from django.db import models
from django.db.models import Q

from speir.foundations.models import AppendOnly, Record
from speir.national_overview.choices import Basis, Certainty, ResultKind


class PublishedResult(Record):
    """What was published about one exercise in one partnership.

    Dates are partial ("2024", "2024-03", "2024-03-12"); "" means that the date was not found.
    """

    programme_label = models.CharField(max_length=200)
    phase_label = models.CharField(max_length=200)
    partnership = models.ForeignKey("partnerships.Partnership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=ResultKind.choices)
    activity_from = models.CharField(max_length=10, blank=True)
    activity_to = models.CharField(max_length=10, blank=True)
    published_on = models.CharField(max_length=10, blank=True)
    is_published_on_inferred = models.BooleanField(default=False)
    news_id = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    sources = models.JSONField()
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme_label", "phase_label", "partnership", "kind"],
                name="one_result_per_exercise_and_partnership",
            ),
            models.CheckConstraint(
                condition=Q(is_published_on_inferred=False) | ~Q(published_on=""),
                name="only_a_given_publication_date_is_inferred",
            ),
        ]


class PublishedJudgement(Record):
    """The published level for one question; an empty level means that it was not found."""

    result = models.ForeignKey(PublishedResult, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    question = models.CharField(max_length=300)
    scale_label = models.CharField(max_length=200)
    level_label = models.CharField(max_length=300, blank=True)
    level_value = models.PositiveSmallIntegerField(null=True)
    certainty = models.CharField(max_length=20, choices=Certainty.choices)
    note = models.TextField(blank=True)
    sources = models.JSONField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(certainty="not_found", level_label="", level_value=None)
                | (~Q(certainty="not_found") & ~Q(level_label="") & Q(level_value__isnull=False)),
                name="judgement_is_given_or_not_found",
            ),
        ]


class PublishedFigure(Record):
    """A published number, of a published whole when there is one."""

    result = models.ForeignKey(PublishedResult, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=300)
    value = models.PositiveIntegerField()
    of = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=20, blank=True)
    is_approximate = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    sources = models.JSONField()

    class Meta:
        ordering = ["position"]
        constraints = [models.CheckConstraint(condition=Q(of=None) | Q(of__gt=0), name="figure_of_something")]


class PublishedDate(Record):
    """A published step of an exercise: what happened, from which partial date, until which ("" one day)."""

    result = models.ForeignKey(PublishedResult, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    label = models.CharField(max_length=300)
    from_on = models.CharField(max_length=10)
    until_on = models.CharField(max_length=10, blank=True)
    sources = models.JSONField()

    class Meta:
        ordering = ["position"]


class PublishedImport(AppendOnly, Record):
    """A file of published facts was imported and something in it was new or different."""

    title = models.CharField(max_length=200)
    checksum = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    imported_by_name = models.CharField(max_length=200)
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()

    class Meta:
        ordering = ["imported_at"]


class ChosenPartnership(Record):
    """A partnership chosen for a phase: on what footing and why; set aside with a reason, never deleted."""

    phase = models.ForeignKey("programmes.Phase", on_delete=models.PROTECT, related_name="+")
    partnership = models.ForeignKey("partnerships.Partnership", on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=20, choices=Basis.choices)
    reason = models.TextField()
    rules_said = models.TextField()
    chosen_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    set_aside_why = models.TextField(blank=True)

    class Meta:
        ordering = ["chosen_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "partnership"],
                condition=Q(set_aside_at=None),
                name="partnership_chosen_once_for_a_phase",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="choice_has_a_reason"),
        ]


class RiskBehindChoice(AppendOnly, Record):
    """A risk that led to a choice, as it stood that day; whoever may not read the risk is not told of it."""

    chosen = models.ForeignKey(ChosenPartnership, on_delete=models.PROTECT, related_name="+")
    risk = models.ForeignKey("area_risks.AreaRisk", on_delete=models.PROTECT, related_name="+")
    likelihood = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["risk__horizon_on"]
        constraints = [models.UniqueConstraint(fields=["chosen", "risk"], name="risk_behind_a_choice_once")]
