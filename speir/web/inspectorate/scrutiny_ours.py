"""Our own inspections in the shared scrutiny calendar: those of which partnerships have been told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.conf import settings

from speir.foundations.uk_time import UK
from speir.inspections.choices import InspectionStatus
from speir.inspections.queries import signing_bodies_of, visible_to
from speir.inspections.timetable_queries import changed_days_of
from speir.partnerships.queries import areas_of_partnerships
from speir.scrutiny_calendar.calendar_words import Written

if TYPE_CHECKING:
    from speir.inspections.models import Inspection
    from speir.people.models import Person

# Nobody outside knows of an inspection before its letters go; what is published is no scrutiny to come.
TOLD = (
    InspectionStatus.NOTIFIED,
    InspectionStatus.GATHERING,
    InspectionStatus.EVALUATING,
    InspectionStatus.REPORTING,
)


@dataclass(frozen=True)
class Ours:
    """One of our inspections as other bodies may know of it: who, what, where and when; no team, no stage."""

    inspection: "Inspection"
    what: str
    body: str
    areas: str
    changed_at: datetime
    changes: int


def ours_to_be_shared(person: "Person", first: date, last: date) -> list[Ours]:
    """The inspections this person may know of that touch these days and may be shared."""
    found = list(visible_to(person).filter(status__in=TOLD, starts_on__lte=last, publishes_on__gte=first))
    areas = areas_of_partnerships([one.partnership_id for one in found])
    bodies, changes = signing_bodies_of(found), changed_days_of(found)
    return [
        Ours(
            inspection=one,
            what=f"{one.phase.programme.name}, {one.phase.name}",
            body=", ".join(body.short_name or body.name for body in bodies[one.pk]),
            areas=", ".join(area.name for area in areas[one.partnership_id]) or one.partnership.name,
            changed_at=changes[one.pk][1] or datetime.combine(one.starts_on, time(9), UK),
            changes=changes[one.pk][0],
        )
        for one in found
    ]


def written(found: Sequence[Ours]) -> list[Written]:
    """The same as events; days that move keep their identity."""
    host = settings.SPEIR_PUBLIC_URL.partition("://")[2].partition("/")[0]
    return [
        Written(
            uid=f"inspection-{each.inspection.pk}@{host}",
            first_day=each.inspection.starts_on,
            last_day=each.inspection.publishes_on,
            what=f"{each.body}: {each.what}{' (fictional)' if each.inspection.is_fictional else ''}",
            changed_at=each.changed_at,
            where=each.areas,
            sequence=each.changes,
        )
        for each in found
    ]
