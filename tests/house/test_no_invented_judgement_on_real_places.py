"""The demonstration invents inspections and judgements; every one belongs to a fictional partnership."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from speir.demo.world import build
from speir.frameworks.operations import import_shipped_frameworks
from speir.inspections.models import Inspection, TeamMember
from speir.national_overview.models import PublishedResult
from speir.national_overview.operations import import_published_file
from speir.partnerships.models import Partnership, PartnershipArea, PartnershipMember
from speir.partnerships.operations import load_reference_areas
from speir.people.choices import PARTNERSHIP_ROLES, BodyKind
from speir.people.models import Person
from speir.people.operations import SYSTEM
from speir.programmes.operations import import_shipped_programmes
from speir.questionnaires.operations import import_shipped_templates

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# What is invented, at the least; whatever else hangs on an inspection is found by its foreign keys.
INVENTED = {
    "inspections.Inspection",
    "inspections.Letter",
    "evidence.EvidenceItem",
    "document_requests.HandedOver",
    "evaluations.Evaluation",
    "evaluations.Consolidation",
    "evaluations.Finding",
    "reports.Report",
    "reports.SignOff",
    "reports.FactComment",
    "reports.Publication",
    "improvement_plans.PlanArea",
    "improvement_plans.PlannedAction",
    "improvement_plans.ProgressClaim",
    "improvement_plans.ClaimVerdict",
    "improvement_plans.ProgressJudgement",
}


@pytest.fixture(scope="module", autouse=True)
def _demonstration(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Everything that script/demo builds, made once for this file and undone at its end."""
    folder, now = tmp_path_factory.mktemp("demonstration"), timezone.now()
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(settings, "SPEIR_DATA_DIR", folder)
        patch.setattr(settings, "EMAIL_FILE_PATH", folder / "sent-mail")
        load_reference_areas(by=SYSTEM, at=now)
        import_shipped_frameworks(by=SYSTEM, at=now)
        import_shipped_programmes(by=SYSTEM, at=now)
        import_shipped_templates(by=SYSTEM, at=now)
        import_published_file(by=SYSTEM, at=now)
        assert build(now)
        yield
        transaction.set_rollback(True)


def rows(model: type[models.Model]) -> "models.QuerySet[Any]":
    """Every row of a table."""
    return model._default_manager.all()


def path_to_inspection(model: type[models.Model], tried: tuple[object, ...] = ()) -> str | None:
    """The shortest way from a model to its inspection, as Django writes it; "" for the inspection itself."""
    if model is Inspection:
        return ""
    found = []
    for each in model._meta.fields:
        if isinstance(each, models.ForeignKey) and each.related_model not in (*tried, model):
            rest = path_to_inspection(each.related_model, (*tried, model))
            if rest is not None:
                found.append(f"{each.name}__{rest}")
    return min(found, key=len, default=None)


def path_to_partnership(model: type[models.Model], tried: tuple[object, ...] = ()) -> str | None:
    """The shortest way from a model to its partnership that is never empty, as Django writes it."""
    if model is Partnership:
        return ""
    found = []
    for each in model._meta.fields:
        is_way = isinstance(each, models.ForeignKey) and not each.null
        if is_way and each.related_model not in (*tried, model):
            rest = path_to_partnership(each.related_model, (*tried, model))
            if rest is not None:
                found.append(f"{each.name}__{rest}")
    return min(found, key=len, default=None)


def on_an_inspection() -> dict[str, str]:
    """Every model that hangs on an inspection, with the way to it."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("speir.")]
    paths = {model._meta.label: path_to_inspection(model) for model in ours}
    return {label: path for label, path in paths.items() if path is not None}


def on_real_places() -> set[str]:
    """The models that say something invented of a partnership that is not."""
    found = set()
    for label, to_inspection in on_an_inspection().items():
        model = apps.get_model(label)
        # An offer of support hangs on an inspection only sometimes, on a partnership always.
        path = path_to_partnership(model) or f"{to_inspection}partnership__"
        if rows(model).exclude(**{f"{path}is_fictional": True}).exists():
            found.add(label)
    return found


def state() -> dict[str, int]:
    """How many rows each table holds, the audit trail among them."""
    return {model._meta.label: rows(model).count() for model in apps.get_models()}


def test_nothing_invented_is_said_of_a_real_place() -> None:
    assert on_real_places() == set()


@pytest.mark.parametrize("label", sorted(INVENTED))
def test_the_demonstration_has_some_of_everything(label: str) -> None:
    assert label in on_an_inspection()
    assert rows(apps.get_model(label)).exists()


def test_saying_something_of_a_real_place_is_noticed() -> None:
    Partnership.objects.filter(slug="lochend").update(is_fictional=False)
    assert {"inspections.Inspection", "reports.Publication", "improvement_plans.ProgressJudgement"} <= (
        on_real_places()
    )


def test_real_places_are_there_and_carry_published_facts_only() -> None:
    real = Partnership.objects.filter(is_fictional=False)
    assert real.exists()
    assert PublishedResult.objects.exists()
    assert not PublishedResult.objects.exclude(partnership__in=real).exists()


def test_fictional_partnerships_have_fictional_bodies_and_areas() -> None:
    members = PartnershipMember.objects.filter(partnership__is_fictional=True)
    areas = PartnershipArea.objects.filter(partnership__is_fictional=True)
    assert members.exists()
    assert areas.exists()
    assert not members.exclude(body__is_fictional=True).exists()
    assert not areas.exclude(area__is_fictional=True).exists()


def test_real_bodies_have_no_invented_people_but_the_scrutiny_bodies() -> None:
    invented = Person.objects.filter(email__endswith="@speir-demo.example")
    assert invented.exists()
    assert not invented.exclude(body__is_fictional=True).exclude(body__kind=BodyKind.SCRUTINY).exists()
    partnership_side = TeamMember.objects.filter(role__in=list(PARTNERSHIP_ROLES))
    assert partnership_side.exists()
    assert not partnership_side.exclude(person__body__is_fictional=True).exists()


@pytest.mark.parametrize(
    ("label", "body"),
    [
        ("evidence.EvidenceItem", "agency"),
        ("evaluations.Finding", "agency"),
        ("improvement_plans.PlannedAction", "body"),
    ],
)
def test_every_body_that_something_is_said_of_is_fictional(label: str, body: str) -> None:
    said = rows(apps.get_model(label)).exclude(**{body: None})
    assert not said.exclude(**{f"{body}__is_fictional": True}).exists()


def test_building_twice_changes_nothing() -> None:
    before = state()
    assert build(timezone.now() + timedelta(days=1)) is False
    assert state() == before
