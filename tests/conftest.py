"""What every test stands on: test mode, a place for files, a real database, and a browser that listens."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

# Before anything reads the settings, which is why pyproject.toml does not name them.
os.environ["SPEIR_MODE"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "speir.config.settings"
_own_folder = "" if os.environ.get("SPEIR_DATA_DIR") else tempfile.mkdtemp(prefix="speir-tests-")
if _own_folder:
    os.environ["SPEIR_DATA_DIR"] = _own_folder  # pytest-xdist's workers inherit it
if _worker := os.environ.get("PYTEST_XDIST_WORKER"):
    # A folder for each: what one writes is not there for a test of the other that looks what was left behind.
    os.environ["SPEIR_DATA_DIR"] = str(Path(os.environ["SPEIR_DATA_DIR"], _worker))
Path(os.environ["SPEIR_DATA_DIR"], "static").mkdir(parents=True, exist_ok=True)

import django  # noqa: E402 (the settings must not be read before the mode is set)
import hypothesis  # noqa: E402

django.setup()

# A busy machine is no fault of what is tested: how long an example took is for script/bench to tell.
_too_slow = [hypothesis.HealthCheck.too_slow]
hypothesis.settings.register_profile("speir", deadline=None, suppress_health_check=_too_slow)
hypothesis.settings.load_profile("speir")

pytest_plugins = ["tests.browser"]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folder that this run made for itself."""
    if _own_folder:
        shutil.rmtree(_own_folder, ignore_errors=True)


# Rows that nobody put into an order come in the opposite of the order they were written in: what counts on
# the order of writing, as PostgreSQL may or may not keep it, fails here and not now and then over there.
# A test's database need not outlive the machine; the fault drill and the demonstration keep the real setting.
ONLY_IN_TESTS = "pragma reverse_unordered_selects=on; pragma synchronous=off;"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: "DjangoDbBlocker") -> Iterator[None]:
    """Give each run and each worker a database of its own, in a file when it is SQLite.

    In a file, because a live server and two people at once need a connection each, as they have in earnest.
    """
    from django.conf import settings
    from django.db import connection

    from tests.template_database import own_database

    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")[:8] or str(os.getpid())
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        # What Django itself writes after migrating stays in the database: see _emptied.
        patch.setattr("django.core.management.commands.flush.emit_post_migrate_signal", _already_there)
        if connection.vendor == "sqlite":
            connection.settings_dict["OPTIONS"]["init_command"] += ONLY_IN_TESTS
        emptying = _emptying_sqlite if connection.vendor == "sqlite" else _emptying_postgresql
        patch.setattr(type(connection.ops), "sql_flush", emptying)
        with own_database(f"test_speir_{run}_{worker}", Path(settings.SPEIR_DATA_DIR)):
            django_db_blocker.block()
            yield
            django_db_blocker.unblock()


def _already_there(*where: object, **how: object) -> None:
    """Nothing to write anew."""


def _emptied(tables: Iterable[str]) -> list[str]:
    """The tables that a live-server test leaves to be emptied.

    Not the rows that Django keeps of the models themselves: they are as many as the models and never change,
    and writing them anew took longer than most tests.
    """
    return [table for table in tables if table not in ("django_content_type", "auth_permission")]


def _emptying_sqlite(operations: Any, style: object, tables: list[str], **how: bool) -> list[str]:
    """What empties a SQLite test database; the append-only triggers are lifted meanwhile."""
    from django.db import connections

    with connections["default"].cursor() as cursor:
        cursor.execute("select name, sql from sqlite_master where type = 'trigger'")
        triggers = cursor.fetchall()
    return [
        *(f"drop trigger {operations.quote_name(name)}" for name, _ in triggers),
        *(f"delete from {operations.quote_name(table)}" for table in _emptied(tables)),
        *(definition for _, definition in triggers),
    ]


def _emptying_postgresql(operations: Any, style: object, tables: list[str], **how: bool) -> list[str]:
    """What empties a PostgreSQL test database; triggers and foreign keys are lifted meanwhile.

    Django would say one TRUNCATE of every table: hundreds of new files on the disk, for a few rows.
    """
    return [
        "set local session_replication_role = replica",
        *(f"delete from {operations.quote_name(table)}" for table in _emptied(tables)),
    ]


@pytest.fixture
def own_files(tmp_path: Path, settings: object) -> Path:
    """A folder of its own for handed-over files and sent mail."""
    settings.SPEIR_DATA_DIR = tmp_path  # type: ignore[attr-defined]
    settings.EMAIL_FILE_PATH = tmp_path / "sent-mail"  # type: ignore[attr-defined]
    return tmp_path
