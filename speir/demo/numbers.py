"""Invented numbers in the invented areas and ten more, with a few things planted, and a look at them."""

import csv
import io
from datetime import date, datetime

from speir.demo.cast import PLACES
from speir.demo.invented_numbers import CODES, Invented, Planted, quarters
from speir.foundations.uk_time import uk_day
from speir.handovers.operations import look_for_signals
from speir.indicators.choices import SignalKind
from speir.indicators.operations import import_numbers, set_family_groups
from speir.partnerships.choices import AreaKind
from speir.partnerships.operations import register_fictional_area
from speir.people.operations import SYSTEM
from speir.regulated_services.operations import import_services

# Areas that exist for their numbers only, so that there is somebody to be compared with.
MORE = tuple(
    f"{first}{last}" for first in ("Ard", "Dun") for last in ("bravo", "delta", "echo", "golf", "kilo")
)
MANY = 16
LAST = MANY - 1
PLANTED = (
    Planted(SignalKind.OUTSIDE_FUNNEL, 0, "CPO-DONE", LAST),
    Planted(SignalKind.ABSENCE, 1, "SIR", LAST),
    Planted(SignalKind.THREE_WORSE, 2, "ASP-TIME", LAST),
    Planted(SignalKind.OUTSIDE_LIMITS, 3, "STAFF-VACANT", LAST),
    Planted(SignalKind.LATE_RETURN, 4, "STAFF-VACANT", LAST),
    Planted(SignalKind.BROKEN_TREND, -1, "LAC-AFTERCARE", LAST),
)
HEADS = ("CSNumber", "CareService", "Subtype", "ServiceName", "Client_group", "Council_Area_Name")
GRADED = (*HEADS, "ServiceStatus", "MinGrade")


def count_and_look(at: datetime) -> None:
    """Four years of invented numbers land, two months of invented services too, and somebody looks."""
    names = [*(place.name for place in PLACES), *MORE]
    for name in MORE:
        register_fictional_area(kind=AreaKind.COUNCIL, name=name, by=SYSTEM, at=at)
    groups = [("one" if place % 2 else "two", name) for place, name in enumerate(names)]
    set_family_groups(groups=groups, by=SYSTEM, at=at)
    today = uk_day(at)
    invented = Invented(names, quarters_until(today), PLANTED)
    for collection in CODES:
        content = invented.file(collection)
        import_numbers(collection=collection, content=content, name=f"{collection}.csv", by=SYSTEM, at=at)
    for back in (2, 1):
        month = f"{months_before(today, back):%Y-%m}"
        content = services(names, has_fallen=back == 1)
        import_services(content=content, name=f"invented_{month}.csv", month=month, by=SYSTEM, at=at)
    look_for_signals(is_fictional=True, by=SYSTEM, at=at)


def quarters_until(today: date) -> list[str]:
    """The quarters that ended last, of years from April."""
    since_april = (today.year * 12 + today.month - 4) // 3  # whole quarters up to the running one
    first_year, skipped = divmod(since_april - MANY, 4)
    return quarters(first_year, MANY + skipped)[skipped:]


def months_before(today: date, back: int) -> date:
    """The first day of a month so many months ago."""
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return date(year, month + 1, 1)


def services(names: list[str], *, has_fallen: bool) -> bytes:
    """Four invented services in each area; in the later month the grade of one has fallen."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(GRADED)
    for place, area in enumerate(names):
        for number in range(4):
            kind, whom = (
                ("Care Home Service", "Adults") if number % 2 else ("Day Care of Children", "Children")
            )
            grade = 2 if has_fallen and (place, number) == (5, 1) else 3 + (place + number) % 3
            subtype = "Older People" if number % 2 else ""
            name = f"Invented service {place + 1}.{number + 1}"
            writer.writerow([f"CS{place:02}{number}", kind, subtype, name, whom, area, "Active", grade])
    return written.getvalue().encode()
