"""Factual accuracy of a progress review on screen, on both sides, and a body that sends the review back."""

from uuid import uuid4

import pytest
from django.test import Client

from speir.improvement_plans.choices import ReviewStatus
from speir.improvement_plans.models import ReviewAnswer, ReviewComment
from tests.factories import STILL_DAY
from tests.improvement_plans import factories
from tests.web.inspectorate.reading import address, page_of, status_for
from tests.web.inspectorate.sending import seen, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("still_clock")]


def test_it_is_sent_with_a_day_and_a_bad_day_sends_nothing(client: Client) -> None:
    world, review = factories.judged()
    path = address("review_facts", world)
    assert "must be after today" in seen(send(client, world.support, path, due_on=f"{STILL_DAY:%d/%m/%Y}"))
    review.refresh_from_db()
    assert review.status == ReviewStatus.OPEN
    send(client, world.support, path, due_on="1/12/2099")
    review.refresh_from_db()
    assert review.status == ReviewStatus.FACTUAL_ACCURACY
    assert "Its comments are its own until" in page_of(client, world.lead, path)


def test_the_coordinator_reads_comments_and_finishes(client: Client) -> None:
    world, review = factories.sent_for_facts()
    page = page_of(client, world.coordinator, "/partnership/")
    assert "Check the progress review for factual accuracy" in page
    page = page_of(client, world.coordinator, address("partnership_review", world))
    assert "Progress judged: significant progress" in page
    comment = address("partnership_comment_on_review", world, number=1)
    told = seen(send(client, world.coordinator, comment, quoted="Not there.", says="It is not so."))
    assert "It is not so." in told
    assert "not in that section" in told
    sent = {"quoted": "", "says": "It is not so.", "proposed": "", "once": str(uuid4())}
    for _n in range(2):
        send(client, world.coordinator, comment, **sent)
    assert ReviewComment.objects.get().says == "It is not so."
    page = page_of(client, world.coordinator, address("partnership_review", world))
    assert "Finish with 1 comment" in page
    assert "1 comment of ours" in page
    send(client, world.coordinator, address("partnership_finish_review", world), "")
    review.refresh_from_db()
    assert review.status == ReviewStatus.RESPONDING


def test_the_lead_answers_beside_what_was_sent_and_what_changed_since(client: Client) -> None:
    world, _ = factories.commented()
    factories.judge(world, 1, level=1, days=401.6)
    path = address("answer_on_review", world, number=1)
    page = page_of(client, world.lead, path)
    assert "as the partnership was sent it" in page
    assert "What has changed in it since" in page
    assert "Say whether the comment is accepted" in seen(send(client, world.lead, path, reason="Why."))
    answered = send(client, world.lead, path, is_accepted="yes", reason="We met managers.")
    assert answered["Location"] == address("review_facts", world)
    assert ReviewAnswer.objects.get().is_accepted
    assert "0 without an answer" in page_of(client, world.lead, address("review_facts", world))


def test_an_answer_overtaken_by_another_is_kept_and_not_saved(client: Client) -> None:
    world, comment = factories.commented()
    factories.answer(world, comment)
    path = address("answer_on_review", world, number=1)
    told = seen(send(client, world.lead, path, is_accepted="no", reason="Mine.", base=""))
    assert "while you were writing" in told
    assert "Mine." in told
    assert ReviewAnswer.objects.count() == 1


def test_a_body_sends_it_back_and_the_page_says_who_and_why(client: Client) -> None:
    world, _ = factories.reviewed()
    path = address("decline_progress_review", world)
    signatory = world.people["his_signatory"]
    assert "Give the reason" in seen(send(client, signatory, path, "decline", reason=""))
    send(client, signatory, path, "decline", reason="Area 2 rests on one record.")
    page = page_of(client, world.lead, address("progress_review", world))
    assert "sent it back" in page
    assert "Area 2 rests on one record." in page
    assert "Complete the progress review" in page


@pytest.mark.parametrize("who", ["contributor", "council_head", "outsider", "lead"])
def test_nobody_else_finds_what_was_sent(client: Client, who: str) -> None:
    world, _ = factories.sent_for_facts()
    assert status_for(client, world.people[who], address("partnership_review", world)) in {403, 404}
