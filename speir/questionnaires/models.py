"""Templates of questionnaires; what was checked and what was published never changes."""

from django.db import models

from speir.foundations.models import AppendOnly, Record
from speir.questionnaires.choices import TemplateKind, TemplateStatus


class Template(Record):
    """A questionnaire over all its versions, known by the form_id that its author gave it."""

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=20, choices=TemplateKind.choices)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=20, choices=TemplateStatus.choices, default=TemplateStatus.IN_USE)

    class Meta:
        ordering = ["kind", "title"]

    def __str__(self) -> str:
        return self.title


class TemplateContent(AppendOnly, Record):
    """All that is kept of one workbook: the file, what pyxform made of it, and what Speir read in it."""

    key = models.SlugField(max_length=60)
    version = models.CharField(max_length=30)
    title = models.CharField(max_length=200)
    xlsx = models.ForeignKey("foundations.StoredFile", on_delete=models.PROTECT, related_name="+")
    xform = models.TextField()
    sha256 = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    pyxform_version = models.CharField(max_length=30)
    languages = models.JSONField(default=list)
    rules = models.JSONField(default=dict)
    questions = models.JSONField(default=list)
    minutes = models.JSONField(default=dict)

    class Meta:
        abstract = True


class CheckedTemplate(TemplateContent):
    """A workbook that was checked and has no faults; it may be previewed and published."""

    kind = models.CharField(max_length=20, choices=TemplateKind.choices)
    findings = models.JSONField(default=list)
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-checked_at"]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


class TemplateMedia(AppendOnly, Record):
    """One file that a form reads its choices or values from."""

    checked = models.ForeignKey(CheckedTemplate, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=255)
    content = models.TextField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["checked", "name"], name="template_media_name_once")]

    def __str__(self) -> str:
        return self.name


class TemplateVersion(TemplateContent):
    """One published version: what is answered on it is answered on it to the end."""

    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="+")
    checked = models.OneToOneField(CheckedTemplate, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["template", "number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "version"], name="template_version_once"),
            models.UniqueConstraint(fields=["template", "number"], name="template_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"
