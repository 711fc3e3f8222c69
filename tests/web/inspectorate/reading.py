"""Asking for pages of an inspection as somebody, for tests of the inspectorate's screens."""

from django.test import Client
from django.urls import reverse

from speir.people.models import Person
from tests.factories import World


def address(name: str, world: World, **more: object) -> str:
    """The address of a screen of the world's inspection."""
    return reverse(name, kwargs={"reference": world.inspection.reference, **more})


def page_of(client: Client, person: Person, path: str) -> str:
    """The page that this person sees."""
    client.force_login(person)
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def status_for(client: Client, person: Person, path: str, method: str = "get") -> int:
    """The status that this person is answered with."""
    client.force_login(person)
    status: int = getattr(client, method)(path).status_code
    return status
