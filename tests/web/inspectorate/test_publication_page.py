"""Embargo and publication: conditions, refusals that name what is missing, and the two buttons."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from speir.improvement_plans.queries import plan_of
from speir.reports.choices import ReportStatus
from speir.reports.models import Publication, Report
from speir.web.inspectorate.publication_page import FinalVersion, conditions
from tests.factories import STILL_DAY, World
from tests.reports.factories import embargoed, published, ready, report_of, sign, signing
from tests.web.inspectorate.reading import address, page_of
from tests.web.inspectorate.sending import seen, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]
TOMORROW = f"{STILL_DAY + timedelta(days=1):%d/%m/%Y}"
SIGNED = FinalVersion([], True, "a", "a", True, 0)


def on_its_day() -> World:
    """Under embargo, and the day of publication is today."""
    world, _ = embargoed()
    Report.objects.update(publish_on=STILL_DAY)
    return world


def test_the_embargoed_copy_is_sent_with_its_day(client: Client) -> None:
    world, _ = ready()
    send(client, world.support, address("embargo", world), "embargo", publish_on=TOMORROW)
    assert report_of(world).status == ReportStatus.EMBARGOED
    page = page_of(client, world.lead, address("embargo", world))
    assert "Not acknowledged" in page
    assert "1 day from today." in page


@pytest.mark.parametrize(
    ("typed", "message"), [("", "Enter the day"), ("1 May 2020", "cannot be in the past")]
)
def test_a_bad_day_sends_nothing(client: Client, typed: str, message: str) -> None:
    world, _ = ready()
    page = seen(send(client, world.lead, address("embargo", world), "embargo", publish_on=typed))
    assert message in page
    assert report_of(world).status == ReportStatus.READY


def test_publishing_opens_the_plan_and_shows_the_publication(client: Client) -> None:
    world = on_its_day()
    assert send(client, world.lead, address("publish", world), "publish", due_on="").status_code == 302
    publication = Publication.objects.get()
    page = page_of(client, world.lead, address("publish", world))
    assert publication.checksum in page
    assert "Unchanged since publication" in page
    assert plan_of(world.fresh()) is not None
    assert address("improvement_plan", world) in page


def test_the_day_of_the_plan_can_be_chosen_and_is_checked(client: Client) -> None:
    world = on_its_day()
    page = seen(send(client, world.lead, address("publish", world), "publish", due_on="1 May 2020"))
    assert "must be after today" in page
    assert not Publication.objects.exists()
    send(client, world.lead, address("publish", world), "publish", due_on=TOMORROW)
    plan = plan_of(world.fresh())
    assert plan is not None
    assert plan.due_on == STILL_DAY + timedelta(days=1)


def test_publishing_twice_publishes_once(client: Client) -> None:
    world, once = on_its_day(), str(uuid4())
    for _n in range(2):
        send(client, world.lead, address("publish", world), "publish", due_on="", once=once)
    assert Publication.objects.count() == 1


def test_refusals_name_the_bodies_that_have_not_signed(client: Client) -> None:
    world, _ = signing()
    sign(world, "ci_signatory")
    missing = sorted([world.bodies["his"].name, world.bodies["hmics"].name])
    words = f"Still to sign: {missing[0]}, {missing[1]}."
    page = page_of(client, world.lead, address("publish", world))
    assert page.count(words) >= 3
    assert words in seen(send(client, world.lead, address("publish", world), "publish", due_on=""))
    assert not Publication.objects.exists()


def test_nothing_is_published_before_its_day(client: Client) -> None:
    world, _ = embargoed()
    Report.objects.update(publish_on=STILL_DAY + timedelta(days=3))
    assert "under embargo until the day" in page_of(client, world.lead, address("publish", world))
    seen(send(client, world.lead, address("publish", world), "publish", due_on=""))
    assert not Publication.objects.exists()


@pytest.mark.parametrize("who", ["inspector", "ci_signatory", "link", "manager"])
def test_others_do_not_publish(client: Client, who: str) -> None:
    world = on_its_day()
    words = "Only the lead inspector or strategic support officer can do this."
    assert words in page_of(client, world.people[who], address("publish", world))
    assert words in seen(send(client, world.people[who], address("publish", world), "publish", due_on=""))
    assert not Publication.objects.exists()


def test_a_published_report_offers_no_more_buttons(client: Client) -> None:
    world, _ = published()
    page = page_of(client, world.lead, address("publish", world))
    assert "Publish the report" not in page
    assert "Send the embargoed copy" not in page


TODAY = date(2027, 3, 16)


@pytest.mark.parametrize(
    ("status", "publish_on", "met"),
    [
        (ReportStatus.SIGNED_OFF, None, [True, True, False, False, False]),
        (ReportStatus.FACTUAL_ACCURACY, None, [True, True, False, False, False]),
        (ReportStatus.RESPONDING, None, [True, True, True, False, False]),
        (ReportStatus.READY, None, [True, True, True, False, False]),
        (ReportStatus.EMBARGOED, date(2027, 3, 17), [True, True, True, True, False]),
        (ReportStatus.EMBARGOED, TODAY, [True, True, True, True, True]),
    ],
)
def test_conditions_become_true_in_their_order(status: str, publish_on: date | None, met: list[bool]) -> None:
    assert [each.is_met for each in conditions(SIGNED, status, publish_on, TODAY)] == met


def test_changed_words_are_not_what_was_signed() -> None:
    changed = FinalVersion([], True, "a", "b", True, 0)
    assert not conditions(changed, ReportStatus.READY, None, TODAY)[1].is_met
