"""The whole drill: a world, a server, sessions one after another, then the verdict."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from django.contrib.sessions.models import Session as SignedIn
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from speir.foundations import audit
from tests.browser import ARGUMENTS, chromium_path
from tests.drill.heard import Heard, Verdict, judge
from tests.drill.server import Server
from tests.drill.sessions import Reader, Session
from tests.drill.world import readers, stored_events

Say = Callable[[str], None] | None


def run(folder: Path, sessions: int, answers: int, seed: int, say: Say) -> dict[str, object]:
    """Run so many sessions of so many answers, and say what was lost."""
    call_command("migrate", interactive=False, verbosity=0)
    everybody = readers(sessions)
    connection.close()
    server, heard, faults = Server(folder), Heard(), Counter[str]()
    server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
            for number, reader in enumerate(everybody, start=1):
                faults += _session(
                    reader, browser, server, heard, random.Random(f"{seed}/{number}"), number, answers
                )
                if say:
                    say(f"session {number} of {sessions}: {heard.typed} typed, {heard.kept.__len__()} kept")
            browser.close()
    finally:
        server.stop()
    verdict = judge(heard, stored_events())
    result = _result(verdict, faults, server, seed, sessions)
    if say:
        say(in_words(result))
    return result


def _session(
    reader: Reader,
    browser: Browser,
    server: Server,
    heard: Heard,
    rng: random.Random,
    number: int,
    answers: int,
) -> Counter[str]:
    session = Session(reader, browser, server, expire, heard.hear, rng, number)
    session.run(answers)
    return Counter(session.counts)


def expire(reader: Reader) -> None:
    """Let every sign-in run out, as after a long lunch."""
    SignedIn.objects.all().delete()
    connection.close()


def _result(
    verdict: Verdict, faults: Counter[str], server: Server, seed: int, sessions: int
) -> dict[str, object]:
    return {
        "clean": verdict.is_clean and audit.first_break() is None,
        "seed": seed,
        "sessions": sessions,
        "typed": verdict.typed,
        "kept": verdict.kept,
        "acknowledged": verdict.acknowledged,
        "acknowledged_lost": len(verdict.acknowledged_lost),
        "kept_lost": len(verdict.kept_lost),
        "changed": len(verdict.changed),
        "doubled": len(verdict.doubled),
        "never_said_to_be_kept": verdict.typed - verdict.kept,
        "server_kills": server.kills,
        "faults": dict(sorted(faults.items())),
        "lost": [vars(event) for event in verdict.kept_lost[:20]],
        "audit_is_whole": audit.first_break() is None,
    }


def in_words(result: dict[str, object]) -> str:
    """The result as people read it."""
    return (
        f"{result['typed']} answers typed, {result['kept']} said to be kept on the laptop, "
        f"{result['acknowledged']} acknowledged by the server; {result['server_kills']} server kills; "
        f"faults: {result['faults']}.\n"
        f"Lost: {result['acknowledged_lost']} acknowledged, {result['kept_lost']} kept. "
        f"Changed: {result['changed']}. Doubled: {result['doubled']}. "
        f"Typed in the moment of a crash and never said to be kept: {result['never_said_to_be_kept']}. "
        f"Audit chain whole: {result['audit_is_whole']}. Seed {result['seed']}."
    )
