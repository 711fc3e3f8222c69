"""Relations point down and are silent: import-linter cannot see foreign keys, so these tests do."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import ForeignObject, ManyToManyField, Model

from tests.house.code import height


def fault(source: str, target: str, related_name: str | None) -> str | None:
    """What is wrong with a relation between two parts, if anything."""
    if related_name != "+":
        return 'it needs related_name="+"'
    if source != target and height(target) >= height(source):
        return f"{source} may not point to {target}, which is not below it"
    return None


def relations() -> Iterator[tuple[str, str, str, str | None]]:
    """Every relation of ours: its name, the part it is in, the part it points to, its related name."""
    for model in apps.get_models():
        if not model.__module__.startswith("speir."):
            continue
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            if isinstance(field, (ForeignObject, ManyToManyField)):
                target = field.related_model
                assert isinstance(target, type)
                assert issubclass(target, Model)
                name = f"{model.__name__}.{field.name}"
                yield name, part_of(model), part_of(target), field.remote_field.related_name


def part_of(model: type[Model]) -> str:
    """The folder a model is in."""
    assert model.__module__.startswith("speir."), f"{model} is not ours: point to a model of Speir"
    return model.__module__.split(".")[1]


def test_every_relation_points_down_and_is_silent() -> None:
    faults = {
        name: why for name, source, target, related in relations() if (why := fault(source, target, related))
    }
    assert faults == {}


def test_there_are_relations_to_look_at() -> None:
    assert len(list(relations())) > 20


@pytest.mark.parametrize(
    ("source", "target", "related_name", "is_fault"),
    [
        ("inspections", "people", "+", False),
        ("inspections", "inspections", "+", False),
        ("people", "inspections", "+", True),
        ("frameworks", "partnerships", "+", True),
        ("inspections", "people", None, True),
        ("inspections", "people", "team", True),
    ],
)
def test_the_check_can_fail(source: str, target: str, related_name: str | None, is_fault: bool) -> None:
    assert bool(fault(source, target, related_name)) == is_fault


def test_the_apps_are_listed_in_the_order_of_the_layers() -> None:
    heights = [height(part) for part in settings.PARTS]
    assert heights == sorted(heights)
