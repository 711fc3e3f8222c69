"""Publishing a template for tests."""

from django.core.files.uploadedfile import SimpleUploadedFile

from speir.people.choices import Role
from speir.people.models import Person
from speir.questionnaires.models import TemplateVersion
from speir.questionnaires.operations import check_template, publish_template
from tests.factories import NOW, make_person
from tests.record_reading.template import small_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def published(manager: Person) -> TemplateVersion:
    """The small template, published by a methods analyst."""
    found = TemplateVersion.objects.filter(key="reading").first()
    return found or published_workbook(small_workbook(), manager)


def published_workbook(workbook: bytes, manager: Person) -> TemplateVersion:
    """A template for record reading, published by a methods analyst of the manager's body."""
    analyst = make_person(manager.body, "", Role.METHODS_ANALYST)
    checked = check_template(
        workbook=SimpleUploadedFile("reading.xlsx", workbook, content_type=XLSX),
        media=[],
        kind="record_reading",
        by=analyst,
        at=NOW,
    )
    return publish_template(checked=checked, note="", is_looked_at=True, by=analyst, at=NOW)
