"""Sending the report for factual accuracy, and answering what the partnership says."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from speir.inspections.queries import milestone_of
from speir.reports.choices import ReportStatus
from speir.reports.models import FactAnswer
from speir.web.shared.showing import day
from tests.factories import STILL_DAY, World
from tests.reports.factories import (
    answer,
    comment,
    embargoed,
    report_of,
    responding,
    revise,
    signed_off,
    signing,
    with_partnership,
)
from tests.web.inspectorate.reading import address, page_of, status_for
from tests.web.inspectorate.sending import seen, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]
IN_A_FORTNIGHT = f"{STILL_DAY + timedelta(days=14):%d/%m/%Y}"


def test_the_support_officer_sends_the_signed_version_with_its_day(client: Client) -> None:
    world, _ = signed_off()
    path = address("factual_accuracy", world)
    assert send(client, world.support, path, due_on=IN_A_FORTNIGHT).status_code == 302
    assert report_of(world).status == ReportStatus.FACTUAL_ACCURACY
    assert report_of(world).comments_due_on == STILL_DAY + timedelta(days=14)


def test_a_day_other_than_the_timetables_is_shown_with_it(client: Client) -> None:
    world, report = with_partnership()
    planned = milestone_of(world.inspection, "factual_accuracy").due_on
    for due_on, is_other in ((planned, False), (planned + timedelta(days=6), True)):
        type(report).objects.filter(pk=report.pk).update(comments_due_on=due_on)
        page = page_of(client, world.lead, address("factual_accuracy", world))
        assert f"Comments due by {day(due_on)}." in page
        assert (f"foresees {day(planned)}." in page) is is_other


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter the day by which"),
        ("soon", "Enter a date like"),
        ("1 March 2020", "must be after today"),
    ],
)
def test_a_bad_day_sends_nothing(client: Client, typed: str, message: str) -> None:
    world, _ = signed_off()
    page = seen(send(client, world.lead, address("factual_accuracy", world), due_on=typed))
    assert message in page
    assert typed in page
    assert report_of(world).status == ReportStatus.SIGNED_OFF


@pytest.mark.parametrize("who", ["inspector", "ci_signatory", "link", "manager"])
def test_others_are_told_who_may_send(client: Client, who: str) -> None:
    world, _ = signed_off()
    path = address("factual_accuracy", world)
    words = "Only the lead inspector or strategic support officer can do this."
    assert words in page_of(client, world.people[who], path)
    assert words in seen(send(client, world.people[who], path, due_on=IN_A_FORTNIGHT))
    assert report_of(world).status == ReportStatus.SIGNED_OFF


def test_comments_are_the_partnerships_own_until_it_says_they_are_complete(client: Client) -> None:
    world, _ = with_partnership()
    comment(world, says="The year is wrong.")
    for name in ("factual_accuracy", "report"):
        page = page_of(client, world.lead, address(name, world))
        assert "The year is wrong." not in page
        assert "1 comment" not in page
    assert status_for(client, world.lead, address("answer_comment", world, number=1)) == 404


def test_each_comment_is_answered_beside_its_words_and_leads_to_the_next(client: Client) -> None:
    world, _ = responding(comments=2)
    path = address("answer_comment", world, number=1)
    page = page_of(client, world.lead, path)
    assert "The year is wrong." in page
    assert "as version 1 said it" in page
    answered = send(client, world.lead, path, is_accepted="yes", reason="We correct it.")
    assert answered["Location"] == address("answer_comment", world, number=2)
    last = address("answer_comment", world, number=2)
    answered = send(client, world.lead, last, is_accepted="no", reason="The document says 2025.")
    assert answered["Location"] == address("factual_accuracy", world)
    page = page_of(client, world.lead, address("factual_accuracy", world))
    assert "The document says 2025." in page
    assert "0 without an answer" in page


@pytest.mark.parametrize("fields", [{"is_accepted": ""}, {"reason": ""}, {"is_accepted": "perhaps"}])
def test_half_an_answer_is_none_and_the_words_are_kept(client: Client, fields: dict[str, str]) -> None:
    world, _ = responding()
    given = {"is_accepted": "yes", "reason": "We correct it.", **fields}
    page = seen(send(client, world.lead, address("answer_comment", world, number=1), **given))
    assert "There is a problem" in page
    assert given["reason"] in page
    assert not FactAnswer.objects.exists()


def test_the_same_answer_sent_twice_counts_once(client: Client) -> None:
    world, _ = responding()
    path, once = address("answer_comment", world, number=1), str(uuid4())
    for _n in range(2):
        send(client, world.lead, path, is_accepted="yes", reason="We correct it.", once=once)
    assert FactAnswer.objects.count() == 1


def test_an_answer_written_in_two_windows_is_not_overwritten_in_silence(client: Client) -> None:
    world, _ = responding()
    path = address("answer_comment", world, number=1)
    send(client, world.lead, path, base="", is_accepted="yes", reason="The first window.")
    page = seen(send(client, world.lead, path, base="", is_accepted="no", reason="The second window."))
    assert "while you were writing" in page
    assert "The first window." in page
    assert "The second window.</textarea>" in page
    assert FactAnswer.objects.count() == 1
    send(client, world.lead, path, base="1", is_accepted="no", reason="Both put together.")
    assert FactAnswer.objects.count() == 2


@pytest.mark.parametrize("who", ["inspector", "support", "ci_signatory", "link"])
def test_others_read_the_comments_and_do_not_answer(client: Client, who: str) -> None:
    world, _ = responding()
    path = address("answer_comment", world, number=1)
    assert "Only the lead inspector can do this." in page_of(client, world.people[who], path)
    seen(send(client, world.people[who], path, is_accepted="yes", reason="Mine."))
    assert not FactAnswer.objects.exists()


def test_unchanged_words_are_kept_as_final_once_all_is_answered(client: Client) -> None:
    world, _ = responding()
    page = page_of(client, world.lead, address("factual_accuracy", world))
    assert "Some factual accuracy comments have no answer yet." in page
    answer(world)
    assert "Keep the signed version as final" in page_of(
        client, world.lead, address("factual_accuracy", world)
    )
    send(client, world.lead, address("keep_signed_version", world))
    assert report_of(world).status == ReportStatus.READY


def test_changed_words_go_to_the_bodies_again(client: Client) -> None:
    world, _ = responding()
    answer(world, is_accepted=True)
    revise(world, "about", "The corrected words.", days=95)
    page = page_of(client, world.lead, address("factual_accuracy", world))
    assert "The words changed since the bodies signed." in page
    assert "Keep the signed version" not in page
    send(client, world.lead, address("keep_signed_version", world))
    assert report_of(world).status == ReportStatus.RESPONDING
    assert "What has changed in it since" in page_of(
        client, world.lead, address("answer_comment", world, number=1)
    )


def test_nothing_can_be_sent_before_it_is_signed(client: Client) -> None:
    world, _ = signing()
    page = seen(send(client, world.lead, address("factual_accuracy", world), due_on=IN_A_FORTNIGHT))
    assert "There is a problem" in page
    assert report_of(world).status == ReportStatus.SIGNING


def test_there_is_no_comment_of_another_number(client: Client) -> None:
    world, _ = embargoed()
    assert status_for(client, world.lead, address("answer_comment", world, number=7)) == 404


def questions(client: Client, world: World) -> int:
    """How many questions the page asks the database."""
    client.force_login(world.lead)
    with CaptureQueriesContext(connection) as captured:
        client.get(address("factual_accuracy", world))
    return len(captured)


def test_more_comments_cost_no_more_questions(client: Client) -> None:
    one, three = responding(comments=1)[0], responding(comments=3)[0]
    assert questions(client, one) == questions(client, three)
