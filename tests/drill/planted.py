"""Losses planted on purpose, in the drill only: if it did not find them, "nothing lost" would mean nothing.

Each application is the real one with one lie before it; each page script is one lie in the browser's store.
"""

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from speir.config.wsgi import application

Begin = Callable[..., Any]
EVERY = 7


@dataclass(frozen=True)
class Plant:
    """One kind of loss: where it is planted, and under which name the drill must find it."""

    found_as: str = ""
    application: str = ""
    script: str = ""


# A store that says "kept" and keeps nothing of every seventh change.
FORGETFUL = """
{ const put = IDBObjectStore.prototype.put; let count = 0;
  IDBObjectStore.prototype.put = function (value, ...more) {
    const isNew = this.name === "events" && !value.sent;
    if (isNew && (count += 1) % EVERY === 0) return this.get(value.event_id);
    return put.call(this, value, ...more);
  }; }
""".replace("EVERY", str(EVERY))
PLANTS = {
    "the server acknowledges what it did not keep": Plant("acknowledged_lost", "tests.drill.planted:drops"),
    "the server keeps another answer than was typed": Plant("changed", "tests.drill.planted:alters"),
    "the browser says kept and forgets": Plant("typed_lost", script=FORGETFUL),
}


def drops(environ: dict[str, Any], begin: Begin) -> Iterable[bytes]:
    """Every seventh answer is acknowledged and never reaches Speir."""
    sent = _sent(environ)
    if sent is None:
        return application(environ, begin)
    dropped = sent["events"][EVERY - 1 :: EVERY] or sent["events"][1:2]
    ids = [event["event_id"] for event in dropped]
    sent["events"] = [event for event in sent["events"] if event["event_id"] not in ids]
    said: list[Any] = []
    answer = b"".join(application(_with(environ, sent), lambda *told: said.append(told)))
    status, headers = said[-1][:2]
    if status.startswith("200"):
        told = json.loads(answer)
        told["acknowledged"] += ids
        answer = json.dumps(told).encode()
    begin(status, [(name, value) for name, value in headers if name.lower() != "content-length"])
    return [answer]


def alters(environ: dict[str, Any], begin: Begin) -> Iterable[bytes]:
    """One answer in four loses its last character on the way."""
    sent = _sent(environ)
    if sent is None:
        return application(environ, begin)
    for event in sent["events"]:
        if event["value"] and int(event["event_id"][0], 16) < 4:
            event["value"] = event["value"][:-1] or None
    return application(_with(environ, sent), begin)


def _sent(environ: dict[str, Any]) -> dict[str, Any] | None:
    if environ["REQUEST_METHOD"] != "POST" or not environ["PATH_INFO"].endswith("/events/"):
        return None
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    sent: dict[str, Any] = json.loads(body)
    return sent


def _with(environ: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
    body = json.dumps(sent).encode()
    return {**environ, "wsgi.input": io.BytesIO(body), "CONTENT_LENGTH": str(len(body))}
