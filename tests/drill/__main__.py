"""``script/fault-drill``: randomised sessions in a real Chromium, a real server killed, and what was lost."""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path


def wanted() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="script/fault-drill", description=__doc__)
    parser.add_argument("--sessions", type=int, default=25, help="how many sessions (25)")
    parser.add_argument("--answers", type=int, default=400, help="answers in each session (400)")
    parser.add_argument(
        "--seed", type=int, default=0, help="the same seed draws the same faults; 0 draws one"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    return parser.parse_args()


def main() -> int:
    """Run, print, and end with 0 only when nothing was lost, doubled or changed."""
    asked = wanted()
    seed = asked.seed or random.SystemRandom().randrange(1, 2**31)
    folder = os.environ.get("SPEIR_DATA_DIR") or tempfile.mkdtemp(prefix="speir-drill-")
    Path(folder, "static").mkdir(parents=True, exist_ok=True)
    os.environ.update(
        SPEIR_MODE="test", SPEIR_DATA_DIR=folder, DJANGO_SETTINGS_MODULE="speir.config.settings"
    )
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop in this thread
    import django

    django.setup()
    from tests.drill.drill import run

    began = time.monotonic()
    result = run(Path(folder), asked.sessions, asked.answers, seed, say=None if asked.json else print)
    result["seconds"] = round(time.monotonic() - began)
    if asked.json:
        print(json.dumps(result, indent=2))  # noqa: T201 (a command)
    return 0 if result["clean"] else 1


if __name__ == "__main__":
    sys.exit(main())
