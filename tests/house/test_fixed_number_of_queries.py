"""Every screen asks the database as often for three of everything as for one."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.house.more_rows import COPIES, copy_rows
from tests.house.screens import ROWS, Row
from tests.house.worlds import Worlds, on_its_day

pytestmark = pytest.mark.django_db
SEES_MOST = ("lead", "inspector", "manager", "link", "coordinator", "contributor")
# A file, not a page: a programme is written into it phase by phase, and has a handful of them.
BY_PHASE = {"programme_workbook"}
READ = sorted(name for name, row in ROWS.items() if not row.is_lone_post and name not in BY_PHASE)
STAGES = sorted({ROWS[name].stage for name in READ})


def pages_at(stage: str, worlds: Worlds) -> dict[str, tuple[Client, str]]:
    """Every screen that is asked for at a stage: its address, in the browser of who does most there."""
    world = worlds.at(stage)
    rows = {name: ROWS[name] for name in READ if ROWS[name].stage == stage}
    return {
        name: (worlds.browser(stage, who_sees_most(row)), reverse(name, kwargs=row.address(world)))
        for name, row in rows.items()
    }


def who_sees_most(row: Row) -> str:
    """Of those who get a screen the one who has most to do with it."""
    return next((who for who in SEES_MOST if who in row.open_to), min(row.open_to))


def questions(browser: Client, address: str) -> int:
    """How often opening a page asks the database; what is asked once in a process is not counted."""
    _read(browser, address)
    with CaptureQueriesContext(connection) as asked:
        _read(browser, address)
    return len(asked)


def _read(browser: Client, address: str) -> bytes:
    answer: Any = browser.get(address)
    assert answer.status_code < 400, address
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("stage", STAGES)
def test_three_of_everything_ask_as_often_as_one(stage: str, own_files: Path) -> None:
    pages = pages_at(stage, Worlds())
    with on_its_day(stage):
        one = {name: questions(*page) for name, page in pages.items()}
        assert copy_rows()
        three = {name: questions(*page) for name, page in pages.items()}
    assert {name: (one[name], three[name]) for name in one if one[name] != three[name]} == {}


def test_what_is_copied_is_listed(own_files: Path) -> None:
    browser, address = pages_at("handed over", Worlds())["documents"]
    with on_its_day("handed over"):
        before = _read(browser, address).count(b"/documents/")
        copy_rows()
        assert _read(browser, address).count(b"/documents/") > before + COPIES
