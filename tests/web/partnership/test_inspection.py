"""The home of one inspection, and one's own letter."""

from datetime import date

import pytest
from django.test import Client

from speir.inspections.models import Letter
from speir.inspections.operations import send_notification_letters
from speir.inspections.queries import calendar_of, milestones_of
from speir.people.choices import PARTNERSHIP_ROLES
from speir.web.partnership.coming import Known, what_comes_next
from speir.web.partnership.footprint import our_footprint
from tests.factories import TODAY, World, gathering, later, make_world, notified, world_at
from tests.web.partnership.reading import address, read, signed_in, words_of


def sent() -> World:
    world = make_world()
    send_notification_letters(inspection=world.fresh(), by=world.lead, at=later())
    world.fresh()
    return world


def test_the_timeline_shows_our_milestones_and_publication_and_no_other() -> None:
    world = world_at(notified)
    milestones = milestones_of(world.inspection)
    timeline = our_footprint(milestones, calendar_of(world.inspection), TODAY)
    ours = {m.title for m in milestones if m.whose_turn in PARTNERSHIP_ROLES or m.key == "published"}
    assert {mark.title for mark in timeline.milestones} == ours
    assert len(ours) < len(milestones)


def test_a_milestone_is_reached_late_next_or_ahead() -> None:
    world = world_at(notified)
    calendar = calendar_of(world.inspection)
    timeline = our_footprint(milestones_of(world.inspection), calendar, date(2027, 1, 4))
    assert [mark.state for mark in timeline.milestones] == ["done", "late", "next", "ahead"]
    assert "late" in timeline.milestones[1].words


def test_the_people_to_talk_to_are_named_and_those_who_judge_or_sign_are_not() -> None:
    world = world_at(gathering)
    told = read(world.coordinator, "partnership_inspection", world)
    for person in (world.lead, world.support, world.link, world.contributor, world.police_head):
        assert person.email in told
    for person in (world.inspector, world.ci_signatory, world.manager):
        assert person.email not in told


def test_the_page_says_that_the_partnership_is_fictional() -> None:
    world = world_at(gathering)
    assert "Fictional partnership" in read(world.council_head, "partnership_inspection", world)


def test_heads_see_no_counts_of_documents() -> None:
    world = world_at(gathering)
    assert "What we have handed over" in read(world.contributor, "partnership_inspection", world)
    assert "What we have handed over" not in read(world.council_head, "partnership_inspection", world)


@pytest.mark.parametrize(
    "status", ["notified", "gathering", "evaluating", "reporting", "improving", "closed"]
)
def test_every_stage_has_words_for_what_comes_next(status: str) -> None:
    coming = what_comes_next(Known(status, TODAY))
    assert coming.label
    assert coming.sentence
    assert "{" not in coming.sentence


def test_evaluating_and_reporting_read_the_same() -> None:
    assert what_comes_next(Known("evaluating", TODAY)) == what_comes_next(Known("reporting", TODAY))


def test_a_head_reads_and_acknowledges_their_own_letter_and_again_changes_nothing() -> None:
    world = sent()
    told = read(world.board_head, "partnership_letter", world)
    assert "Indicative" in told
    assert "Acknowledge this letter" in told
    client = signed_in(world.board_head)
    for _ in range(2):
        answer = client.post(address("partnership_letter", world), follow=True)
        assert "Thank you" in words_of(answer.content)
    received = Letter.objects.filter(received_at__isnull=False)
    assert [letter.recipient for letter in received] == [world.board_head]
    assert "Acknowledged" in read(world.board_head, "partnership_letter", world)


def test_the_coordinator_has_no_letter_to_acknowledge() -> None:
    world = sent()
    assert signed_in(world.coordinator).post(address("partnership_letter", world)).status_code == 403
    assert not Letter.objects.filter(received_at__isnull=False).exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(method: str) -> None:
    world = sent()
    client: Client = signed_in(world.board_head)
    assert getattr(client, method)(address("partnership_letter", world)).status_code == 405
    assert signed_in(world.coordinator).post(address("partnership_inspection", world)).status_code == 405
