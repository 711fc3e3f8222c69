"""Worlds that tests begin with are built once in each process; later tests get the same rows back, sooner.

Most of the time of the tests went into building the same fictional inspection again through its operations.
What is put back is exactly what those operations wrote. A world is built anew wherever anything else is in
the database, and is never remembered when it left a file behind.
"""

import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction

P = ParamSpec("P")
R = TypeVar("R")

# What the migrations themselves leave in an empty database.
FROM_MIGRATIONS = frozenset(
    {"django_migrations", "django_content_type", "auth_permission", "sqlite_sequence"}
)


@dataclass(frozen=True)
class Remembered:
    """What a builder gave back, and the rows it wrote: for each table what the database reads in again."""

    given: bytes
    rows: dict[str, Any]


_remembered: dict[object, Remembered] = {}


def remembered(build: Callable[P, R]) -> Callable[P, R]:
    """Make a builder of worlds quick: the first time it builds, later it puts back what it built."""

    @functools.wraps(build)
    def again(*args: P.args, **kwargs: P.kwargs) -> R:
        given = [*args, *kwargs.values()]
        if not all(isinstance(each, str | int) or callable(each) for each in given) or _in_use():
            return build(*args, **kwargs)
        key = (build.__module__, build.__qualname__, args, tuple(sorted(kwargs.items())))
        if key in _remembered:
            return _put_back(_remembered[key])  # type: ignore[no-any-return]
        files = _files()
        built = build(*args, **kwargs)
        if _files() == files:
            _remembered[key] = Remembered(pickle.dumps(built), {table: _read(table) for table in _in_use()})
        return built

    return again


@functools.cache
def _tables() -> tuple[str, ...]:
    return tuple(sorted(set(connection.introspection.table_names()) - FROM_MIGRATIONS))


def _in_use() -> list[str]:
    """The tables that have rows, besides those of the migrations."""
    name = connection.ops.quote_name
    each = " union all ".join(
        f"select '{table}' where exists (select 1 from {name(table)})" for table in _tables()
    )
    with connection.cursor() as cursor:
        cursor.execute(each)
        return sorted(row[0] for row in cursor.fetchall())


def _files() -> set[str]:
    found = Path(settings.SPEIR_DATA_DIR).rglob("*")
    return {str(path) for path in found if ".sqlite3" not in path.name}


def _put_back(kept: Remembered) -> Any:
    with transaction.atomic():
        for table, rows in kept.rows.items():
            _write(table, rows)
        _count_on(kept.rows)
    return pickle.loads(kept.given)


def _count_on(tables: dict[str, Any]) -> None:
    """Numbers that the database gives go on after those that were put back."""
    models = [model for model in apps.get_models() if model._meta.db_table in tables]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _read(table: str) -> Any:
    """The rows of a table as the database itself writes them down."""
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"copy {name} to stdout") as copy:
                return b"".join(bytes(part) for part in copy)
        cursor.execute(f"select * from {name} limit 0")
        quoted = " || ',' || ".join(f'quote("{column[0]}")' for column in cursor.description)
        cursor.execute(f"select {quoted} from {name} order by rowid")
        return ",".join(f"({row[0]})" for row in cursor.fetchall())


def _write(table: str, rows: Any) -> None:
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"copy {name} from stdin") as copy:
                copy.write(rows)
            return
        cursor.execute(f"insert into {name} values {rows}")
