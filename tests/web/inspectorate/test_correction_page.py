"""Correcting a published report on screen: begun, written, signed, and published or given up."""

from uuid import uuid4

import pytest
from django.test import Client

from speir.reports.choices import ReportStatus
from speir.reports.models import Publication
from tests.reports.factories import (
    CORRECTED,
    NOTE,
    being_corrected,
    correction_sent,
    correction_signed,
    published,
    report_of,
)
from tests.web.inspectorate.reading import address, page_of
from tests.web.inspectorate.sending import seen, send

pytestmark = pytest.mark.django_db


def test_the_lead_begins_a_correction_with_a_note_and_lands_on_the_open_words(client: Client) -> None:
    world, _ = published()
    sent = send(client, world.lead, address("correction", world), "correct", note=NOTE)
    assert sent["Location"] == address("report", world)
    assert report_of(world).status == ReportStatus.CORRECTING
    page = page_of(client, world.lead, address("report", world))
    assert "Being corrected" in page
    assert NOTE in page


def test_without_a_note_nothing_begins(client: Client) -> None:
    world, _ = published()
    page = seen(send(client, world.lead, address("correction", world), "correct", note=" "))
    assert "Say what was wrong" in page
    assert report_of(world).status == ReportStatus.PUBLISHED


def test_others_read_why_they_may_not_begin_one(client: Client) -> None:
    world, _ = published()
    page = page_of(client, world.support, address("correction", world))
    assert "Begin a correction" in page
    assert "lead inspector" in page
    assert "<textarea" not in page


def test_what_changes_is_shown_to_those_who_write_and_not_to_the_link_inspector(client: Client) -> None:
    world = being_corrected()
    page = page_of(client, world.lead, address("correction", world))
    assert "About this inspection" in page
    assert "[added: </span>" in page
    page = page_of(client, world.link, address("correction", world))
    assert "A correction is under way" in page
    assert NOTE not in page
    assert CORRECTED not in page


def test_signatories_compare_the_corrected_version_with_the_one_before(client: Client) -> None:
    world = correction_sent()
    page = page_of(client, world.people["his_signatory"], address("sign_off", world))
    assert "What changed since version" in page
    assert NOTE in page


def test_every_signature_shows_again_as_needed(client: Client) -> None:
    world = correction_sent()
    page = page_of(client, world.lead, address("report", world))
    assert "0 of 3 signed" not in page  # the steps are those of the first publication
    assert page.count("Version 2 to sign") == 3
    assert "7. Correction" in page
    assert "Still to sign: " in page


def test_publishing_it_twice_publishes_once(client: Client) -> None:
    world, once = correction_signed(), str(uuid4())
    for _n in range(2):
        send(client, world.support, address("publish_correction", world), "", once=once)
    assert Publication.objects.count() == 2
    page = page_of(client, world.lead, address("correction", world))
    assert "Edition 2" in page
    assert NOTE in page
    assert "Edition 2, a correction" in page_of(client, world.lead, address("publish", world))


def test_it_is_not_published_before_every_body_has_signed(client: Client) -> None:
    world = correction_sent()
    send(client, world.support, address("publish_correction", world), "")
    assert Publication.objects.count() == 1
    page = page_of(client, world.support, address("correction", world))
    assert "a correction is signed by every body" in page


def test_giving_up_needs_a_reason_and_is_in_the_history(client: Client) -> None:
    world = being_corrected()
    page = seen(send(client, world.lead, address("give_up_correction", world), "give-up", reason=""))
    assert "Give the reason" in page
    send(client, world.lead, address("give_up_correction", world), "give-up", reason="It was right.")
    assert report_of(world).status == ReportStatus.PUBLISHED
    page = page_of(client, world.lead, address("history", world))
    assert "Correction of the published report begun" in page
    assert "Correction given up" in page


def test_a_correction_waits_in_my_work_also_once_the_inspection_is_closed(client: Client) -> None:
    world = correction_signed()
    type(world.inspection).objects.filter(pk=world.inspection.pk).update(status="closed")
    assert "Publish the correction" in page_of(client, world.support, "/my-work/")
