"""A database with every migration applied, made once and copied for each run and each worker.

It is made anew whenever what migrations are made of has changed. One process at a time makes or copies one.
"""

import fcntl
import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
# What the tables, their triggers and the rows that Django itself keeps about models come from.
MADE_OF = (
    *("speir/*/migrations/*.py", "speir/*/models.py", "speir/*/models/*.py", "speir/*/choices.py"),
    *("speir/foundations/*.py", "speir/config/*.py", "tests/template_database.py"),
)
PREFIX = "speir_template_"
KEPT = 6  # templates of other states of the code, such as another branch's


@contextmanager
def own_database(name: str, folder: Path) -> Iterator[None]:
    """A database of this name, from the template; gone afterwards. SQLite's is a file in the folder."""
    if connection.vendor == "sqlite":
        name = str(folder / f"{name}.sqlite3")
    with _one_at_a_time():
        _copy(_template(), name)
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        _drop(name)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (_kept() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _kept() -> Path:
    folder = Path(tempfile.gettempdir(), "speir-test-templates")
    folder.mkdir(exist_ok=True)
    return folder


def _template() -> str:
    """The template for the code as it is; made under another name, so that half of one is never taken."""
    name, unfinished = _named(f"{PREFIX}{_state_of_the_code()}"), _named("speir_unfinished_template")
    if not _is_there(name):
        connection.settings_dict["TEST"]["NAME"] = unfinished
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        connection.close()
        _rename(unfinished, name)
        for old in _oldest_first()[:-KEPT]:
            _drop(old)
    return name


def _state_of_the_code() -> str:
    made_of = hashlib.sha256(version("django").encode())
    for path in sorted(path for pattern in MADE_OF for path in ROOT.glob(pattern)):
        made_of.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return made_of.hexdigest()[:16]


def _named(name: str) -> str:
    return str(_kept() / f"{name}.sqlite3") if connection.vendor == "sqlite" else name


def _oldest_first() -> list[str]:
    if connection.vendor == "sqlite":
        found = sorted(_kept().glob(f"{PREFIX}*.sqlite3"), key=lambda path: path.stat().st_mtime)
        return [str(path) for path in found]
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "select datname from pg_database where starts_with(datname, %s) order by oid", [PREFIX]
        )
        return [name for (name,) in cursor.fetchall()]


def _is_there(name: str) -> bool:
    return name in _oldest_first()


def _copy(template: str, name: str) -> None:
    if connection.vendor == "sqlite":
        shutil.copyfile(template, name)
    else:
        _drop(name)
        _say(f"create database {_quoted(name)} template {_quoted(template)}")
        # A test's database need not outlive the machine: a commit waits for no disk.
        _say(f"alter database {_quoted(name)} set synchronous_commit = off")


def _rename(old: str, new: str) -> None:
    if connection.vendor == "sqlite":
        Path(old).replace(new)
    else:
        _say(f"alter database {_quoted(old)} rename to {_quoted(new)}")


def _drop(name: str) -> None:
    if connection.vendor == "sqlite":
        for part in (name, f"{name}-wal", f"{name}-shm"):
            Path(part).unlink(missing_ok=True)
    else:
        _say(f"drop database if exists {_quoted(name)} with (force)")


def _say(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
