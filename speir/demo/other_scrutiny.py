"""Invented scrutiny by invented bodies in the invented areas, so that the shared calendar is not empty."""

from datetime import datetime, timedelta

from speir.demo.cast import Cast
from speir.foundations.uk_time import uk_day
from speir.foundations.working_weeks import monday_of
from speir.partnerships.choices import AreaKind
from speir.partnerships.queries import areas_of_kind
from speir.scrutiny_calendar.choices import Firmness as Sure
from speir.scrutiny_calendar.choices import ScrutinyKind as Kind
from speir.scrutiny_calendar.choices import Sharing
from speir.scrutiny_calendar.operations import note_scrutiny
from speir.scrutiny_calendar.within import Noted

# Weeks from now, days, area, body, kind, what, how sure.
SOME = (
    (
        3,
        5,
        "Strathcarron",
        "Audit body (fictional)",
        Kind.AUDIT,
        "Audit of best value",
        Sure.AGREED,
    ),
    (
        9,
        12,
        "Eastmuir",
        "Education body (fictional)",
        Kind.INSPECTION,
        "Community learning",
        Sure.LIKELY,
    ),
    (
        16,
        5,
        "Glenorrin",
        "Housing body (fictional)",
        Kind.VISIT,
        "Engagement visit",
        Sure.TENTATIVE,
    ),
)


def note_some(cast: Cast, at: datetime) -> None:
    """Note them, by the service manager."""
    places = {area.name: area for area in areas_of_kind(AreaKind.COUNCIL) if area.is_fictional}
    for weeks, days, place, body, kind, what, firmness in SOME:
        first = monday_of(uk_day(at)) + timedelta(weeks=weeks)
        note_scrutiny(
            noted=Noted(
                body,
                kind,
                what,
                first,
                first + timedelta(days=days - 1),
                firmness,
                "Invented for the demonstration",
                Sharing.SCRUTINY,
            ),
            areas=[places[place]],
            by=cast.person("manager"),
            at=at,
        )
