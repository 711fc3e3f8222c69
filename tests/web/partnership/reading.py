"""Reading pages as somebody of the partnership."""

import re
from html import unescape

from django.test import Client
from django.urls import reverse

from speir.people.models import Person
from tests.factories import World


def signed_in(person: Person) -> Client:
    """A browser in which this person is signed in."""
    client = Client()
    client.force_login(person)
    return client


def address(name: str, world: World, **more: object) -> str:
    """The address of a screen about the world's inspection."""
    return reverse(name, kwargs={"reference": world.inspection.reference, **more})


def words_of(page: bytes) -> str:
    """The words of a page on one line, without its markup."""
    without = re.sub(r"<[^>]+>", " ", page.decode())
    return " ".join(unescape(without).split())


def read(person: Person, name: str, world: World, **more: object) -> str:
    """The words of one page as this person reads it."""
    answer = signed_in(person).get(address(name, world, **more))
    assert answer.status_code == 200, answer.status_code
    return words_of(answer.content)
