"""Changes to risk conversations."""

from collections.abc import Collection
from datetime import date, datetime

from speir.area_teams.queries import check_may
from speir.foundations import audit
from speir.foundations.identifiers import CERTAIN, likely_identifiers
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.overtaking import OVERTAKEN
from speir.foundations.refusals import NotNow, Reason
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.partnerships.models import Area
from speir.people.models import Body, Person
from speir.risk_conversations import permissions, rules
from speir.risk_conversations.choices import LineKind
from speir.risk_conversations.contents import checksum_of
from speir.risk_conversations.lifecycle import CONVERSATION
from speir.risk_conversations.models import (
    BodySignature,
    ConversationAction,
    LineTakenOut,
    RecordLine,
    RiskConversation,
    TakingPart,
)
from speir.risk_conversations.queries import (
    content_of,
    is_under_way,
    lines_of,
    parts_of,
    signatures_of,
    standing_for,
)


def _own_part(conversation: RiskConversation, person: Person) -> TakingPart:
    own = TakingPart.objects.filter(conversation=conversation, body_id=person.body_id)
    rules.body_takes_part.check(own.exists())
    return own.select_related("body").get()


def _no_numbers_of_people(*texts: str) -> Reason | None:
    found = (one for text in texts for one in likely_identifiers(text))
    return rules.holds_no_number_of_a_person.reason(any(one.kind in CERTAIN for one in found))


def _check_writes(conversation: RiskConversation, by: Person, at: datetime) -> None:
    check_may(permissions.may_call_conversation, by, conversation.area, at)
    _own_part(conversation, by)
    rules.record_is_open.check(conversation.status)


@operation
def call_conversation(
    *,
    area: Area,
    held_on: date,
    purpose: str,
    bodies: Collection[Body],
    by: Person,
    at: datetime,
    once: str = "",
) -> RiskConversation:
    """Call scrutiny bodies together about an area on a day; each prepares its view until then."""
    check_may(permissions.may_call_conversation, by, area, at)
    check_all(
        rules.conversation_lies_ahead.reason(held_on, uk_day(at)),
        rules.says_something.reason(purpose),
        rules.several_bodies_take_part.reason(len(bodies), by.body in bodies),
        rules.one_conversation_at_a_time.reason(is_under_way(area)),
    )
    conversation = RiskConversation.objects.create(
        area=area, held_on=held_on, purpose=purpose.strip(), called_by=by, called_at=at
    )
    TakingPart.objects.bulk_create(TakingPart(conversation=conversation, body=body) for body in bodies)
    audit.record("Risk conversation called", subject=conversation, by=by, at=at, thread=area.pk)
    return conversation


@operation
def prepare_view(*, conversation: RiskConversation, view: str, base: int, by: Person, at: datetime) -> None:
    """Write the view of one's own body, private until the conversation is held; ``base``: what was seen."""
    permissions.may_prepare_view.check(standing_for(by, conversation, uk_day(at)))
    part = _own_part(conversation, by)
    check_all(
        rules.views_are_prepared_before.reason(conversation.status),
        rules.says_something.reason(view),
        _no_numbers_of_people(view),
    )
    still = TakingPart.objects.filter(pk=part.pk, revision=base)
    if not still.update(view=view.strip(), revision=base + 1):
        raise NotNow(Reason(OVERTAKEN))
    audit.record("View prepared", subject=part, by=by, at=at, thread=conversation.area_id)


@operation
def hold_conversation(*, conversation: RiskConversation, by: Person, at: datetime) -> None:
    """Say that the conversation is held: the views open to the bodies that take part."""
    check_may(permissions.may_call_conversation, by, conversation.area, at)
    _own_part(conversation, by)
    rules.conversation_is_held_on_its_day.check(conversation.held_on, uk_day(at))
    move(conversation, CONVERSATION, "hold", by=by, at=at)
    audit.record("Risk conversation held", subject=conversation, by=by, at=at, thread=conversation.area_id)


@operation
def cancel_conversation(*, conversation: RiskConversation, why: str, by: Person, at: datetime) -> None:
    """Call a conversation off, with the reason; views stay with their bodies."""
    check_may(permissions.may_call_conversation, by, conversation.area, at)
    _own_part(conversation, by)
    rules.calling_off_says_why.check(why)
    move(conversation, CONVERSATION, "cancel", by=by, at=at, why=why.strip())
    audit.record(
        "Risk conversation called off", subject=conversation, by=by, at=at, thread=conversation.area_id
    )


@operation
def note_who_was_there(
    *, conversation: RiskConversation, body: Body, attended: str, by: Person, at: datetime
) -> None:
    """Write down who of one body was there; that nobody was is an answer too."""
    _check_writes(conversation, by, at)
    rules.says_something.check(attended)
    part = TakingPart.objects.filter(conversation=conversation, body=body)
    rules.body_takes_part.check(part.update(attended=attended.strip()) == 1)
    audit.record("Who was there", subject=conversation, by=by, at=at, thread=conversation.area_id)


@operation
def add_line(
    *,
    conversation: RiskConversation,
    kind: LineKind,
    text: str,
    body: Body | None,
    by: Person,
    at: datetime,
    once: str = "",
) -> RecordLine:
    """Write an agreed risk, an assurance, or a difference with whose it is."""
    _check_writes(conversation, by, at)
    check_all(
        rules.says_something.reason(text),
        rules.difference_says_whose_it_is.reason(kind, body is not None),
        _no_numbers_of_people(text),
    )
    line = RecordLine.objects.create(
        conversation=conversation, kind=kind, text=text.strip(), body=body, written_by=by, written_at=at
    )
    audit.record(f"{kind.label} recorded", subject=line, by=by, at=at, thread=conversation.area_id)
    return line


@operation
def take_line_out(*, line: RecordLine, by: Person, at: datetime) -> None:
    """Take a line out of the record before it is signed; again changes nothing."""
    _check_writes(line.conversation, by, at)
    LineTakenOut.objects.get_or_create(line=line, defaults={"taken_out_by": by, "taken_out_at": at})
    audit.record("Line taken out", subject=line, by=by, at=at, thread=line.conversation.area_id)


@operation
def add_action(
    *,
    conversation: RiskConversation,
    text: str,
    body: Body,
    owner: str,
    due_on: date,
    by: Person,
    at: datetime,
    once: str = "",
) -> ConversationAction:
    """Agree on an action with its owner and day."""
    _check_writes(conversation, by, at)
    is_part = TakingPart.objects.filter(conversation=conversation, body=body).exists()
    check_all(
        rules.says_something.reason(text),
        rules.action_has_an_owner.reason(owner, is_part),
        rules.action_is_due_later.reason(due_on, conversation.held_on),
        _no_numbers_of_people(text, owner),
    )
    agreed = ConversationAction.objects.create(
        conversation=conversation,
        area=conversation.area,
        text=text.strip(),
        body=body,
        owner=owner.strip(),
        due_on=due_on,
        added_by=by,
        added_at=at,
    )
    audit.record("Action agreed", subject=agreed, by=by, at=at, thread=conversation.area_id)
    return agreed


@operation
def finish_action(*, agreed: ConversationAction, outcome: str, by: Person, at: datetime) -> None:
    """Say what was done; by the body that owns the action."""
    permissions.may_prepare_view.check(standing_for(by, agreed.conversation, uk_day(at)))
    rules.body_takes_part.check(agreed.body_id == by.body_id)
    rules.done_says_what_was_done.check(outcome)
    done = ConversationAction.objects.filter(pk=agreed.pk, done_at=None)
    rules.action_is_open.check(done.update(outcome=outcome.strip(), done_by=by, done_at=at) == 1)
    audit.record("Action done", subject=agreed, by=by, at=at, thread=agreed.area_id)


@operation
def send_for_signing(*, conversation: RiskConversation, next_on: date, by: Person, at: datetime) -> None:
    """Freeze the record with its checksum, and ask every body to sign it."""
    _check_writes(conversation, by, at)
    absent = sum(not part.attended for part in parts_of(conversation))
    check_all(
        rules.everybody_is_named_who_was_there.reason(absent),
        rules.record_says_something.reason(len(lines_of(conversation))),
        rules.next_lies_after_this_one.reason(next_on, conversation.held_on),
    )
    move(conversation, CONVERSATION, "send", by=by, at=at)
    conversation.next_on = next_on
    content = content_of(conversation)
    RiskConversation.objects.filter(pk=conversation.pk).update(
        next_on=next_on, content=content, checksum=checksum_of(content)
    )
    audit.record("Record sent for signing", subject=conversation, by=by, at=at, thread=conversation.area_id)


@operation
def sign_record(*, conversation: RiskConversation, checksum: str, by: Person, at: datetime) -> BodySignature:
    """Sign the exact record for one's own body; the last signature closes it."""
    permissions.may_sign_record.check(standing_for(by, conversation, uk_day(at)))
    part = _own_part(conversation, by)
    now = RiskConversation.objects.select_for_update().get(pk=conversation.pk)
    signed = {each.body_id for each in signatures_of(now)}
    check_all(
        rules.record_waits_for_signing.reason(now.status),
        rules.signs_what_was_read.reason(checksum == now.checksum),
        rules.body_signs_once.reason(part.body_id in signed),
    )
    signature = BodySignature.objects.create(
        conversation=now, body=part.body, checksum=checksum, signed_by=by, signed_at=at
    )
    if {each.body_id for each in parts_of(now)} <= signed | {part.body_id}:
        move(now, CONVERSATION, "sign_last", by=by, at=at)
    audit.record("Record signed", subject=signature, by=by, at=at, thread=now.area_id)
    return signature


@operation
def send_record_back(*, conversation: RiskConversation, why: str, by: Person, at: datetime) -> None:
    """Refuse to sign, and say what is wrong: the record is written on, and everybody signs anew."""
    permissions.may_sign_record.check(standing_for(by, conversation, uk_day(at)))
    _own_part(conversation, by)
    rules.sending_back_says_what_is_wrong.check(why)
    move(conversation, CONVERSATION, "send_back", by=by, at=at, why=why.strip())
    RiskConversation.objects.filter(pk=conversation.pk).update(content=None, checksum="")
    audit.record("Record sent back", subject=conversation, by=by, at=at, thread=conversation.area_id)
