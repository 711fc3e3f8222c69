"""Sending forms of an inspection's pages as somebody, for tests of the inspectorate's screens."""

from html import unescape
from typing import Any
from uuid import uuid4

from django.test import Client

from speir.people.models import Person


def send(client: Client, person: Person, path: str, prefix: str = "", **fields: object) -> Any:
    """What is answered when this person sends a form with these fields; ``once`` is new unless given."""
    client.force_login(person)
    given = {"once": str(uuid4()), **fields}
    start = f"{prefix}-" if prefix else ""
    return client.post(path, {f"{start}{name}": value for name, value in given.items()})


def seen(answer: Any) -> str:
    """The words of a page that was printed again."""
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())
