"""``script/fault-drill``: randomised sessions in a real Chromium, a real server killed, and what was lost."""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.drill.lane import Order
from tests.drill.verdicts import in_words, put_together

ANSWERS_IN_A_SESSION = 500
ANSWERS_WITH_A_PLANT = 60


def wanted() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="script/fault-drill", description=__doc__)
    parser.add_argument("--answers", type=int, default=10_000, help="answers to type in all (10000)")
    parser.add_argument("--sessions", type=int, default=0, help="how many sessions (one for 500 answers)")
    parser.add_argument("--lanes", type=int, default=2, help="how many sessions at once (2)")
    parser.add_argument(
        "--seed", type=int, default=0, help="the same seed draws the same faults; 0 draws one"
    )
    parser.add_argument("--no-plants", action="store_true", help="do not prove first that losses are found")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    return parser.parse_args()


def main() -> int:
    """Run, print, and end with 0 only when nothing was lost, doubled or changed."""
    asked, began = wanted(), time.monotonic()
    seed = asked.seed or random.SystemRandom().randrange(1, 2**31)
    sessions = asked.sessions or max(1, asked.answers // ANSWERS_IN_A_SESSION)
    folder = Path(os.environ.get("SPEIR_DATA_DIR") or tempfile.mkdtemp(prefix="speir-drill-"))
    world = folder / "world"
    (world / "static").mkdir(parents=True, exist_ok=True)
    os.environ.update(SPEIR_MODE="test", DJANGO_SETTINGS_MODULE="speir.config.settings")
    readers = _readers(world, sessions)
    # One database for all: then there is one lane, and nothing is planted in it.
    is_shared = bool(os.environ.get("DATABASE_URL"))
    plants = {} if asked.no_plants or is_shared else _plants(world, seed, readers)
    lanes = 1 if is_shared else min(asked.lanes, sessions)
    each = -(-asked.answers // sessions)
    orders = [_order(folder, seed, each, lane, lanes, readers) for lane in range(lanes)]
    results = _run(world, orders, is_shared)
    drill = put_together(results, plants, seed, sessions, asked.answers, round(time.monotonic() - began))
    print(json.dumps(asdict(drill), indent=2) if asked.json else in_words(drill))  # noqa: T201 (a command)
    return 0 if drill.is_clean else 1


def _order(
    folder: Path, seed: int, answers: int, lane: int, lanes: int, readers: list[dict[str, Any]]
) -> Order:
    """The sessions of one lane: every so-many-th, so that all lanes end at about the same time."""
    numbers = tuple(range(lane, len(readers), lanes))
    return Order(str(folder / f"lane-{lane}"), seed, answers, numbers, tuple(readers[lane::lanes]))


def _readers(world: Path, count: int) -> list[dict[str, Any]]:
    os.environ["SPEIR_DATA_DIR"] = str(world)
    import django

    django.setup()
    from tests.drill.world import make_readers

    return [asdict(reader) for reader in make_readers(count)]


def _plants(world: Path, seed: int, readers: list[dict[str, Any]]) -> dict[str, bool]:
    """Plant each kind of loss in a short session of its own; whether it was found."""
    from tests.drill.planted import PLANTS

    orders = [
        Order(
            str(world.with_name(f"plant-{number}")),
            seed,
            ANSWERS_WITH_A_PLANT,
            (number,),
            (readers[0],),
            plant,
        )
        for number, plant in enumerate(PLANTS)
    ]
    results = _run(world, orders, is_shared=False)
    return {
        name: bool(result[plant.found_as])
        for (name, plant), result in zip(PLANTS.items(), results, strict=True)
    }


def _run(world: Path, orders: list[Order], is_shared: bool) -> list[dict[str, Any]]:
    """Run lanes at once, each on its own copy of the world."""
    running = []
    for order in orders:
        place = Path(order.folder)
        shutil.copytree(world, place)
        told = place / "order.json"
        told.write_text(json.dumps(asdict(order)))
        environment = {**os.environ, "SPEIR_DATA_DIR": str(world if is_shared else place)}
        # What the lanes say of their progress goes to the errors, so that --json stays JSON.
        command = [sys.executable, "-m", "tests.drill.lane", str(told)]
        running.append(subprocess.Popen(command, env=environment, stdout=sys.stderr))
    ended = [process.wait() for process in running]
    if any(ended):
        raise SystemExit("A lane of the drill broke down; what it said is above.")
    return [json.loads(Path(order.folder, "result.json").read_text()) for order in orders]


if __name__ == "__main__":
    sys.exit(main())
