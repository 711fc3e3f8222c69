"""Questions about risk conversations; nobody gets one in which their body does not take part."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from speir.area_teams.choices import Tier
from speir.area_teams.models import SharedWithBody
from speir.area_teams.queries import shared_at, standing_in
from speir.foundations.access import Permission
from speir.foundations.models import LifecycleMove
from speir.foundations.moves import moves_of
from speir.foundations.uk_time import uk_day
from speir.partnerships.models import Area
from speir.people.choices import Side
from speir.people.models import Person
from speir.people.standing import Standing
from speir.risk_conversations.choices import ConversationStatus, LineKind
from speir.risk_conversations.contents import Content
from speir.risk_conversations.models import (
    BodySignature,
    ConversationAction,
    LineTakenOut,
    RecordLine,
    RiskConversation,
    TakingPart,
)
from speir.risk_conversations.permissions import may_call_conversation, may_prepare_view, may_sign_record

UNDER_WAY = (ConversationStatus.PREPARING, ConversationStatus.HELD, ConversationStatus.SIGNING)


@dataclass(frozen=True)
class Prepared:
    """What one body has prepared, as far as the reader may see it: a view of another body stays closed."""

    part: TakingPart
    view: str
    is_closed: bool


@dataclass(frozen=True)
class ConversationFile:
    """One conversation with everything about it that the reader may see."""

    conversation: RiskConversation
    parts: tuple[Prepared, ...]
    lines: tuple[RecordLine, ...]
    actions: tuple[ConversationAction, ...]
    carried: tuple[ConversationAction, ...]
    shared: tuple[SharedWithBody, ...]
    signatures: tuple[BodySignature, ...]
    last_move: LifecycleMove | None = None

    @property
    def missing(self) -> list[str]:
        """The bodies that have not signed the record as it stands."""
        signed = {each.body_id for each in self.signatures}
        return [each.part.body.name for each in self.parts if each.part.body_id not in signed]


def _seen_by(person: Person) -> QuerySet[RiskConversation]:
    found = RiskConversation.objects.select_related("area", "called_by__body")
    if person.body.side != Side.SCRUTINY:
        return found.none()
    return found.filter(pk__in=TakingPart.objects.filter(body_id=person.body_id).values("conversation"))


def conversations_in(areas: Collection[Area], person: Person) -> list[RiskConversation]:
    """The conversations about these areas in which somebody's body takes part, newest first."""
    return list(_seen_by(person).filter(area__in=list(areas)))


def conversations_between(
    areas: Sequence[Area], person: Person, since: date, before: date, limit: int
) -> list[RiskConversation]:
    """Conversations that were held in a span of days, newest first; their records are not read."""
    held = _seen_by(person).filter(area__in=list(areas), status__in=("held", "signing", "signed"))
    found = held.select_related(None).filter(held_on__gte=since, held_on__lt=before)
    return list(found.only("held_on", "purpose", "area_id")[:limit])


def conversation_seen(person: Person, conversation_id: UUID) -> RiskConversation | None:
    """One conversation, if somebody's body takes part."""
    return _seen_by(person).filter(pk=conversation_id).first()


def is_under_way(area: Area) -> bool:
    """Whether a conversation about an area is under way."""
    return RiskConversation.objects.filter(area=area, status__in=UNDER_WAY).exists()


def under_way(areas: Collection[Area], body_id: str) -> list[RiskConversation]:
    """The conversations under way about these areas in which a body takes part."""
    part = TakingPart.objects.filter(body_id=body_id).values("conversation")
    found = RiskConversation.objects.filter(area__in=list(areas), status__in=UNDER_WAY, pk__in=part)
    return list(found.select_related("area").only("held_on", "status", "area"))


@dataclass(frozen=True)
class Waiting:
    """A conversation that waits for somebody of a body, and the permission that whoever does it needs."""

    conversation: RiskConversation
    what: str
    permission: Permission[Standing]


def waiting_for_body(body_id: str) -> list[Waiting]:
    """What waits for a body in the conversations under way in which it takes part, in three questions."""
    parts = TakingPart.objects.filter(body_id=body_id, conversation__status__in=UNDER_WAY)
    views = dict(parts.values_list("conversation_id", "view"))
    found = RiskConversation.objects.filter(pk__in=list(views)).select_related("area").defer("content")
    mine = BodySignature.objects.filter(body_id=body_id, conversation__in=list(views))
    signed = set(mine.values_list("conversation_id", "checksum"))
    waiting = []
    for it in found:
        if it.status == ConversationStatus.PREPARING and not views[it.pk]:
            waiting.append(Waiting(it, "Prepare the view of your body", may_prepare_view))
        elif it.status == ConversationStatus.HELD:
            waiting.append(Waiting(it, "Write the record and send it for signing", may_call_conversation))
        elif it.status == ConversationStatus.SIGNING and (it.pk, it.checksum) not in signed:
            waiting.append(Waiting(it, "Sign the record for your body, or send it back", may_sign_record))
    return waiting


def actions_due(body_id: str, until: date) -> list[ConversationAction]:
    """What a body has agreed to do by a day, in any area, and has not done."""
    found = ConversationAction.objects.filter(body_id=body_id, done_at=None, due_on__lte=until)
    return list(found.select_related("area", "conversation"))


def standing_for(person: Person, conversation: RiskConversation, today: date) -> Standing:
    """Who somebody is towards the area of a conversation."""
    return standing_in(person, [conversation.area], today)


def may_see_view(part: TakingPart, conversation: RiskConversation, person: Person) -> bool:
    """Whether somebody may read what a body prepared: its own people always, others once it is held."""
    is_before = conversation.status in (ConversationStatus.PREPARING, ConversationStatus.CANCELLED)
    return part.body_id == person.body_id or not is_before


def parts_of(conversation: RiskConversation) -> list[TakingPart]:
    """The bodies that take part."""
    return list(TakingPart.objects.filter(conversation=conversation).select_related("body"))


def lines_of(conversation: RiskConversation) -> list[RecordLine]:
    """The lines of the record that have not been taken out."""
    found = RecordLine.objects.filter(conversation=conversation)
    gone = LineTakenOut.objects.filter(line__conversation=conversation).values("line")
    return list(found.exclude(pk__in=gone).select_related("body"))


def actions_of(conversation: RiskConversation) -> list[ConversationAction]:
    """What was agreed at this conversation."""
    return list(
        ConversationAction.objects.filter(conversation=conversation).select_related("body", "done_by")
    )


def carried_into(conversation: RiskConversation) -> list[ConversationAction]:
    """What earlier conversations of the same bodies' area left open when this one was called."""
    earlier = ConversationAction.objects.filter(
        area=conversation.area_id, conversation__called_at__lt=conversation.called_at
    )
    bodies = TakingPart.objects.filter(conversation=conversation).values("body")
    found = earlier.filter(body__in=bodies).select_related("body", "done_by", "conversation")
    return [each for each in found if each.done_at is None or each.done_at >= conversation.called_at]


def open_actions(areas: Collection[Area], body_id: str) -> list[ConversationAction]:
    """What is still to be done in these areas by one body, the soonest due first."""
    found = ConversationAction.objects.filter(area__in=list(areas), body_id=body_id, done_at=None)
    listed = found.select_related("area", "conversation")
    return list(listed.only("text", "due_on", "area", "conversation__held_on"))


def signatures_of(conversation: RiskConversation) -> list[BodySignature]:
    """Who has signed the record as it stands."""
    found = BodySignature.objects.filter(conversation=conversation, checksum=conversation.checksum)
    return list(found.select_related("body", "signed_by")) if conversation.checksum else []


def file_of(conversation: RiskConversation, person: Person) -> ConversationFile:
    """A conversation with all that somebody may see of it, in a fixed number of questions."""
    return ConversationFile(
        conversation=conversation,
        parts=tuple(_prepared(part, conversation, person) for part in parts_of(conversation)),
        lines=tuple(lines_of(conversation)),
        actions=tuple(actions_of(conversation)),
        carried=tuple(carried_into(conversation)),
        shared=tuple(shared_at(conversation.pk)),
        signatures=tuple(signatures_of(conversation)),
        last_move=moves_of(conversation).last(),
    )


def _prepared(part: TakingPart, conversation: RiskConversation, person: Person) -> Prepared:
    is_seen = may_see_view(part, conversation, person)
    return Prepared(part, part.view if is_seen else "", is_closed=not is_seen)


def content_of(conversation: RiskConversation) -> Content:
    """The record as plain values, to be frozen and signed."""
    lines = lines_of(conversation)
    return {
        "area": conversation.area.name,
        "held_on": conversation.held_on.isoformat(),
        "purpose": conversation.purpose,
        "next_on": conversation.next_on.isoformat() if conversation.next_on else "",
        "there": [[part.body.name, part.attended] for part in parts_of(conversation)],
        "views": [[part.body.name, part.view] for part in parts_of(conversation)],
        "lines": [
            [LineKind.label_of(line.kind), line.body.name if line.body else "", line.text] for line in lines
        ],
        "actions": [_agreed(each) for each in actions_of(conversation)],
        "carried": [_agreed(each) for each in carried_into(conversation)],
        "shared": [
            [each.words, Tier.label_of(each.tier), each.body.name, each.why]
            for each in shared_at(conversation.pk)
        ],
    }


def _agreed(each: ConversationAction) -> list[str]:
    done = f"done {uk_day(each.done_at).isoformat()}: {each.outcome}" if each.done_at else "open"
    return [each.text, each.body.name, each.owner, each.due_on.isoformat(), done]
