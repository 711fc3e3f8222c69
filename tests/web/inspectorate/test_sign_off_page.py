"""Reading a frozen version, signing it, sending it back."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.reports.models import DeclinedSignOff, SignOff
from speir.reports.operations import send_for_sign_off
from tests.factories import World, later
from tests.reports.factories import (
    answer,
    report_of,
    responding,
    revise,
    sign,
    signing,
    version_of,
)
from tests.web.inspectorate.reading import address, page_of, status_for
from tests.web.inspectorate.sending import seen, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return signing()[0]


def test_a_signatory_reads_the_exact_version_and_signs_it(client: Client, world: World) -> None:
    path = address("sign_off", world)
    page = page_of(client, world.his_signatory, path)
    assert version_of(world).checksum in page
    assert "Unchanged since it was frozen" in page
    assert "This report says what we found" in page
    answered = send(client, world.his_signatory, path, "sign", statement="Read and approved.", version=1)
    assert answered.status_code == 302
    assert SignOff.objects.get().body == world.bodies["his"]
    page = page_of(client, world.his_signatory, path)
    assert "Read and approved." in page
    assert "Your body has already signed off this version." in page


def test_sending_back_returns_the_words_to_the_team_with_the_reason(client: Client, world: World) -> None:
    path = address("decline_sign_off", world)
    send(client, world.ci_signatory, path, "decline", reason="The tone of page 2.", version=1)
    assert DeclinedSignOff.objects.get().reason == "The tone of page 2."
    assert "The tone of page 2." in page_of(client, world.lead, address("sign_off", world))
    assert status_for(client, world.ci_signatory, address("sign_off", world)) == 404


@pytest.mark.parametrize("fields", [{"statement": ""}, {"statement": "Yes.", "version": ""}])
def test_an_empty_signature_is_no_signature(client: Client, world: World, fields: dict[str, str]) -> None:
    page = seen(
        send(client, world.ci_signatory, address("sign_off", world), "sign", **{"version": 1, **fields})
    )
    assert "There is a problem" in page
    assert not SignOff.objects.exists()


def test_sending_back_without_a_reason_is_refused(client: Client, world: World) -> None:
    path = address("decline_sign_off", world)
    page = seen(send(client, world.ci_signatory, path, "decline", reason="", version=1))
    assert "Give the reason." in page
    assert not DeclinedSignOff.objects.exists()


@pytest.mark.parametrize("who", ["lead", "inspector", "support", "link", "manager"])
def test_nobody_else_signs(client: Client, world: World, who: str) -> None:
    path = address("sign_off", world)
    assert "Only the signatory for a scrutiny body can do this." in page_of(client, world.people[who], path)
    page = seen(send(client, world.people[who], path, "sign", statement="I approve.", version=1))
    assert "Only the signatory" in page
    assert not SignOff.objects.exists()


def test_the_same_signature_sent_twice_counts_once(client: Client, world: World) -> None:
    path, once = address("sign_off", world), str(uuid4())
    for _n in range(2):
        send(client, world.ci_signatory, path, "sign", statement="Approved.", version=1, once=once)
    assert SignOff.objects.count() == 1


def second_round() -> World:
    """Words changed after factual accuracy, and with the bodies again."""
    world, _ = responding(comments=1)
    answer(world, is_accepted=True)
    revise(world, "about", "The corrected words.", days=95)
    send_for_sign_off(report=report_of(world), by=world.lead, at=later(96))
    return world


def test_what_changed_since_the_signed_version_is_shown(client: Client) -> None:
    world = second_round()
    page = page_of(client, world.ci_signatory, address("sign_off", world))
    assert "What changed since version 1" in page
    assert "The corrected words." in page
    assert "<del>" in page


def test_a_version_that_was_overtaken_cannot_be_signed(client: Client) -> None:
    world = second_round()
    path = address("sign_off", world)
    page = seen(send(client, world.ci_signatory, path, "sign", statement="Approved.", version=1))
    assert "There is a newer version" in page
    assert SignOff.objects.filter(version__number=2).count() == 0


def test_an_old_version_stays_readable_for_those_who_compare(client: Client) -> None:
    world = second_round()
    path = address("report_version", world, number=1)
    for who in ("lead", "ci_signatory"):
        assert "Read version 2" in page_of(client, world.people[who], path)
    assert status_for(client, world.lead, address("report_version", world, number=3)) == 404


def test_signatures_do_not_cost_more_questions(client: Client, world: World) -> None:
    counts = []
    for who in ("ci_signatory", "his_signatory"):
        sign(world, who)
        client.force_login(world.lead)
        with CaptureQueriesContext(connection) as captured:
            client.get(address("sign_off", world))
        counts.append(len(captured))
    assert counts[0] == counts[1]
