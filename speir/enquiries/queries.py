"""Questions about enquiries."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from speir.area_teams.queries import standing_in
from speir.enquiries.choices import EnquiryStatus
from speir.enquiries.models import Enquiry
from speir.enquiries.permissions import may_answer_enquiry
from speir.foundations.models import LifecycleMove
from speir.foundations.moves import moves_of
from speir.partnerships.models import Area
from speir.people.choices import Role
from speir.people.models import Person
from speir.people.queries import people_with_role

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def waiting_in(areas: Collection[Area]) -> list[Enquiry]:
    """Enquiries about these areas that wait for an answer, oldest first; for those who may answer them."""
    waiting = Enquiry.objects.filter(area__in=list(areas), status=EnquiryStatus.RECEIVED)
    return list(waiting.select_related("area"))


def enquiry_for(person: Person, enquiry_id: UUID, today: date) -> Enquiry | None:
    """One enquiry, if this person may read it."""
    found = Enquiry.objects.filter(pk=enquiry_id).select_related("area", "answered_by").first()
    if found is None:
        return None
    refused = may_answer_enquiry.reason_refused(standing_in(person, [found.area], today))
    return None if refused else found


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


def service_managers() -> list[Person]:
    """Who is told when an area has no link inspector."""
    return people_with_role(Role.SERVICE_MANAGER)


def why_set_aside(enquiry: Enquiry) -> LifecycleMove | None:
    """When and why it was set aside, if it was."""
    return moves_of(enquiry).filter(step="set_aside").last()
