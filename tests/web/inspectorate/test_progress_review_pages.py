"""The progress review: opened, judged area by area, completed."""

from uuid import uuid4

import pytest
from django.test import Client

from speir.improvement_plans.choices import ReviewStatus
from speir.improvement_plans.models import ProgressJudgement, ProgressReview
from speir.improvement_plans.queries import progress_levels
from tests.factories import STILL_DAY, World
from tests.improvement_plans.factories import agreed, check_facts, judge, opened, under_review
from tests.web.inspectorate.reading import address, page_of, status_for
from tests.web.inspectorate.sending import seen, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files", "still_clock")]
TODAY = f"{STILL_DAY:%d/%m/%Y}"


def best(world: World) -> str:
    """The best level of progress."""
    return str(progress_levels(world.inspection)[0].pk)


@pytest.mark.parametrize("who", ["lead", "link"])
def test_the_lead_or_the_link_inspector_opens_it(client: Client, who: str) -> None:
    world, _ = agreed()
    answer = send(client, world.people[who], address("progress_review", world), starts_on=TODAY)
    assert answer.status_code == 302
    assert ProgressReview.objects.get().starts_on == STILL_DAY


@pytest.mark.parametrize(
    ("typed", "message"),
    [("", "Enter the day"), ("1 May 2020", "cannot start in the past"), ("x", "Enter a date")],
)
def test_a_bad_day_opens_nothing(client: Client, typed: str, message: str) -> None:
    world, _ = agreed()
    assert message in seen(send(client, world.lead, address("progress_review", world), starts_on=typed))
    assert not ProgressReview.objects.exists()


@pytest.mark.parametrize("who", ["inspector", "support", "manager"])
def test_others_do_not_open_it(client: Client, who: str) -> None:
    world, _ = agreed()
    path = address("progress_review", world)
    words = "Only the lead inspector or link inspector can do this."
    assert words in page_of(client, world.people[who], path)
    assert words in seen(send(client, world.people[who], path, starts_on=TODAY))
    assert not ProgressReview.objects.exists()


def test_it_waits_for_an_agreed_plan(client: Client) -> None:
    world, _ = opened()
    assert "For this the improvement plan must be agreed and being carried out." in page_of(
        client, world.lead, address("progress_review", world)
    )
    assert status_for(client, world.lead, address("judge_area", world, number=1)) == 404
    assert status_for(client, world.lead, address("complete_progress_review", world), "post") == 404


def test_judging_leads_from_area_to_area(client: Client) -> None:
    world, _ = under_review()
    first, second = (address("judge_area", world, number=number) for number in (1, 2))
    page = page_of(client, world.inspector, first)
    assert "word for word" in page
    assert "never computed" in page
    sent = {"level": best(world), "rationale": "We read forty records."}
    assert send(client, world.inspector, first, **sent)["Location"] == second
    assert send(client, world.inspector, second, **sent)["Location"] == address("progress_review", world)
    page = page_of(client, world.lead, address("progress_review", world))
    assert "We read forty records." in page
    assert "0 not judged yet" in page


@pytest.mark.parametrize("fields", [{"level": ""}, {"rationale": ""}, {"level": "splendid"}])
def test_half_a_judgement_is_none_and_the_words_are_kept(client: Client, fields: dict[str, str]) -> None:
    world, _ = under_review()
    given = {"level": best(world), "rationale": "We read forty records.", **fields}
    page = seen(send(client, world.lead, address("judge_area", world, number=1), **given))
    assert "There is a problem" in page
    assert given["rationale"] in page
    assert not ProgressJudgement.objects.exists()


def test_the_same_judgement_sent_twice_counts_once(client: Client) -> None:
    world, _ = under_review()
    sent = {"level": best(world), "rationale": "Read.", "once": str(uuid4())}
    for _n in range(2):
        send(client, world.lead, address("judge_area", world, number=1), **sent)
    assert ProgressJudgement.objects.count() == 1


@pytest.mark.parametrize("who", ["link", "support", "manager"])
def test_others_see_the_area_and_do_not_judge(client: Client, who: str) -> None:
    world, _ = under_review()
    path = address("judge_area", world, number=1)
    words = "Only the lead inspector or inspector can do this."
    assert words in page_of(client, world.people[who], path)
    assert words in seen(send(client, world.people[who], path, level=best(world), rationale="X"))
    assert not ProgressJudgement.objects.exists()


def test_it_is_complete_when_every_area_is_judged(client: Client) -> None:
    world, review = under_review()
    judge(world, 1)
    page = page_of(client, world.lead, address("progress_review", world))
    assert "Not judged: 2." in page
    send(client, world.lead, address("complete_progress_review", world))
    review.refresh_from_db()
    assert review.status == ReviewStatus.OPEN
    judge(world, 2)
    send(client, world.lead, address("complete_progress_review", world))
    review.refresh_from_db()
    assert review.status == ReviewStatus.OPEN
    check_facts(world)
    send(client, world.lead, address("complete_progress_review", world))
    review.refresh_from_db()
    assert review.status == ReviewStatus.COMPLETE
    assert "the plan and the inspection are closed" in page_of(
        client, world.lead, address("progress_review", world)
    )


@pytest.mark.parametrize("who", ["inspector", "link", "support"])
def test_others_do_not_complete_it(client: Client, who: str) -> None:
    world, review = under_review()
    judge(world, 1)
    judge(world, 2)
    check_facts(world)
    send(client, world.people[who], address("complete_progress_review", world))
    review.refresh_from_db()
    assert review.status == ReviewStatus.RESPONDING


@pytest.mark.parametrize("who", ["outsider", "coordinator", "council_head"])
@pytest.mark.parametrize("name", ["progress_review", "judge_area"])
def test_nobody_else_finds_it(client: Client, who: str, name: str) -> None:
    world, _ = under_review()
    more = {"number": 1} if name == "judge_area" else {}
    assert status_for(client, world.people[who], address(name, world, **more)) == 404


def test_progress_judged_by_two_at_once_shows_both_to_the_second(client: Client) -> None:
    world, _ = under_review()
    path = address("judge_area", world, number=1)
    first, second = "The first inspector's reasons.", "The second inspector's reasons."
    send(client, world.inspector, path, level=best(world), rationale=first, base="")
    told = seen(send(client, world.lead, path, level=best(world), rationale=second, base=""))
    assert "while you were writing" in told
    assert "The first inspector" in told
    assert "The second inspector" in told
    assert ProgressJudgement.objects.count() == 1
