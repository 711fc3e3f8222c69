"""Changes to enquiries."""

from datetime import datetime

from django.conf import settings

from speir.enquiries import queries, rules
from speir.enquiries.lifecycle import ENQUIRY
from speir.enquiries.models import Enquiry
from speir.foundations import audit, outbox
from speir.foundations.audit import Actor
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.refusals import NotAllowed, Reason
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.partnerships.models import Area
from speir.people.models import Person


@operation
def receive_enquiry(
    *,
    area: Area,
    name: str,
    email: str,
    asked: str,
    by: Actor,
    at: datetime,
    filled_in: str = "",
    sender_mark: str = "",
    once: str = "",
) -> Enquiry:
    """Take an enquiry, send a receipt, and tell who answers for the area today."""
    check_all(
        rules.says_what_is_asked.reason(asked),
        rules.is_no_advertisement.reason(asked),
        rules.is_sent_by_a_person.reason(filled_in),
        rules.is_not_one_of_many_from_one_place.reason(queries.sent_lately(sender_mark, at)),
        rules.somebody_answers_for_the_area.reason(queries.whom_to_tell_of_enquiry(area, uk_day(at))),
        rules.is_not_one_of_many_for_one_address.reason(queries.sent_today(email, at)),
    )
    enquiry = Enquiry.objects.create(
        area=area,
        name=name.strip(),
        email=email.strip(),
        asked=asked.strip(),
        received_at=at,
        sender_mark=sender_mark,
    )
    outbox.put(
        key=f"enquiry:{enquiry.pk}:receipt",
        to=enquiry.email,
        subject=f"We have your enquiry {enquiry.mark}",
        body="Your enquiry has been received, and somebody who knows the area will answer it.\n\n"
        "If you did not send one, you need do nothing.\n",
        at=at,
    )
    _tell(enquiry, at)
    audit.record("Enquiry received", subject=enquiry, by=by, at=at, thread=area.pk)
    return enquiry


def _tell(enquiry: Enquiry, at: datetime) -> None:
    for person in queries.whom_to_tell_of_enquiry(enquiry.area, uk_day(at)):
        outbox.put(
            key=f"enquiry:{enquiry.pk}:tell:{person.pk}",
            to=person.email,
            subject=f"An enquiry about {enquiry.area.name} waits for you",
            body=f"Enquiry {enquiry.mark}. Read and answer it in Speir:\n\n"
            f"{settings.SPEIR_PUBLIC_URL}/office/enquiries/{enquiry.pk}/\n",
            at=at,
        )


def _check_may_answer(enquiry: Enquiry, by: Actor, at: datetime) -> None:
    """Refuse unless ``by`` may answer for the area; a command of the operator may."""
    refused = queries.why_not(by, enquiry.area, uk_day(at)) if isinstance(by, Person) else None
    if refused:
        raise NotAllowed(Reason(refused))


@operation
def answer_enquiry(*, enquiry: Enquiry, answer: str, by: Person, at: datetime) -> None:
    """Send the answer to whoever asked; it does not tell who wrote it."""
    _check_may_answer(enquiry, by, at)
    rules.answer_says_something.check(answer)
    move(enquiry, ENQUIRY, "answer", by=by, at=at)
    Enquiry.objects.filter(pk=enquiry.pk).update(answer=answer.strip(), answered_by=by, answered_at=at)
    outbox.put(
        key=f"enquiry:{enquiry.pk}:answer",
        to=enquiry.email,
        subject=f"The answer to your enquiry {enquiry.mark}",
        body=f"{answer.strip()}\n",
        at=at,
    )
    audit.record("Enquiry answered", subject=enquiry, by=by, at=at, thread=enquiry.area_id)


@operation
def set_enquiry_aside(*, enquiry: Enquiry, reason: str, by: Person, at: datetime) -> None:
    """Decide that an enquiry gets no answer, with the reason."""
    _check_may_answer(enquiry, by, at)
    rules.setting_aside_has_a_reason.check(reason)
    move(enquiry, ENQUIRY, "set_aside", by=by, at=at, why=reason.strip())
    audit.record("Enquiry set aside", subject=enquiry, by=by, at=at, thread=enquiry.area_id)
