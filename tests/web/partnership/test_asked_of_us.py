"""What is asked of us: only what this person may know, by name, most pressing first."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.inspections.models import TeamMember
from speir.inspections.operations import appoint, send_notification_letters
from speir.people.choices import Role
from speir.web.partnership.asked_of_us import InspectionPart, Part, asked_page
from speir.web.partnership.coming import Coming
from speir.web.partnership.whose_turn import Line, due_words, how_near
from tests.factories import (
    TODAY,
    World,
    evaluating,
    gathering,
    later,
    make_person,
    make_world,
    notified,
    world_at,
)
from tests.reports.factories import embargoed, with_partnership
from tests.web.partnership.reading import read, signed_in, words_of
from tests.web.stages import STAGES


def home(world: World, who: str) -> str:
    answer = signed_in(world.people[who]).get(reverse("partnership_home"))
    assert answer.status_code == 200
    return words_of(answer.content)


def sent(world: World) -> World:
    send_notification_letters(inspection=world.fresh(), by=world.lead, at=later())
    return world


def test_a_planned_inspection_is_not_known_to_the_partnership() -> None:
    world = make_world()
    assert "You do not take part in an inspection now" in home(world, "coordinator")
    assert world.partnership.name not in home(world, "coordinator")


def test_a_head_reads_their_own_letter_and_the_coordinator_sees_whose_are_waiting() -> None:
    world = sent(make_world())
    own = home(world, "council_head")
    assert own.count("Acknowledge the notification letter") == 1
    colleagues = home(world, "coordinator").split("Waiting for colleagues")[1]
    assert colleagues.count("Acknowledge the notification letter") == 3
    assert "Council Head" in colleagues
    assert "Acknowledge" not in home(world, "contributor")


@pytest.mark.parametrize(
    ("who", "knows"), [("coordinator", True), ("contributor", True), ("council_head", False)]
)
def test_only_those_who_hand_over_documents_learn_which_are_asked_for(who: str, knows: bool) -> None:
    assert ("Hand over 3 documents" in home(world_at(gathering), who)) is knows


@pytest.mark.parametrize("who", ["coordinator", "contributor", "council_head"])
def test_nothing_of_evidence_or_judging_is_told(who: str) -> None:
    world = world_at(evaluating)
    told = home(world, who) + read(world.people[who], "partnership_inspection", world)
    for word in ("Evaluate", "Consolidate", "evidence item", "Lead Inspector evaluates", "sign it off"):
        assert word not in told
    assert "Evaluating and reporting" in told


@pytest.mark.parametrize(
    ("who", "knows"), [("coordinator", True), ("contributor", False), ("council_head", False)]
)
def test_only_the_coordinator_learns_that_a_draft_has_come(who: str, knows: bool) -> None:
    world, _ = with_partnership()
    assert ("Check the report for factual accuracy" in home(world, who)) is knows
    assert ("Facts to be checked" in home(world, who)) is knows


@pytest.mark.parametrize(
    ("who", "knows"), [("coordinator", True), ("contributor", False), ("council_head", True)]
)
def test_heads_and_the_coordinator_learn_of_the_embargoed_copy(who: str, knows: bool) -> None:
    world, _ = embargoed()
    assert ("Read the embargoed copy" in home(world, who)) is knows
    assert ("Under embargo" in home(world, who)) is knows


def test_somebody_in_several_inspections_sees_which_is_which() -> None:
    lines = [Line("Do", "Why.", "", "", "grey", TODAY + timedelta(days=n)) for n in (1, 0)]
    shown = InspectionPart("Northtest", "/", True, "", "", TODAY, Coming("", "grey", ""))
    parts = [Part(shown, lines[:1], []), Part(replace(shown, name="Southtest"), lines[1:], [])]
    page = asked_page(parts)
    assert [line.reason for line in page.mine] == [
        "Southtest (fictional). Why.",
        "Northtest (fictional). Why.",
    ]
    assert asked_page(parts[:1]).mine[0].reason == "Why."


@pytest.mark.parametrize(
    ("due_on", "words", "near"),
    [
        (None, ("", "grey"), None),
        (date(2026, 11, 1), ("1 day late", "bad"), ("1 day late", "bad")),
        (date(2026, 11, 2), ("due today", "warn"), ("due today", "warn")),
        (date(2026, 11, 3), ("due tomorrow", "warn"), ("due tomorrow", "warn")),
        (date(2026, 11, 9), ("due 9 November 2026", "warn"), ("in 7 days", "warn")),
        (date(2026, 12, 9), ("due 9 December 2026", "grey"), ("in 37 days", "grey")),
    ],
)
def test_how_soon_is_said_in_words(
    due_on: date | None, words: tuple[str, str], near: tuple[str, str] | None
) -> None:
    assert due_words(due_on, TODAY) == words
    assert due_on is None or how_near(due_on, TODAY) == near


def queries_of_home(world: World, who: str = "coordinator") -> int:
    client = signed_in(world.people[who])
    client.get(reverse("partnership_home"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("partnership_home"))
    return len(asked)


def test_three_people_waited_for_cost_no_more_questions_than_one() -> None:
    world = world_at(notified)
    before = queries_of_home(world)
    for number in range(3):
        person = make_person(world.bodies["board"], f"New Head {number}")
        appoint(inspection=world.inspection, person=person, role=Role.HEAD, by=world.lead, at=later())
    assert queries_of_home(world) == before
    assert queries_of_home(gathering(make_world(), documents=1)) == queries_of_home(
        gathering(make_world(), documents=3)
    )


@pytest.mark.parametrize("stage", STAGES, ids=STAGES)
def test_three_inspections_cost_no_more_questions_than_one(stage: str) -> None:
    first, *others = [STAGES[stage]() for _ in range(3)]
    for who, role in (
        ("coordinator", Role.COORDINATOR),
        ("contributor", Role.CONTRIBUTOR),
        ("council_head", Role.HEAD),
    ):
        before = queries_of_home(first, who)
        for world in others:
            TeamMember.objects.create(
                inspection=world.inspection, person=first.people[who], role=role, from_on=TODAY
            )
        assert queries_of_home(first, who) == before, who
