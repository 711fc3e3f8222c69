"""Who learns of a concern, of how many there are, and what nobody ever sees."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from speir.concerns import permissions
from speir.concerns.operations import hold_back_concern
from speir.concerns.queries import concerns_seen, national_picture, turns_of
from speir.foundations.models import AuditEntry
from speir.inspections.operations import appoint
from speir.inspections.queries import standing_of
from speir.people.choices import TEAM_ROLES, Role
from tests.concerns.factories import LOCAL, SEEN, acted, closed, passed, raised, with_a_senior_manager
from tests.factories import World, later
from tests.people_standings import allowed_roles

READERS = {"manager", "lead"}
EVERYBODY = (
    "manager",
    "lead",
    "inspector",
    "police_inspector",
    "support",
    "ci_signatory",
    "link",
    "outsider",
    "analyst",
    "coordinator",
    "contributor",
    "council_head",
    "local_reader",
    "senior_manager",
)
ALLOWED = {
    permissions.may_raise_concern: {*TEAM_ROLES, Role.SERVICE_MANAGER, Role.LOCAL_READER},
    permissions.may_see_concerns: {Role.LEAD_INSPECTOR, Role.SERVICE_MANAGER},
    permissions.may_decide_on_concern: {Role.LEAD_INSPECTOR, Role.SERVICE_MANAGER},
    permissions.may_answer_concern: {Role.SENIOR_MANAGER},
    permissions.may_have_concerns: {Role.SENIOR_MANAGER, Role.LOCAL_READER},
    permissions.may_close_concern: {Role.LEAD_INSPECTOR},
    permissions.may_see_concerns_nationally: {Role.SERVICE_MANAGER},
}


@pytest.fixture
def world(db: object) -> World:
    return with_a_senior_manager()


@pytest.mark.parametrize("permission", list(ALLOWED), ids=lambda permission: permission.name)
def test_only_the_roles_in_the_table_may(permission: object) -> None:
    assert allowed_roles(permission) == ALLOWED[permission]  # type: ignore[arg-type, index]


def who_sees(world: World) -> set[str]:
    """Everybody to whom the only concern is shown."""
    return {
        who
        for who in EVERYBODY
        if concerns_seen(world.inspection, standing_of(world.people[who], world.inspection))
    }


def test_raised_it_is_known_to_three(world: World) -> None:
    raised(world)
    assert who_sees(world) == {"inspector", *READERS}


def test_passed_on_it_is_known_to_the_named_senior_manager_too(world: World) -> None:
    passed(world)
    assert who_sees(world) == {"inspector", "senior_manager", *READERS}


def test_held_back_it_never_reaches_the_partnership(world: World) -> None:
    hold_back_concern(concern=raised(world), reason="Acted on.", by=world.lead, at=later(days=20))
    assert who_sees(world) == {"inspector", *READERS}


def test_a_local_reader_sees_their_own_alone(world: World) -> None:
    raised(world, by=world.local_reader)
    assert who_sees(world) == {"local_reader", *READERS}


def test_a_local_reader_who_is_the_senior_manager_too_sees_what_is_passed_on(world: World) -> None:
    passed(world)
    appoint(
        inspection=world.inspection,
        person=world.local_reader,
        role=Role.SENIOR_MANAGER,
        by=world.lead,
        at=later(days=20),
    )
    assert "local_reader" in who_sees(world)


def test_what_people_call_it_by_does_not_say_how_many_there_are(world: World) -> None:
    marks = [raised(world).mark for _ in range(3)]
    assert len(set(marks)) == 3
    assert not any(mark.endswith(("1", "2", "3")) and mark[2:].strip("0") in "123" for mark in marks)


def waiting_for(world: World, who: str, now: object) -> list[str]:
    """The titles of what waits for somebody."""
    standing = standing_of(world.people[who], world.inspection)
    turns = turns_of([world.inspection], now)[world.inspection.pk]  # type: ignore[arg-type]
    return [turn.title for turn in turns if turn.is_for(standing)]


def test_on_time_it_waits_for_the_lead_alone(world: World) -> None:
    raised(world)
    waiting = {who for who in EVERYBODY if waiting_for(world, who, later(days=20, hours=1))}
    assert waiting == {"lead"}


def test_overdue_it_waits_for_the_service_manager_too_and_support_fetches_the_lead(world: World) -> None:
    raised(world)
    raised(world)
    now = later(days=21)
    assert {who for who in EVERYBODY if waiting_for(world, who, now)} == {"lead", "manager", "support"}
    fetch = waiting_for(world, "support", now)
    assert len(fetch) == 1, "not even how many"
    assert "concern" not in fetch[0].lower()


def test_passed_on_and_overdue_the_lead_telephones(world: World) -> None:
    passed(world)
    assert {who for who in EVERYBODY if waiting_for(world, who, later(days=20, hours=2))} == {
        "senior_manager"
    }
    assert {who for who in EVERYBODY if waiting_for(world, who, later(days=21))} == {
        "senior_manager",
        "lead",
        "manager",
        "support",
    }


def open_pages(world: World, who: str) -> str:
    """Everything that somebody reads on the pages that could tell of a concern."""
    browser, reference = Client(), world.inspection.reference
    browser.force_login(world.people[who])
    side = world.people[who].body.side
    names = ("partnership_inspection",) if side == "partnership" else ("inspection", "history", "team")
    pages = ["/partnership/" if side == "partnership" else reverse("my_work")]
    pages += [reverse(name, args=[reference]) for name in names]
    return "".join(browser.get(page).content.decode() for page in pages)


@pytest.mark.parametrize("who", ["police_inspector", "support", "ci_signatory", "link", "coordinator"])
def test_no_page_of_anybody_else_tells_of_it(world: World, who: str) -> None:
    concern = passed(world)
    read = open_pages(world, who)
    assert concern.mark not in read
    assert SEEN not in read
    assert "Acknowledge a concern" not in read
    assert "Concern raised" not in read


def test_the_way_back_to_the_person_is_shown_to_the_partnership_alone(world: World) -> None:
    concern = acted(world)
    for who, name in (("lead", "concern"), ("manager", "concern"), ("inspector", "concern")):
        browser = Client()
        browser.force_login(world.people[who])
        address = reverse(name, args=[world.inspection.reference, concern.pk])
        assert LOCAL not in browser.get(address).content.decode()
    browser = Client()
    browser.force_login(world.senior_manager)
    address = reverse("partnership_concern", args=[world.inspection.reference, concern.pk])
    shown = browser.get(address).content.decode()
    assert LOCAL in shown
    # A name, not a part of one: the Care Inspectorate is no inspector.
    raised_by = rf"\b{re.escape(world.inspector.full_name)}\b"
    assert not re.search(raised_by, shown), "who raised it is not told to the partnership"


def test_who_opens_it_is_on_record_and_so_is_who_tries(world: World) -> None:
    concern = raised(world)
    address = reverse("concern", args=[world.inspection.reference, concern.pk])
    for who in ("lead", "support"):
        browser = Client()
        browser.force_login(world.people[who])
        browser.get(address)
    told = [(entry.what, entry.by_name) for entry in AuditEntry.objects.filter(thread=str(concern.pk))]
    assert ("Concern read", world.lead.full_name) in told
    assert ("Refused: tried to open a concern", world.support.full_name) in told


def test_the_country_counts_without_words_and_hides_what_is_small(world: World) -> None:
    raised(world)
    shown = national_picture(is_fictional=True)
    assert (shown.total, shown.is_empty) == ("fewer than 5", False)
    assert {line.number for line in (*shown.by_status, *shown.by_theme)} == {"not shown"}
    real = national_picture(is_fictional=False)
    assert (real.total, real.is_empty) == ("fewer than 5", True)


def test_what_is_due_stands_first_then_what_is_not_dealt_with_then_the_newest(world: World) -> None:
    done = closed(world)
    waits_for_the_lead_to_read = acted(world)
    later_on = raised(world, at=later(days=21))
    sooner = raised(world, at=later(days=20))
    found = concerns_seen(world.inspection, standing_of(world.lead, world.inspection))
    assert [each.pk for each in found] == [
        sooner.pk,
        later_on.pk,
        waits_for_the_lead_to_read.pk,
        done.pk,
    ]
