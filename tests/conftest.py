"""What every test stands on: test mode, a place for files, a real database, and a browser that listens."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before anything reads the settings, which is why pyproject.toml does not name them.
os.environ["SPEIR_MODE"] = "test"
os.environ["DJANGO_SETTINGS_MODULE"] = "speir.config.settings"
_own_folder = "" if os.environ.get("SPEIR_DATA_DIR") else tempfile.mkdtemp(prefix="speir-tests-")
if _own_folder:
    os.environ["SPEIR_DATA_DIR"] = _own_folder  # pytest-xdist's workers inherit it
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


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Give each run and each worker a database of its own, in a file when it is SQLite.

    In a file, because a live server and two people at once need a connection each, as they have in earnest.
    """
    from django.conf import settings
    from django.db import connections

    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", "")[:8] or str(os.getpid())
    name = f"test_speir_{run}_{worker}"
    if connections["default"].vendor == "sqlite":
        name = str(Path(settings.SPEIR_DATA_DIR) / f"{name}.sqlite3")
    connections["default"].settings_dict["TEST"]["NAME"] = name
    with pytest.MonkeyPatch.context() as patch:
        if connections["default"].vendor == "sqlite":
            patch.setattr(
                "django.db.backends.sqlite3.operations.DatabaseOperations.execute_sql_flush",
                _flush_append_only_too,
            )
        yield


def _flush_append_only_too(operations: object, statements: list[str]) -> None:
    """Empty a SQLite test database after a live-server test, lifting the append-only triggers meanwhile.

    Django empties SQLite with DELETE, which the triggers rightly refuse; PostgreSQL has TRUNCATE for it.
    """
    from django.db import connections, transaction

    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("select name, sql from sqlite_master where type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'drop trigger "{name}"')
        for statement in statements:
            cursor.execute(statement)
        for _, definition in triggers:
            cursor.execute(definition)


@pytest.fixture
def own_files(tmp_path: Path, settings: object) -> Path:
    """A folder of its own for handed-over files and sent mail."""
    settings.SPEIR_DATA_DIR = tmp_path  # type: ignore[attr-defined]
    settings.EMAIL_FILE_PATH = tmp_path / "sent-mail"  # type: ignore[attr-defined]
    return tmp_path
