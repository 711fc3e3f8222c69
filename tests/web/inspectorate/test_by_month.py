"""Timetables by month: one inspection, and a programme with all of its inspections."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.inspections.models import Inspection
from speir.inspections.operations import leave_weeks_out
from speir.web.design_system.months import Entry, Month
from speir.web.inspectorate.by_month import first_month, inspection_months, programme_months
from tests.factories import TODAY, World, gathering, later, make_world, world_at
from tests.web.inspectorate.reading import address, page_of, status_for

pytestmark = pytest.mark.django_db
LATE = date(2026, 12, 2)


@pytest.fixture
def world() -> World:
    world = world_at(gathering)
    leave_weeks_out(
        inspection=world.inspection,
        first_day=date(2026, 12, 21),
        last_day=date(2027, 1, 1),
        reason="Festive closure",
        by=world.lead,
        at=later(3),
    )
    return world


def programme(world: World) -> str:
    return reverse("programme_by_month", kwargs={"programme": world.phase.programme.slug})


def entries(found: list[Month]) -> dict[str, Entry]:
    return {
        entry.title: entry
        for month in found
        for week in month.weeks
        for day in week.days
        for entry in day.entries
    }


def test_every_milestone_stands_on_its_day_with_whose_turn_it_is(world: World) -> None:
    page = inspection_months(world.inspection, world.lead, LATE)
    shown = entries(page.months)
    assert len(shown) == 13
    assert shown["Documents due"].whose == "Inspection coordinator: Coordinator"
    assert (shown["Documents due"].state, shown["Documents due"].words) == ("late", "7 days late")
    assert shown["Notified"].state == "done"
    assert [month.key for month in page.months] == [f"2026-{n}" for n in (11, 12)] + [
        f"2027-0{n}" for n in (1, 2, 3, 4)
    ]


def test_weeks_have_the_numbers_of_the_footprint_and_those_left_out_their_reason(world: World) -> None:
    december = inspection_months(world.inspection, world.lead, LATE).months[1]
    assert [week.names[0].words.replace("\u00a0", " ") for week in december.weeks] == [
        "Week 5",
        "Week 6",
        "Week 7",
        "Not counted",
        "Not counted",
    ]
    assert december.weeks[3].left_out == ("Festive closure",)


def test_the_page_of_an_inspection_says_all_of_it(client: Client, world: World) -> None:
    seen = page_of(client, world.lead, address("timetable_by_month", world))
    for words in ("November 2026", "Festive closure", "Documents due", "Timetable as a line"):
        assert words in seen


def test_a_programme_shows_every_inspection_the_reader_may_know_of(client: Client, world: World) -> None:
    found = programme_months(world.phase.programme, world.people["manager"], TODAY, "")
    assert {entry.place for entry in entries(found.months).values()} == {world.inspection.partnership.name}
    assert found.span == "November 2026 to January 2027"
    assert found.earlier == ""
    assert found.later.endswith("?from=2027-02")
    assert "take part in no inspection" in page_of(client, world.people["outsider"], programme(world))


def test_a_programme_asks_as_often_for_three_inspections_as_for_one(client: Client, world: World) -> None:
    def questions() -> int:
        client.force_login(world.people["manager"])
        client.get(programme(world))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(programme(world)).status_code == 200
        return len(asked)

    one = questions()
    others = [gathering(make_world(name)) for name in ("Braetest", "Glentest")]
    pks = [other.inspection.pk for other in others]
    Inspection.objects.filter(pk__in=pks).update(phase=world.phase)
    assert questions() == one


@pytest.mark.parametrize("wanted", ["", "2026", "2026-13", "soon", "0001-01", "9999-12", "2026-12-01"])
def test_any_month_asked_for_leads_to_a_page(client: Client, world: World, wanted: str) -> None:
    page_of(client, world.people["manager"], f"{programme(world)}?from={wanted}")


@pytest.mark.parametrize(
    ("wanted", "today", "expected"),
    [
        ("2027-01", date(2026, 12, 2), date(2027, 1, 1)),
        ("", date(2026, 12, 2), date(2026, 12, 1)),
        ("", date(2020, 1, 1), date(2026, 11, 1)),
        ("", date(2030, 1, 1), date(2027, 4, 1)),
    ],
)
def test_it_begins_where_something_is_due(wanted: str, today: date, expected: date) -> None:
    assert first_month(wanted, date(2026, 11, 2), date(2027, 4, 7), today) == expected


def test_there_is_no_programme_that_nobody_imported(client: Client, world: World) -> None:
    assert status_for(client, world.lead, "/programmes/no-such/by-month/") == 404
    assert status_for(client, world.people["outsider"], address("timetable_by_month", world)) == 404
