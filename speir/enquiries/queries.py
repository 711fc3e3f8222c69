"""Questions about enquiries."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from speir.area_teams.choices import AreaRole
from speir.area_teams.queries import named_in, reader_of_areas, whom_to_tell
from speir.area_teams.tiers import AreaReader
from speir.enquiries.choices import EnquiryStatus
from speir.enquiries.models import Enquiry
from speir.enquiries.permissions import AnswersFor, why_not_for
from speir.foundations.models import LifecycleMove
from speir.foundations.moves import moves_of
from speir.partnerships.models import Area
from speir.people.choices import Role, Side
from speir.people.models import Person
from speir.people.queries import body_named, people_with_role

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def waiting_for(reader: AreaReader, areas: Collection[Area], today: date) -> list[Enquiry]:
    """Enquiries about these areas that wait for an answer and that the reader may answer, oldest first."""
    found = Enquiry.objects.filter(area__in=list(areas), status=EnquiryStatus.RECEIVED)
    waiting = list(found.select_related("area").only("received_at", "area"))
    if not waiting:  # as most days: then who answers is not asked for
        return []
    answers = answers_for(areas, today)
    return [each for each in waiting if _why_not(reader, each.area, answers[each.area_id]) is None]


def areas_with_waiting() -> list[Area]:
    """The areas about which an enquiry waits for an answer."""
    waiting = Enquiry.objects.filter(status=EnquiryStatus.RECEIVED).order_by()
    return list(Area.objects.filter(pk__in=waiting.values("area")))


def enquiry_for(person: Person, enquiry_id: UUID, today: date) -> Enquiry | None:
    """One enquiry, if this person may read it."""
    found = Enquiry.objects.filter(pk=enquiry_id).select_related("area", "answered_by").first()
    return None if found is None or why_not(person, found.area, today) else found


def why_not(person: Person, area: Area, today: date) -> str | None:
    """Why somebody may not read or answer enquiries about an area, or None when they may."""
    return _why_not(reader_of_areas(person, today), area, answers_for([area], today)[area.pk])


def _why_not(reader: AreaReader, area: Area, answers: AnswersFor) -> str | None:
    is_in_team = area.pk in reader.answers_in
    standing = reader.everywhere
    if is_in_team:
        standing = replace(standing, roles=standing.roles | {Role.LINK_INSPECTOR})
    return why_not_for(standing, is_in_team, answers)


def answers_for(areas: Collection[Area], today: date) -> dict[UUID, AnswersFor]:
    """Which bodies answer for each of these areas today, in two questions."""
    lead = body_named(settings.SPEIR_LEAD_BODY)
    routes = str(lead.pk) if lead and lead.side == Side.SCRUTINY else ""
    named = named_in(areas, today)
    found = {}
    for area in areas:
        here = named.get(area.pk, [])
        has_link = any(role == AreaRole.LINK_INSPECTOR for role, _ in here)
        bodies = frozenset(str(person.body_id) for _, person in here)
        found[area.pk] = AnswersFor(bodies, "" if has_link else routes)
    return found


def whom_to_tell_of_enquiry(area: Area, today: date) -> list[Person]:
    """Who is told: the link inspector or their cover, else service managers of the bodies that answer."""
    link = whom_to_tell(area, today)
    if link is not None:
        return [link]
    bodies = answers_for([area], today)[area.pk].bodies
    return [each for each in people_with_role(Role.SERVICE_MANAGER) if str(each.body_id) in bodies]


def sent_lately(sender_mark: str, at: datetime) -> int:
    """How many came from one place in the hour before a moment."""
    return (
        Enquiry.objects.filter(sender_mark=sender_mark, received_at__gt=at - HOUR).count()
        if sender_mark
        else 0
    )


def sent_today(email: str, at: datetime) -> int:
    """How many came with one e-mail address in the day before a moment."""
    return Enquiry.objects.filter(email__iexact=email, received_at__gt=at - DAY).count()


def why_set_aside(enquiry: Enquiry) -> LifecycleMove | None:
    """When and why it was set aside, if it was."""
    return moves_of(enquiry).filter(step="set_aside").last()
