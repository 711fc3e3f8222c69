"""People who look after templates, and a template that is checked."""

from collections.abc import Callable

import pytest

from speir.people.choices import BodyKind, Role
from speir.people.models import Person
from speir.questionnaires.models import CheckedTemplate, TemplateVersion
from speir.questionnaires.operations import check_template, publish_template
from tests.factories import NOW, make_body, make_person
from tests.questionnaires.workbooks import upload, workbook


@pytest.fixture
def analyst(db: None) -> Person:
    """A methods analyst."""
    return make_person(make_body("Scrutiny", BodyKind.SCRUTINY), "Ailsa Example", Role.METHODS_ANALYST)


@pytest.fixture
def check(analyst: Person) -> Callable[..., CheckedTemplate]:
    """Check a workbook; words go to ``workbook``."""

    def run(kind: str = "record_reading", **told: object) -> CheckedTemplate:
        return check_template(
            workbook=upload(workbook(**told)),  # type: ignore[arg-type]
            media=[],
            kind=kind,
            by=analyst,
            at=NOW,
        )

    return run


@pytest.fixture
def publish(analyst: Person, check: Callable[..., CheckedTemplate]) -> Callable[..., TemplateVersion]:
    """Check a workbook and publish it."""

    def run(**told: object) -> TemplateVersion:
        return publish_template(checked=check(**told), note="", is_looked_at=True, by=analyst, at=NOW)

    return run
