"""More of everything that a page may list: copies of rows, with new identities and numbers."""

import uuid
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

# What is one of a kind, or says what happened rather than what there is.
ONE_OF_A_KIND = ("foundations", "auth", "contenttypes", "sessions", "people.Body", "people.StandingRole")
# Of these the newest alone counts, so that a copy would put away what an address names.
NOT_COPIED = (*ONE_OF_A_KIND, "record_samples.Draw")
# So it is with these within one parent: they are copied under the copies of that parent alone.
NEWEST_COUNTS = {"improvement_plans.ProgressReview": "plan_id"}
COPIES = 2
MOST = 12
NAMES = {"slug", "reference", "key", "code", "email", "number"}
COUNTED = {"number", "position"}

# The copies by model, the identity of the row, and which copy it is; each by how far up copying began: 0 is
# the one under the same parents, 1 that under the copies 0 of its parents, and so on.
Copied = dict[tuple[type[models.Model], Any, int], dict[int, Any]]


def copy_rows() -> dict[str, int]:
    """Copy the first rows of every table as often as its constraints allow; how many were added, by model.

    A row is copied under the same parents, and under every copy of its parents, so that each copy is whole.
    """
    copied: Copied = {}
    added: dict[str, int] = {}
    for model in apps.get_models():
        label = model._meta.label
        if label.startswith(NOT_COPIED):
            continue
        rows = list(model._base_manager.order_by("pk")[:MOST])
        added[label] = sum(_copy(row, number, copied) for row in rows for number in range(1, COPIES + 1))
    return {label: number for label, number in added.items() if number}


def _copy(row: models.Model, number: int, copied: Copied) -> int:
    own = {each.attname: each for each in row._meta.concrete_fields}
    parents = {
        name: copied[each.related_model, getattr(row, name), number]
        for name, each in own.items()
        if each.is_relation and (each.related_model, getattr(row, name), number) in copied
    }
    tried: list[dict[str, Any]] = [{}]
    for far in range(max((max(copies) + 1 for copies in parents.values()), default=0)):
        under = {name: [up for up in copies if up <= far] for name, copies in parents.items()}
        tried.append({name: parents[name][max(near)] for name, near in under.items() if near})
    within = NEWEST_COUNTS.get(row._meta.label)
    done = {}
    for far, moved in enumerate(tried):
        if within and within not in moved:
            continue
        again = type(row)(**{**{name: _again(each, row, number) for name, each in own.items()}, **moved})
        if _added(again):
            done[far] = again.pk
    if done:
        copied[type(row), row.pk, number] = done
    return len(done)


def _again(each: Any, row: models.Model, number: int) -> Any:
    value = getattr(row, each.attname)
    if each.primary_key and not each.is_relation:
        return uuid.uuid4() if isinstance(each, models.UUIDField) else None
    if each.name in COUNTED and isinstance(value, int):
        return value + 100 * number
    if each.name in NAMES and isinstance(value, str) and value:
        return f"{value[: (each.max_length or 100) - 3]}-{number}"
    return value


def _added(row: models.Model) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True
