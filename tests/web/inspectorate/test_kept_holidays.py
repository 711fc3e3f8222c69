"""A timetable takes the kept school holidays of its area, says so, and moves only when somebody says so."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from speir.capacity_plans.choices import HolidayKind
from speir.capacity_plans.holidays import left_out
from speir.capacity_plans.models import AreaHoliday
from speir.capacity_plans.operations import take_holiday_out
from speir.foundations import audit
from speir.inspections.models import Inspection, Milestone, Pause
from tests.area_teams.factories import area_of, known
from tests.capacity_plans.factories import keep
from tests.factories import World, later
from tests.web.inspectorate.reading import page_of

pytestmark = pytest.mark.django_db
NO_LONGER = "Left out, and no longer kept"
COUNTED = "School holidays that count"
WHAT = "The council&#39;s page"


@pytest.fixture
def world() -> World:
    """A partnership in a council area, whose first inspection is over."""
    world = known()
    Inspection.objects.filter(pk=world.inspection.pk).update(status="closed")
    return world


def start() -> date:
    """A Monday soon."""
    day = localdate() + timedelta(days=30)
    return day + timedelta(days=7 - day.weekday())


def week(number: int) -> tuple[date, date]:
    """Monday to Friday of a calendar week after the start."""
    monday = start() + timedelta(weeks=number)
    return monday, monday + timedelta(days=4)


def plan(client: Client, world: World, **fields: str) -> Inspection:
    """Planned on the screen."""
    client.force_login(world.manager)
    phase = world.phase
    path = reverse("plan_inspection", kwargs={"programme": phase.programme.slug, "phase": phase.slug})
    given = {
        "partnership": world.partnership.slug,
        "starts_on": f"{start().day} {start():%B %Y}",
        "lead_inspector": str(world.lead.pk),
        "reason_chosen": "Its turn.",
        "once": str(uuid4()),
        **fields,
    }
    assert client.post(path, given).status_code == 302
    return Inspection.objects.with_names().exclude(pk=world.inspection.pk).get()


def days_of(inspection: Inspection) -> list[date]:
    return list(Milestone.objects.filter(inspection=inspection).values_list("due_on", flat=True))


def timetable_of(client: Client, world: World, inspection: Inspection) -> str:
    return page_of(client, world.lead, reverse("timetable", args=[inspection.reference]))


def test_planning_leaves_out_the_kept_school_holidays_and_names_their_source(
    client: Client, world: World
) -> None:
    keep(world, *week(10))
    inspection = plan(client, world, kept_holidays="on")
    pause = Pause.objects.get(inspection=inspection)
    assert (pause.first_day, pause.last_day) == week(10)
    assert inspection.publishes_on == start() + timedelta(weeks=21, days=2)
    page = timetable_of(client, world, inspection)
    assert WHAT in page
    assert COUNTED not in page
    [entry] = [one for one in audit.entries_of(inspection.pk) if one.what == "Inspection planned"]
    assert entry.details["left_out"] == [[str(week(10)[0]), str(week(10)[1]), pause.reason]]


def test_a_timetable_says_when_what_it_leaves_out_is_no_longer_kept(client: Client, world: World) -> None:
    keep(world, *week(10))
    holiday = AreaHoliday.objects.get()
    inspection = plan(client, world, kept_holidays="on")
    assert NO_LONGER not in timetable_of(client, world, inspection)
    before = days_of(inspection)
    take_holiday_out(holiday=holiday, reason="The council moved them.", by=world.manager, at=later())
    page = timetable_of(client, world, inspection)
    assert NO_LONGER in page
    assert "Nothing moves by itself: they stay left out" in page
    assert days_of(inspection) == before
    keep(world, *week(10))  # kept again, or kept longer, it is no news
    assert NO_LONGER not in timetable_of(client, world, inspection)


def test_whoever_plans_may_let_them_count_and_the_timetable_offers_to_leave_them_out(
    client: Client, world: World
) -> None:
    keep(world, *week(10))
    inspection = plan(client, world)
    before = days_of(inspection)
    assert Pause.objects.count() == 0
    page = timetable_of(client, world, inspection)
    assert COUNTED in page
    assert WHAT in page
    first, last = (f"{day.day} {day:%B %Y}" for day in week(10))
    given = {"first_day": first, "last_day": last, "reason": "February holiday", "once": str(uuid4())}
    address = reverse("timetable", args=[inspection.reference])
    assert "would move" in client.post(address, {**given, "look": "pause"}).content.decode()
    assert days_of(inspection) == before
    assert client.post(address, given).status_code == 302
    assert days_of(inspection) != before
    assert COUNTED not in timetable_of(client, world, inspection)


def test_a_change_of_kept_holidays_moves_no_timetable_that_is_in_use(client: Client, world: World) -> None:
    keep(world, *week(10))
    inspection = plan(client, world, kept_holidays="on")
    before = days_of(inspection)
    AreaHoliday.objects.update(
        taken_out_at=later(), taken_out_by=world.manager, why_taken_out="A week later this year."
    )
    keep(world, *week(11))
    assert days_of(inspection) == before
    page = timetable_of(client, world, inspection)
    assert COUNTED in page
    assert f"{week(11)[0].day} {week(11)[0]:%B %Y} to" in page


def test_only_school_holidays_within_the_timetable_are_left_out_and_shared_days_once(world: World) -> None:
    def kept(kind: HolidayKind, first: date, last: date) -> AreaHoliday:
        name, source = "Holiday", "The council's page"
        return AreaHoliday(
            area=area_of(world), kind=kind, first_day=first, last_day=last, name=name, source=source
        )

    school = HolidayKind.SCHOOL
    days = [
        kept(school, *week(2)),
        kept(school, week(2)[0], week(3)[1]),
        kept(HolidayKind.LOCAL, *week(5)),
        kept(school, *week(8)),
        kept(school, *week(10)),
        kept(school, *week(14)),
        kept(school, *week(-3)),
    ]
    found = [(one.first_day, one.last_day) for one in left_out(days, start(), last_week=8)]
    after_the_first = (week(2)[1] + timedelta(days=1), week(3)[1])
    assert found == [week(2), after_the_first, week(8), week(10)]
