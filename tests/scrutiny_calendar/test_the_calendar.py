"""Other bodies' scrutiny: noted, brought in, brought in again, gone, taken out; who reads of it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area
from speir.partnerships.operations import register_fictional_area
from speir.people.operations import SYSTEM
from speir.people.queries import standing_everywhere
from speir.scrutiny_calendar.calendar_operations import BroughtIn, Calendar, bring_calendar_in
from speir.scrutiny_calendar.choices import Firmness, ScrutinyKind, Sharing
from speir.scrutiny_calendar.models import OtherScrutiny
from speir.scrutiny_calendar.operations import take_scrutiny_out
from speir.scrutiny_calendar.queries import entries_for, entries_page, to_be_planned_around, to_be_shared
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, World, later
from tests.scrutiny_calendar.calendars import calendar, event
from tests.scrutiny_calendar.factories import note

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2026, 11, 1), date(2028, 12, 31)
THEIRS = Calendar("Theirs", "Another body", ScrutinyKind.AUDIT, Firmness.AGREED, Sharing.SCRUTINY)


@pytest.fixture
def world() -> World:
    return known()


def bring(world: World, *events: str, who: str = "link", areas: list[Area] | None = None) -> BroughtIn:
    return bring_calendar_in(
        calendar=THEIRS,
        content=calendar(*events),
        areas=[area_of(world)] if areas is None else areas,
        by=world.people[who],
        at=later(days=1),
    )


def seen(world: World, who: str = "manager") -> list[str]:
    return [each.scrutiny.what for each in entries_for(standing_everywhere(world.people[who]), FIRST, LAST)]


def counts(brought: BroughtIn) -> tuple[int, int, int, int]:
    return brought.new, brought.changed, brought.unchanged, brought.gone


def test_bringing_in_again_changes_nothing(world: World) -> None:
    events = event("a"), event("b", "20270104", "20270105", RRULE="FREQ=WEEKLY;COUNT=3")
    assert counts(bring(world, *events)) == (4, 0, 0, 0)
    before = list(OtherScrutiny.objects.values())
    assert counts(bring(world, *events)) == (0, 0, 4, 0)
    assert list(OtherScrutiny.objects.values()) == before


def test_what_moved_changes_and_keeps_its_identity(world: World) -> None:
    bring(world, event("a"))
    identity = OtherScrutiny.objects.get().pk
    assert counts(bring(world, event("a", "20261215", "20261220"))) == (0, 1, 0, 0)
    entry = OtherScrutiny.objects.get()
    assert (entry.pk, entry.first_day) == (identity, date(2026, 12, 15))


def test_what_vanished_is_flagged_kept_and_comes_back(world: World) -> None:
    bring(world, event("a"), event("b"))
    assert counts(bring(world, event("a"), event("b", STATUS="CANCELLED"))) == (0, 0, 1, 1)
    assert seen(world) == ["Audit a", "Audit b"]
    assert [each.scrutiny.uid for each in to_be_shared(world.manager, FIRST, LAST)] == ["a"]
    areas = [area_of(world).pk]
    assert [each.scrutiny.uid for each in to_be_planned_around(world.manager, areas, FIRST, LAST)] == ["a"]
    assert counts(bring(world, event("a"))) == (0, 0, 1, 0)
    assert counts(bring(world, event("a"), event("b"))) == (0, 1, 1, 0)


def test_the_area_is_taken_from_place_or_title_when_none_is_chosen(world: World) -> None:
    name = area_of(world).name
    brought = bring(world, event("a", LOCATION=f"Council offices, {name}"), event("b"), areas=[])
    assert (brought.new, [each.what for each in brought.not_taken]) == (1, ["Audit b"])
    assert "council area" in brought.not_taken[0].why


def test_the_same_event_twice_in_one_file_is_told(world: World) -> None:
    brought = bring(world, event("a"), event("a"))
    assert brought.new + len(brought.not_taken) == 2 or brought.new == 1
    assert OtherScrutiny.objects.count() == 1


def test_entries_of_ones_own_body_are_read_by_it_alone(world: World) -> None:
    note(world, sharing=Sharing.OWN_BODY)
    assert seen(world, "link") == ["Audit of best value"]
    assert seen(world, "other_body" if "other_body" in world.people else "inspector") == []
    assert to_be_shared(world.link, FIRST, LAST) == []


def test_nobody_of_a_partnership_reads_any(world: World) -> None:
    note(world)
    assert seen(world, "coordinator") == []


def test_a_tentative_entry_holds_no_plan_up(world: World) -> None:
    note(world, firmness=Firmness.TENTATIVE)
    assert to_be_planned_around(world.manager, [area_of(world).pk], FIRST, LAST) == []


def test_taking_out_keeps_the_reason_and_is_safe_to_repeat(world: World) -> None:
    entry = note(world)
    for days in (2, 3):
        take_scrutiny_out(scrutiny=entry, reason="It was called off.", by=world.link, at=later(days=days))
    entry.refresh_from_db()
    assert (entry.why_taken_out, entry.taken_out_at) == ("It was called off.", later(days=2))
    assert seen(world) == []


def test_wrong_entries_are_refused_with_every_reason(world: World) -> None:
    with pytest.raises(RuleBroken) as refused:
        note(world, body_name=" ", what="", last_day=date(2026, 12, 1), source="")
    assert len(refused.value.reasons) == 4
    assert not OtherScrutiny.objects.exists()


@pytest.mark.parametrize("who", ["coordinator", "analyst", "ci_signatory"])
def test_others_may_not_keep_it(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        note(world, who=who)
    with pytest.raises(NotAllowed):
        bring(world, event("a"), who=who)


def many(number: int, first: date = date(2026, 12, 14)) -> list[str]:
    """So many events, each on the day after the one before."""
    begins = [first + timedelta(days=place % 600) for place in range(number)]
    return [
        event(f"e{place}", f"{day:%Y%m%d}", f"{day + timedelta(days=1):%Y%m%d}")
        for place, day in enumerate(begins)
    ]


def test_bringing_in_asks_as_often_for_many_events_as_for_few(world: World) -> None:
    def asked(number: int, moved: int = 0) -> int:
        with CaptureQueriesContext(connection) as questions:
            bring(world, *many(number, date(2026, 12, 14) + timedelta(days=moved)))
        return len(questions)

    few = [asked(3), asked(3), asked(3, moved=1)]
    OtherScrutiny.objects.update(calendar="Another")
    more = [asked(300), asked(300), asked(300, moved=1)]
    assert OtherScrutiny.objects.filter(calendar="Theirs").count() == 300
    # A database takes only so much in one statement: hundreds of events go in a few, never one by one.
    assert more[1] == few[1]
    assert more[0] <= few[0] + 10
    assert more[2] <= few[2] + 20


def test_an_event_that_falls_elsewhere_now_moves_there(world: World) -> None:
    here = area_of(world)
    there = register_fictional_area(kind=AreaKind.COUNCIL, name="Elsewhere", by=SYSTEM, at=NOW)
    bring(world, event("a"), event("b"), areas=[here])
    assert counts(bring(world, event("a"), event("b"), areas=[here, there])) == (0, 2, 0, 0)
    assert counts(bring(world, event("a"), event("b"), areas=[there])) == (0, 2, 0, 0)
    assert {each.areas for each in entries_for(standing_everywhere(world.manager), FIRST, LAST)} == {(there,)}


def test_a_page_of_the_calendar_is_as_long_as_it_should_be(world: World) -> None:
    bring(world, *many(7))
    standing = standing_everywhere(world.manager)
    shown = entries_page(standing, FIRST, LAST, "2", 3)
    assert [each.scrutiny.uid for each in shown.entries] == ["e3", "e4", "e5"]
    assert (shown.number, shown.last, shown.total) == (2, 3, 7)
    assert entries_page(standing, FIRST, LAST, "nonsense", 3).number == 1
    assert entries_page(standing, FIRST, LAST, "99", 3).number == 3
    assert len(entries_for(standing, FIRST, LAST, most=4)) == 4
