"""Rows that lie on one moment come in one order: the last key of an order tells any two rows apart.

Two steps due on one day, or two areas in one family group, would else change places from one page to the
next, on PostgreSQL by chance.
"""

import pytest
from django.apps import apps
from django.db.models import Model, UniqueConstraint

PARTS = (
    "area_monitoring",
    "area_risks",
    "area_summaries",
    "area_teams",
    "enquiries",
    "good_practice",
    "improvement_support",
    "indicators",
    "regulated_services",
    "risk_conversations",
)
ORDERED = [
    model for part in PARTS for model in apps.get_app_config(part).get_models() if model._meta.ordering
]


def keys_that_tell_apart(model: type[Model]) -> list[set[str]]:
    """The sets of fields of which no two rows have the same."""
    found = [{"pk"}, {"id"}]
    found += [{field.name} for field in model._meta.fields if field.unique]
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.condition is None:
            found.append(set(constraint.fields))
    return found


@pytest.mark.parametrize("model", ORDERED, ids=lambda model: model.__name__)
def test_an_order_tells_any_two_rows_apart(model: type[Model]) -> None:
    keys = {str(key).removeprefix("-") for key in model._meta.ordering}
    assert any(apart <= keys for apart in keys_that_tell_apart(model)), model._meta.ordering
