"""An inspection of which the partnership knows, for journeys that begin there."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from speir.demo.cast import Cast
from speir.inspections.models import Inspection
from speir.inspections.operations import (
    acknowledge_letter,
    appoint,
    plan_inspection,
    send_notification_letters,
)
from speir.inspections.queries import letters_of
from speir.people.choices import Role
from speir.programmes.queries import phase

TEAM = {
    "his_inspector": Role.INSPECTOR,
    "hmics_inspector": Role.INSPECTOR,
    "support": Role.SUPPORT_OFFICER,
    "strathcarron_coordinator": Role.COORDINATOR,
    "strathcarron_senior_manager": Role.SENIOR_MANAGER,
    "strathcarron_council_head": Role.HEAD,
    "nhs_carron_head": Role.HEAD,
    "police_carron_head": Role.HEAD,
}


def begun(cast: Cast, **more: Role) -> Inspection:
    """Planned, with its team (``more`` by key), its letters sent and acknowledged."""
    now = timezone.now()
    planned = plan_inspection(
        phase=phase("adult-support-and-protection", "phase-3-demonstration"),
        partnership=cast.partnerships["strathcarron"],
        starts_on=_monday_or_later(now),
        lead_inspector=cast.person("lead"),
        reason_chosen="Never inspected in this programme.",
        by=cast.person("manager"),
        at=now,
    )
    for key, role in {**TEAM, **more}.items():
        appoint(inspection=planned, person=cast.person(key), role=role, by=cast.person("lead"), at=now)
    send_notification_letters(inspection=planned, by=cast.person("lead"), at=now)
    for letter in letters_of(planned):
        acknowledge_letter(letter=letter, by=letter.recipient, at=now)
    return planned


def _monday_or_later(now: datetime) -> date:
    day = timezone.localdate(now)
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
