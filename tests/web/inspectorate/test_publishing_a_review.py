"""A complete progress review on screen: signed by each body, published, and the plan that goes on."""

from uuid import uuid4

import pytest
from django.test import Client

from speir.improvement_plans.choices import PlanStatus
from speir.improvement_plans.models import ReviewPublication, ReviewSignOff
from tests.improvement_plans import factories
from tests.web.inspectorate.reading import address, page_of
from tests.web.inspectorate.sending import seen, send

pytestmark = pytest.mark.django_db


def judged() -> factories.World:
    """Every area judged, the facts checked, and the review not complete yet."""
    world, _ = factories.under_review()
    for number in (1, 2):
        factories.judge(world, number)
    factories.check_facts(world)
    return world


def test_a_signatory_signs_and_the_page_says_who_is_missing(client: Client) -> None:
    world, _ = factories.reviewed()
    signatory = world.people["his_signatory"]
    send(client, signatory, address("sign_progress_review", world), "sign", statement="Approved.")
    assert ReviewSignOff.objects.get().signed_by == signatory
    page = page_of(client, world.lead, address("progress_review", world))
    assert page.count("To sign") == 2
    assert "Still to sign:" in page
    assert "Sign the progress review</button>" not in page


def test_an_empty_signature_is_refused(client: Client) -> None:
    world, _ = factories.reviewed()
    signatory = world.people["his_signatory"]
    page = seen(send(client, signatory, address("sign_progress_review", world), "sign", statement=""))
    assert "Say in a sentence what you are approving" in page
    assert not ReviewSignOff.objects.exists()


def test_publishing_it_twice_publishes_once(client: Client) -> None:
    (world, _), once = factories.review_signed(), str(uuid4())
    for _n in range(2):
        send(client, world.support, address("publish_progress_review", world), "", once=once)
    publication = ReviewPublication.objects.get()
    page = page_of(client, world.lead, address("progress_review", world))
    assert publication.checksum in page
    assert f"/reports/{publication.slug}/progress-reviews/1/" in page


def test_the_lead_lets_the_plan_go_on_and_opens_another_review_once_this_one_is_published(
    client: Client,
) -> None:
    world = judged()
    send(client, world.lead, address("complete_review_and_go_on", world), "")
    assert factories.plan_of(world).status == PlanStatus.AGREED
    page = page_of(client, world.lead, address("progress_review", world))
    assert "the plan goes on" in page
    assert "Open another progress review" in page
    assert "has not been published" in page


def test_an_unpublished_review_waits_in_my_work_though_the_inspection_is_closed(client: Client) -> None:
    world, _ = factories.reviewed()
    assert "sign it off for" in page_of(client, world.people["ci_signatory"], "/my-work/")
