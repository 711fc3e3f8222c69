"""Changes to consultations: preparing and opening one, inviting, and what people say."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings

from speir.consultations import permissions, queries, rules
from speir.consultations.choices import SpeaksAs, Stance
from speir.consultations.lifecycle import CONSULTATION
from speir.consultations.models import Comment, Consultation, Invitation
from speir.foundations import audit, outbox
from speir.foundations.audit import Actor
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.foundations.uk_time import day_in_words, uk_day
from speir.frameworks.models import Framework, FrameworkItem
from speir.frameworks.operations import hold_as_draft
from speir.people.models import Body, Person
from speir.people.queries import people_of_bodies, standing_everywhere
from speir.programmes.models import Programme
from speir.programmes.queries import names_framework


@operation
def prepare_consultation(
    *,
    framework: Framework,
    programme: Programme | None,
    title: str,
    about: str,
    closes_on: date,
    is_public: bool,
    by: Person,
    at: datetime,
    is_fictional: bool = False,
    once: str = "",
) -> Consultation:
    """Prepare a consultation on a draft framework; nobody is asked anything yet."""
    permissions.may_consult.check(standing_everywhere(by))
    _check_is_unused(framework)
    check_all(
        rules.consultation_says_what_it_asks.reason(title, about),
        rules.closes_on_a_day_ahead.reason(closes_on, uk_day(at)),
    )
    prepared = Consultation.objects.create(
        framework=framework,
        programme=programme,
        title=title.strip(),
        about=about.strip(),
        closes_on=closes_on,
        is_public=is_public,
        is_fictional=is_fictional,
        prepared_by=by,
        prepared_at=at,
    )
    audit.record(f"Consultation prepared: {prepared}", subject=prepared, by=by, at=at)
    return prepared


@operation
def open_consultation(*, consultation: Consultation, by: Person, at: datetime) -> None:
    """Open it: from now on the draft stays as it is, no inspection uses it, and people may comment."""
    permissions.may_consult.check(standing_everywhere(by))
    _check_is_unused(consultation.framework)
    rules.closes_on_a_day_ahead.check(consultation.closes_on, uk_day(at))
    move(consultation, CONSULTATION, "open", by=by, at=at)
    Consultation.objects.filter(pk=consultation.pk).update(opened_at=at)
    consultation.opened_at = at
    hold_as_draft(framework=consultation.framework, by=by, at=at)
    for invited in queries.invitations_of(consultation):
        _tell(consultation, invited.body, at)
    audit.record(f"Consultation opened: {consultation}", subject=consultation, by=by, at=at)


@operation
def move_closing_day(
    *, consultation: Consultation, closes_on: date, reason: str, by: Person, at: datetime, once: str = ""
) -> None:
    """Move the closing day, with the reason; people may comment until the end of that day."""
    permissions.may_consult.check(standing_everywhere(by))
    CONSULTATION.after(consultation.status, "publish")
    check_all(
        rules.closes_on_a_day_ahead.reason(closes_on, uk_day(at)),
        rules.a_reason_is_given.reason(reason),
    )
    before = consultation.closes_on
    Consultation.objects.filter(pk=consultation.pk).update(closes_on=closes_on)
    consultation.closes_on = closes_on
    audit.record(
        "Closing day of a consultation moved",
        subject=consultation,
        by=by,
        at=at,
        details={"from": before.isoformat(), "to": closes_on.isoformat(), "why": reason.strip()},
    )


@operation
def invite(
    *, consultation: Consultation, bodies: Sequence[Body], by: Person, at: datetime, once: str = ""
) -> list[Invitation]:
    """Invite everybody of some bodies; they are told when it is open, nobody twice."""
    permissions.may_consult.check(standing_everywhere(by))
    offered = {body.pk for body in queries.bodies_to_invite(consultation)}
    new = [body for body in bodies if body.pk in offered]
    rules.somebody_is_invited.check(len(new))
    made = [
        Invitation.objects.create(consultation=consultation, body=body, invited_by=by, invited_at=at)
        for body in new
    ]
    if consultation.opened_at:
        for body in new:
            _tell(consultation, body, at)
    names = ", ".join(body.name for body in new)
    audit.record(f"Invited to comment: {names}", subject=consultation, by=by, at=at)
    return made


def _tell(consultation: Consultation, body: Body, at: datetime) -> None:
    for person in people_of_bodies([body.pk]):
        outbox.put(
            key=f"consultation:{consultation.pk}:{person.pk}",
            to=person.email,
            subject="You are asked what you think of a draft framework",
            body=f"{consultation.title}\n\n"
            f"Comments are taken until {day_in_words(consultation.closes_on)}:\n\n"
            f"{settings.SPEIR_PUBLIC_URL}/our-consultations/{consultation.pk}/\n",
            at=at,
        )


@operation
def comment(
    *,
    consultation: Consultation,
    item: FrameworkItem | None,
    level_key: str,
    stance: Stance,
    text: str,
    speaks_as: SpeaksAs,
    may_be_quoted: bool,
    may_be_named: bool,
    by: Actor,
    at: datetime,
    filled_in: str = "",
    sender_mark: str = "",
    once: str = "",
) -> Comment:
    """Keep what somebody says about one part of the draft; nobody outside gives any personal detail."""
    person = by if isinstance(by, Person) else None
    if person is not None:
        permissions.may_comment_for_a_body.check(standing_everywhere(person))
    check_all(
        rules.consultation_takes_comments.reason(queries.is_taking_comments(consultation, at)),
        rules.comment_says_something.reason(stance, text),
        rules.comment_is_no_advertisement.reason(text),
        rules.comment_holds_no_contact_details.reason(text),
        rules.comment_is_sent_by_a_person.reason(filled_in),
        rules.comment_is_not_one_of_many_from_one_place.reason(queries.sent_lately(sender_mark, at)),
        rules.part_is_in_the_draft.reason(_is_there(consultation, item, level_key)),
    )
    made = Comment.objects.create(
        consultation=consultation,
        item=item,
        level_key=level_key,
        stance=stance,
        text=text.strip(),
        speaks_as=speaks_as,
        may_be_quoted=may_be_quoted,
        may_be_named=may_be_named and person is not None,
        said_by=person,
        received_at=at,
        sender_mark="" if person else sender_mark,
    )
    audit.record("Comment on a draft framework", subject=made, by=by, at=at)
    return made


def _is_there(consultation: Consultation, item: FrameworkItem | None, level_key: str) -> bool:
    if item is None:
        return not level_key
    is_ours = item.framework_id == consultation.framework_id
    return is_ours and (not level_key or level_key in dict(queries.levels_to_illustrate(item)))


def _check_is_unused(framework: Framework) -> None:
    is_named = names_framework(framework)
    rules.only_an_unused_framework_is_a_draft.check(framework.used_at is not None, is_named)
