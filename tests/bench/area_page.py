"""CPU time of the page of an area with twenty years of history, in a database made for it."""

import os
import statistics
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "speir.config.settings")
django.setup()

from django.test import Client  # noqa: E402
from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402
from django.urls import reverse  # noqa: E402

if TYPE_CHECKING:
    from speir.partnerships.models import Area

RUNS, WEEKS, POSTS, MONTHS, RISKS = 15, 1040, 60, 240, 120
QUARTERS, OTHER_AREAS = 80, 31


def twenty_years() -> tuple[Client, str]:
    """An area with a note a week, a post a term, counts and numbers, and risks; and its reader."""
    from speir.area_monitoring.choices import Activity, ContactKind
    from speir.area_monitoring.models import ContactNote, NextStep
    from speir.area_risks.choices import Impact
    from speir.area_risks.models import AreaRisk, Forecast
    from speir.area_teams.choices import PostKind, Tier
    from speir.area_teams.models import PostHolding
    from speir.partnerships.area_names import address_of
    from speir.partnerships.choices import AreaKind
    from speir.regulated_services.models import AreaCounts, Snapshot
    from tests.area_teams.factories import area_of, known
    from tests.factories import NOW, TODAY

    world = known()
    area, link = area_of(world), world.link
    about = {"area": area, "tier": Tier.OWN_BODY, "written_by": link, "written_at": NOW}
    notes = ContactNote.objects.bulk_create(
        ContactNote(
            **about,
            activity=list(Activity)[week % 6],
            how=ContactKind.MEETING,
            who_with="Chief social work officer",
            held_on=TODAY - timedelta(weeks=week),
            result="What came of it, in a sentence or two of the usual length for such a note. " * 2,
        )
        for week in range(WEEKS)
    )
    NextStep.objects.bulk_create(
        NextStep(note=note, area=area, text="Ask again", due_on=note.held_on, done_by=link, done_at=NOW)
        for note in notes[10:]
    )
    PostHolding.objects.bulk_create(
        PostHolding(
            area=area,
            post=list(PostKind)[number % 2],
            name=f"Holder {number}",
            from_on=TODAY - timedelta(days=120 * number),
            until_on=None if number < 2 else TODAY - timedelta(days=120 * (number - 2)),
            noted_by=link,
            noted_at=NOW,
        )
        for number in range(POSTS)
    )
    risks = AreaRisk.objects.bulk_create(
        AreaRisk(
            **{**about, "written_at": NOW - timedelta(days=60 * number)},
            statement=f"Something happens, number {number}.",
            horizon_on=TODAY + timedelta(days=30),
            impact=Impact.LARGE,
            would_change="A sign.",
            status="open" if number < 8 else "did_not",
            resolved_by=None if number < 8 else link,
            resolved_at=None if number < 8 else NOW - timedelta(days=60 * number),
        )
        for number in range(RISKS)
    )
    Forecast.objects.bulk_create(
        Forecast(risk=risk, likelihood=40, why="So it seems.", made_by=link, made_at=NOW) for risk in risks
    )
    counts = {"all:services": 112, "all:graded": 98, "all:good": 90, "all:low": 1}
    for month in range(MONTHS):
        snapshot = Snapshot.objects.create(
            month_on=(TODAY - timedelta(days=31 * month)).replace(day=1),
            checksum="0" * 64,
            file_name="month.csv",
            source="invented",
            is_fictional=True,
            years=[],
            left_out_columns=[],
            landed=1,
            refused=0,
            outside_scotland=0,
            imported_at=NOW,
            imported_by_name="Bench",
        )
        AreaCounts.objects.create(snapshot=snapshot, area=area, counts=counts)
    quarters_of_numbers(area)
    client = Client()
    client.force_login(link)
    return client, reverse("area", args=[address_of(AreaKind.COUNCIL, area.name)])


def quarters_of_numbers(area: "Area") -> None:
    """A file of numbers each quarter: five indicators in 32 areas, this one the last of them."""
    from speir.indicators.models import Indicator, Observation, Vintage
    from speir.partnerships.models import Area
    from tests.factories import NOW, TODAY

    made = [Area(kind="council", name=f"Bench {number}", is_fictional=True) for number in range(OTHER_AREAS)]
    areas = [*Area.objects.bulk_create(made), area]
    indicators = Indicator.objects.bulk_create(
        Indicator(collection="partnership-returns", code=f"B-{number}", name="Invented", unit="%")
        for number in range(5)
    )
    for number in range(QUARTERS):
        day = TODAY - timedelta(days=91 * number)
        vintage = Vintage.objects.create(
            collection="partnership-returns",
            number=QUARTERS - number,
            checksum="0" * 64,
            file_name="quarter.csv",
            mapping={},
            is_fictional=True,
            landed=5 * len(areas),
            refused=0,
            imported_at=NOW - timedelta(days=91 * number),
            imported_by_name="Bench",
        )
        Observation.objects.bulk_create(
            Observation(
                vintage=vintage,
                area=each,
                indicator=indicator,
                period=f"{number}",
                starts_on=day,
                ends_on=day,
                value=50,
            )
            for each in areas
            for indicator in indicators
        )


def main() -> None:
    """Measure and print."""
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        client, address = twenty_years()
        pages = {"the page of an area with 20 years": "", "the same, from 2010": "?before=2010-01-01"}
        for what, asked in pages.items():
            place = address + asked
            taken = []
            for _ in range(RUNS):
                began = time.process_time()
                answer = client.get(place)
                taken.append((time.process_time() - began) * 1000)
                assert answer.status_code == 200
            print(f"{statistics.median(taken):8.1f} ms CPU  {what}")  # noqa: T201 (a command)
    finally:
        teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    main()
