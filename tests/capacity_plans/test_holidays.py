"""Holidays of council areas are kept once, with a source, and taken out with a reason."""

from datetime import date

import pytest

from speir.capacity_plans.choices import HolidayKind
from speir.capacity_plans.holidays import for_the_planner
from speir.capacity_plans.models import AreaHoliday
from speir.capacity_plans.operations import keep_holidays, take_holiday_out
from speir.capacity_plans.queries import holiday_at, holidays_between, holidays_kept
from speir.foundations.models import AuditEntry
from speir.foundations.refusals import NotAllowed, RuleBroken
from tests.area_teams.factories import area_of, known
from tests.capacity_plans.factories import keep, with_holidays
from tests.factories import NOW, World, later

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2027, 2, 15), date(2027, 2, 19)


@pytest.fixture
def world() -> World:
    return known()


def take_out(world: World, holiday: AreaHoliday, reason: str = "Not so this year.") -> None:
    take_holiday_out(holiday=holiday, reason=reason, by=world.manager, at=later(1))


def test_what_is_kept_is_found_in_its_days_and_never_twice(world: World) -> None:
    area = area_of(world)
    assert (keep(world), keep(world)) == (1, 0)
    assert len(holidays_between([area.pk], date(2027, 2, 19), date(2027, 3, 1))[area.pk]) == 1
    assert holidays_between([area.pk], date(2027, 2, 20), date(2027, 3, 1)) == {area.pk: []}
    assert [one.source for one in holidays_kept(LAST)] == ["The council's page"]
    assert holidays_kept(date(2027, 2, 20)) == []


def test_the_planner_gets_each_kind_in_its_list(world: World) -> None:
    keep(world)
    keep(world, date(2027, 4, 19), date(2027, 4, 19), HolidayKind.LOCAL)
    keep(world, date(2026, 11, 30), date(2026, 12, 1), HolidayKind.WORKED)
    assert for_the_planner(holidays_kept(date(2026, 1, 1))) == {
        "school_holidays": [
            {"first_day": "2027-02-15", "last_day": "2027-02-19", "reason": "February holiday"}
        ],
        "local_holidays": [
            {"first_day": "2027-04-19", "last_day": "2027-04-19", "reason": "February holiday"}
        ],
        "works_on": ["2026-11-30", "2026-12-01"],
    }


def test_one_taken_out_counts_no_more_and_may_be_kept_again() -> None:
    world = with_holidays()
    holiday = AreaHoliday.objects.get()
    take_out(world, holiday)
    assert holiday_at(holiday.pk) is None
    assert AuditEntry.objects.filter(what__startswith="Holiday taken out").count() == 1
    with pytest.raises(RuleBroken, match="taken it out already"):
        take_out(world, holiday)
    assert keep(world) == 1


@pytest.mark.parametrize(
    ("more", "words"),
    [({"days": []}, "at least one line"), ({"source": " "}, "Say where it is published")],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    world: World, more: dict[str, object], words: str
) -> None:
    given: dict[str, object] = {"days": [], "source": "The page", **more}
    with pytest.raises(RuleBroken, match=words):
        keep_holidays(kind=HolidayKind.SCHOOL, by=world.manager, at=NOW, **given)  # type: ignore[arg-type]
    assert not AreaHoliday.objects.exists()


def test_a_last_day_before_the_first_and_no_reason_are_refused(world: World) -> None:
    with pytest.raises(RuleBroken, match="before its first day"):
        keep(world, LAST, FIRST)
    keep(world)
    with pytest.raises(RuleBroken, match="Say why"):
        take_out(world, AreaHoliday.objects.get(), " ")


@pytest.mark.parametrize("who", ["lead", "inspector", "link", "coordinator", "analyst"])
def test_only_those_who_plan_capacity_keep_them(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        keep(world, who=who)
