"""The frame under pseudonyms, the draws made from it, and the records drawn. No name stands in any."""

from django.db import models
from django.db.models import Q

from speir.foundations.models import AppendOnly, Record
from speir.record_samples.choices import Agency, Exclusion, Population, RecordStatus


class Frame(AppendOnly, Record):
    """Every record that could be read, as one workbook told it; the newest is in use, no workbook is kept."""

    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    file_sha256 = models.CharField(max_length=64)
    first_day_on = models.DateField()
    last_day_on = models.DateField()
    cells_looked_at = models.PositiveIntegerField(default=0)
    imported_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["inspection", "number"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "number"], name="record_frame_number_once")
        ]


class FrameUnit(AppendOnly, Record):
    """One row of a frame: a pseudonym, and what is needed to draw it and to say whom the sample covers."""

    frame = models.ForeignKey(Frame, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=40)
    population = models.CharField(max_length=20, choices=Population.choices)
    stratum = models.CharField(max_length=60)
    has_social_work = models.BooleanField()
    has_health = models.BooleanField()
    has_police = models.BooleanField()
    episode_on = models.DateField()
    excluded = models.CharField(max_length=20, choices=Exclusion.choices, default=Exclusion.NONE, blank=True)
    sheet = models.CharField(max_length=20)
    row = models.PositiveIntegerField()

    class Meta:
        ordering = ["sheet", "row"]
        constraints = [
            models.UniqueConstraint(fields=["frame", "reference"], name="frame_unit_reference_once")
        ]

    @property
    def locality(self) -> str:
        """Where the adult lives; the stratum of the draw."""
        return self.stratum

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """Who holds a record."""
        return tuple(agency for agency in Agency if getattr(self, f"has_{agency.value}"))


class Draw(Record):
    """One draw from one frame; the newest stands. Its receipt draws the same again."""

    frame = models.ForeignKey(Frame, on_delete=models.PROTECT, related_name="+")
    inspection = models.ForeignKey("inspections.Inspection", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    seed = models.CharField(max_length=100)
    targets = models.JSONField()
    receipt = models.JSONField()
    sha256 = models.CharField(max_length=64)
    why_again = models.TextField(blank=True)
    drawn_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["inspection", "number"]
        constraints = [models.UniqueConstraint(fields=["inspection", "number"], name="draw_number_once")]


class SampledRecord(Record):
    """One record drawn: to be read, in reserve, or set aside for the next reserve."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(FrameUnit, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    is_reserve = models.BooleanField()
    status = models.CharField(max_length=20, choices=RecordStatus.choices)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")
    set_aside_why = models.TextField(blank=True)

    class Meta:
        ordering = ["unit__population", "is_reserve", "order"]
        constraints = [
            models.UniqueConstraint(fields=["draw", "unit"], name="sampled_record_unit_once"),
            models.CheckConstraint(
                condition=Q(is_reserve=True) | Q(replaces=None), name="sampled_record_reserve_replaces"
            ),
            models.CheckConstraint(
                condition=~Q(status=RecordStatus.SET_ASIDE) | ~Q(set_aside_why=""),
                name="sampled_record_set_aside_why",
            ),
        ]

    @property
    def reference(self) -> str:
        """The pseudonym."""
        return self.unit.reference

    @property
    def population(self) -> Population:
        """Which of the two groups it was drawn from."""
        return Population(self.unit.population)
