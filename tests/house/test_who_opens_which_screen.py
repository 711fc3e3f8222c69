"""Every address by everybody: nobody gets a screen that is not in their row; no screen is without a row."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from speir.config.reference import addresses
from speir.people.models import Person
from tests.factories import World, make_world
from tests.house.screens import EVERYBODY, ROWS, VISITOR, Row

SCREENS = {pattern.name: pattern for _, pattern in addresses()}
AUDIENCES = {"public", "inspectorate", "partnership", "signed_in"}


def person(world: World, who: str) -> Person | None:
    """Somebody of the world, or of another world that has nothing to do with it."""
    if who == VISITOR:
        return None
    if who == "other_coordinator":
        return make_world("Elsewhere").people["coordinator"]
    return world.people[who]


def is_open(answer: HttpResponse) -> bool:
    """Whether somebody got the screen; "not found", a refusal and the sign-in page are all no."""
    assert answer.status_code != 405, "the row names the wrong method"
    assert answer.status_code < 500
    location = answer.headers.get("Location", "")
    to_sign_in = answer.status_code == 302 and location.startswith(reverse("sign_in") + "?next=")
    return answer.status_code not in (401, 403, 404) and not to_sign_in


def who_gets_it(name: str, row: Row, world: World) -> set[str]:
    """Everybody who gets a screen."""
    address = reverse(name, kwargs=row.address(world))
    got = set()
    for who in sorted(EVERYBODY):
        client = Client()
        signed_in = person(world, who)
        if signed_in:
            client.force_login(signed_in)
        with transaction.atomic():  # what one of them changes, the next does not meet
            if is_open(getattr(client, row.method)(address)):
                got.add(who)
            transaction.set_rollback(True)
    return got


def test_every_address_has_a_name_and_a_row() -> None:
    assert {str(name) for name in SCREENS} == set(ROWS)


@pytest.mark.parametrize("name", sorted(str(name) for name in SCREENS))
def test_every_screen_says_who_it_is_for(name: str) -> None:
    assert getattr(SCREENS[name].callback, "audience", None) in AUDIENCES


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_only_those_in_the_row_get_the_screen(name: str) -> None:
    row = ROWS[name]
    assert who_gets_it(name, row, row.world()) == set(row.open_to)


@pytest.mark.django_db
def test_everybody_of_the_matrix_exists() -> None:
    world = make_world()
    people = {who: person(world, who) for who in EVERYBODY - {VISITOR}}
    assert all(people.values())


@pytest.mark.django_db
def test_a_row_that_promises_too_much_is_noticed() -> None:
    world = make_world()
    assert who_gets_it("sign_in", Row(frozenset()), world) != set()
