"""Some sessions of a drill, one after another, with a server, a browser and a database of their own.

``python -m tests.drill.lane ORDER.json`` writes beside it what came of them; the drill starts it.
"""

import json
import os
import random
import sys
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Order:
    """Which sessions a lane runs, and on which copy of the world."""

    folder: str
    seed: int
    answers: int
    numbers: tuple[int, ...]
    readers: tuple[dict[str, Any], ...]
    plant: str = ""


def run(order: Order) -> dict[str, Any]:
    """Run the sessions, then judge them."""
    from playwright.sync_api import sync_playwright

    from tests.browser import ARGUMENTS, chromium_path
    from tests.drill.heard import Heard
    from tests.drill.planted import PLANTS, Plant
    from tests.drill.server import APPLICATION, Server

    plant = PLANTS.get(order.plant, Plant())
    server = Server(Path(order.folder), plant.application or APPLICATION)
    heard, faults, unsettled = Heard(), Counter[str](), list[str]()
    server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
            for number, reader in zip(order.numbers, order.readers, strict=True):
                session = _session(order, number, reader, browser, server, heard, faults, plant.script)
                session.run(order.answers)
                unsettled += session.unsettled
                print(f"session {number}: {heard.typed} answers typed in this lane", flush=True)  # noqa: T201
            browser.close()
    finally:
        server.stop()
    return _result(heard, faults, unsettled, server.kills)


def _session(
    order: Order,
    number: int,
    reader: dict[str, Any],
    browser: Any,
    server: Any,
    heard: Any,
    faults: Counter[str],
    script: str,
) -> Any:
    from tests.drill.sessions import Session
    from tests.drill.world import Reader

    return Session(
        reader=Reader(reader["email"], reader["password"], tuple(reader["paths"])),
        browser=browser,
        server=server,
        expire=_expire,
        heard=heard,
        faults=faults,
        rng=random.Random(f"{order.seed}/{number}"),
        number=number,
        script=script,
    )


def _expire() -> None:
    """Let every sign-in run out, as after a long lunch."""
    from django.contrib.sessions.models import Session as SignedIn
    from django.db import connection

    SignedIn.objects.all().delete()
    connection.close()


def _result(heard: Any, faults: Counter[str], unsettled: list[str], kills: int) -> dict[str, Any]:
    from speir.foundations import audit
    from tests.drill.heard import judge
    from tests.drill.world import conflicts_kept, stored_events

    verdict = judge(heard, stored_events())
    faults["conflicting answers, both kept"] += conflicts_kept()
    return {
        **asdict(verdict),
        "faults": dict(faults),
        "server_kills": kills,
        "unsettled": unsettled,
        "audit_is_whole": audit.first_break() is None,
    }


def main() -> None:
    """Run the order that a file holds."""
    path = Path(sys.argv[1])
    order = Order(**json.loads(path.read_text()))
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    import django

    django.setup()
    path.with_name("result.json").write_text(json.dumps(run(order)))


if __name__ == "__main__":
    main()
