"""The who-may-do-what table."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from speir.foundations.access import REGISTERED, Permission
from speir.people.choices import Role
from speir.people.standing import Standing, need
from speir.web.inspectorate.who_may_do_what import standing_of_role, who_may_do_what_page
from tests.factories import make_world
from tests.web.inspectorate.reading import page_of, status_for


def _answer(standing: Standing) -> str | None:
    return need(standing, Role.LEAD_INSPECTOR)


PUBLISH: Permission[Standing] = Permission("may_publish", "reports", "Publish the report.", _answer)


def test_each_cell_is_the_permissions_own_answer() -> None:
    page = who_may_do_what_page([PUBLISH], ["people", "reports"], standing_of_role(Role.INSPECTOR))
    (part,) = page.parts
    assert (part.title, part.lines[0].sentence) == ("Reports", "Publish the report")
    allowed = [role for role, may in zip(page.roles, part.lines[0].allowed, strict=True) if may]
    assert allowed == ["Lead inspector"]
    assert page.your_roles == ("Inspector",)


def test_every_permission_of_every_part_has_a_line() -> None:
    page = who_may_do_what_page(REGISTERED.values(), settings.PARTS, standing_of_role(Role.HEAD))
    assert sum(len(part.lines) for part in page.parts) == page.number == len(REGISTERED)
    shown = {line.sentence for part in page.parts for line in part.lines}
    assert shown == {permission.sentence.rstrip(".") for permission in REGISTERED.values()}


@pytest.mark.django_db
def test_the_page_shows_the_table_and_ones_own_roles(client: Client) -> None:
    world = make_world()
    words = page_of(client, world.manager, reverse("who_may_do_what"))
    assert "Send letters to heads and operational leads" in words
    assert "The roles you hold everywhere: <strong>Service manager</strong>" in words
    for role in Role:
        assert role.label in words


@pytest.mark.django_db
def test_it_is_read_by_inspectors_only_and_changes_nothing(client: Client) -> None:
    world = make_world()
    address = reverse("who_may_do_what")
    assert status_for(client, world.coordinator, address) == 404
    assert status_for(client, world.lead, address, "post") == 405
