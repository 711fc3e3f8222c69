"""A year in 32 invented areas, day by day, through the operations that people use."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from speir.area_monitoring.choices import Activity, ContactKind
from speir.area_monitoring.operations import record_contact
from speir.area_teams.choices import AreaRole, PostKind, Tier
from speir.area_teams.operations import appoint_to_area, arrange_cover, note_post_holder
from speir.demo.invented_numbers import CODES, Cell, Invented
from speir.handovers.operations import look_for_signals
from speir.indicators.choices import Collection
from speir.indicators.operations import import_numbers, set_family_groups
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area, PartnershipArea
from speir.partnerships.operations import register_fictional_area
from speir.people.choices import Role
from speir.people.models import Person
from speir.people.operations import SYSTEM
from speir.regulated_services.operations import import_services
from tests.factories import World, make_person
from tests.improvement_plans.factories import agreed
from tests.regulated_services.datastore import HEADS, file_of
from tests.year import planted
from tests.year.planted import AREAS, BEGINS, ENDS_ON, HISTORY

LINKS, SERVICES = 20, 3
CONTACT_EVERY = 80
UK = ZoneInfo("Europe/London")


def at(day: date, hour: int = 6) -> datetime:
    """A moment of a day, before anybody opens a page."""
    return datetime.combine(day, time(hour), UK)


def working_days() -> Iterator[date]:
    """Monday to Friday, from the first day to the last."""
    for number in range((ENDS_ON - BEGINS).days + 1):
        day = BEGINS + timedelta(days=number)
        if day.weekday() < 5:
            yield day


@dataclass
class Life:
    """The areas, who looks after them, and everything that has yet to happen, by day."""

    world: World
    areas: list[Area]
    links: list[Person]
    other: Person
    invented: Invented
    chance: random.Random
    grades: dict[tuple[int, int], int] = field(default_factory=dict)
    link_of: dict[int, Person] = field(default_factory=dict)
    has_news: bool = True

    def happen(self, day: date, since: date) -> None:
        """Everything that happens after one working day up to the next, then a look where there is reason."""
        for number in range(1, (day - since).days + 1):
            self._on(since + timedelta(days=number))
        if self.has_news or day.weekday() == 4:
            look_for_signals(is_fictional=True, by=SYSTEM, at=at(day, 7))
            self.has_news = False

    def _on(self, day: date) -> None:
        for place, ended in enumerate(planted.QUARTER_ENDS):
            if day == ended + planted.ARRIVES_AFTER:
                self.returns(HISTORY + place, day)
        if day.day == 10:
            self.month((day.replace(day=1) - timedelta(days=1)).replace(day=1), day)
        self._people(day)

    def returns(self, last: int, day: date, first: int | None = None) -> None:
        """The numbers of quarters arrive, one file a collection."""
        for collection in CODES:
            content = self.invented.file(collection, last if first is None else first, last + 1)
            import_numbers(
                collection=Collection(collection), content=content, name="x.csv", by=SYSTEM, at=at(day)
            )
        self.has_news = True

    def month(self, month: date, day: date) -> None:
        """The file of care services: grades move a little, and in one month one falls by two."""
        rows = []
        for place, area in enumerate(AREAS):
            for number in range(SERVICES):
                grade = self.grades.setdefault((place, number), self.chance.choice((4, 4, 5)))
                if self.chance.random() < 0.03:
                    grade = max(3, min(6, grade + self.chance.choice((-1, 1))))
                if (place, number, month) == (planted.GRADE_AREA, 1, planted.GRADE_MONTH):
                    grade = 2
                self.grades[place, number] = grade
                name = f"Invented {place} {number}"
                rows.append(
                    {"CSNumber": f"CS{place}{number}", "ServiceName": name, "Council_Area_Name": area,
                     "MinGrade": str(grade)}
                )  # fmt: skip
        content = file_of(*rows, heads=("CSNumber", *HEADS))
        import_services(content=content, name="x.csv", month=f"{month:%Y-%m}", by=SYSTEM, at=at(day))
        self.has_news = True

    def _people(self, day: date) -> None:
        number = (day - BEGINS).days
        for place in range(len(AREAS)):
            if place == planted.UNMADE_AREA:
                continue
            if (number + place * 7) % CONTACT_EVERY == 0:
                self.contact(place, self.link_of[place], day)
            if (number + place * 11) % 120 == 0:
                self.contact(place, self.other, day)
        for area, on in zip(planted.POST_AREAS, POSTS_ON, strict=True):
            if day == on:
                note_post_holder(
                    area=self.areas[area], post=PostKind.SOCIAL_WORK, name="Somebody New", from_on=day,
                    by=self.world.manager, at=at(day),
                )  # fmt: skip
        if day == HANDED_ON:
            self.appoint(planted.HANDED_AREA, self.links[0], day)

    def contact(self, place: int, by: Person, day: date) -> None:
        """Somebody writes a contact note."""
        record_contact(
            area=self.areas[place], activity=self.chance.choice(list(Activity)), how=ContactKind.MEETING,
            who_with="Chief social work officer", held_on=day, result="What was agreed, in a sentence.",
            tier=Tier.TEAM, by=by, at=at(day),
        )  # fmt: skip

    def appoint(self, place: int, person: Person, day: date) -> None:
        """Somebody becomes the link inspector of an area."""
        appoint_to_area(
            area=self.areas[place], role=AreaRole.LINK_INSPECTOR, person=person, by=SYSTEM, at=at(day)
        )
        self.link_of[place] = person


POSTS_ON = (date(2027, 6, 15), date(2027, 11, 16))
HANDED_ON, UNMADE_SINCE = date(2027, 10, 1), BEGINS - timedelta(days=20)
COVER = (5, date(2027, 11, 8), date(2027, 11, 26))  # of an area that falls silent meanwhile


def begin(seed: int) -> Life:
    """Four years of history, teams around 32 areas, and two plans in one of them."""
    world, _ = agreed()
    again, _ = agreed()
    before = BEGINS - timedelta(days=60)
    areas = [
        register_fictional_area(kind=AreaKind.COUNCIL, name=name, by=SYSTEM, at=at(before)) for name in AREAS
    ]
    for each in (world, again):
        PartnershipArea.objects.create(partnership=each.partnership, area=areas[planted.PLAN_AREA])
    groups = [(chr(65 + place % 4), name) for place, name in enumerate(AREAS)]
    set_family_groups(groups=groups, by=SYSTEM, at=at(before))
    ci = world.bodies["ci"]
    links = [make_person(ci, f"Link {number}", Role.STRATEGIC_INSPECTOR) for number in range(LINKS)]
    other = make_person(ci, "Support Officer", Role.SUPPORT_OFFICER)
    invented = Invented(AREAS, planted.PERIODS, planted.IN_NUMBERS, seed)
    life = Life(world, areas, links, other, invented, random.Random(seed))
    area, code, quarter = planted.WORST
    life.invented.cells[code, area, quarter - 1] = life.invented.cells[code, area, quarter] = Cell(24.0)
    for place in range(len(AREAS)):
        life.appoint(place, links[place % LINKS], before)
        life.contact(place, life.link_of[place], UNMADE_SINCE if place == planted.UNMADE_AREA else before)
    place, first, last = COVER
    arrange_cover(
        area=areas[place], role=AreaRole.LINK_INSPECTOR, person=links[12], from_on=first, last_on=last,
        by=world.manager, at=at(before),
    )  # fmt: skip
    life.returns(HISTORY - 1, before, first=0)
    life.month(date(2027, 2, 1), before)
    return life
