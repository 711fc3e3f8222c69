"""One risk conversation as a page prints it; only what the reader's body may see."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from speir.area_teams.choices import Tier
from speir.foundations.uk_clock import uk_today
from speir.risk_conversations.choices import ConversationStatus, LineKind
from speir.risk_conversations.queries import ConversationFile
from speir.web.inspectorate.area_scope import place_address
from speir.web.inspectorate.raise_from_meeting import RaiseAddresses, raise_in_area
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from speir.people.models import Person
    from speir.risk_conversations.models import ConversationAction

CLOSED = "Being prepared. It opens when the conversation is held."
NOTHING = "Nothing has been prepared."


@dataclass(frozen=True)
class PartLine:
    """One body: its view, and who was there."""

    body: str
    view: str
    attended: str


@dataclass(frozen=True)
class ActionLine:
    """One action with how it stands."""

    text: str
    owner: str
    due: str
    stands: str
    late: str
    is_open: bool


@dataclass(frozen=True)
class ConversationPage:
    """What the page prints; each ``…_refused`` is "" when the reader may do that."""

    heading: str
    area: str
    area_address: str
    list_address: str
    is_fictional: bool
    status: str
    stage: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[PartLine, ...]
    lines: tuple[tuple[str, str, str], ...]
    actions: tuple[ActionLine, ...]
    carried: tuple[ActionLine, ...]
    shared: tuple[tuple[str, str, str, str], ...]
    signed: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    checksum: str
    write_refused: str
    hold_refused: str
    prepare_refused: str
    sign_refused: str
    has_open_actions: bool
    has_something_to_share: bool
    raise_addresses: RaiseAddresses


def conversation_page(
    file: ConversationFile,
    reader: "Person",
    refused: tuple[str, str, str],
    list_address: str,
    to_share: bool,
) -> ConversationPage:
    """The page; ``refused``: why the reader may not write, prepare, sign."""
    it = file.conversation
    own = [each for each in (*file.actions, *file.carried) if each.body_id == reader.body_id]
    has_signed = reader.body_id in {each.body_id for each in file.signatures}
    return ConversationPage(
        heading=f"Risk conversation, {day(it.held_on)}",
        area=it.area.name,
        area_address=place_address(it.area),
        list_address=list_address,
        is_fictional=it.area.is_fictional,
        status=ConversationStatus.label_of(it.status),
        stage=it.status,
        facts=_facts(file),
        parts=tuple(
            _part(each.part.body.name, each.view, each.is_closed, each.part.attended) for each in file.parts
        ),
        lines=tuple(
            (LineKind.label_of(each.kind), each.body.name if each.body else "", each.text)
            for each in file.lines
        ),
        actions=tuple(action_line(each) for each in file.actions),
        carried=tuple(action_line(each) for each in file.carried),
        shared=tuple(
            (each.words, Tier.label_of(each.tier), each.body.name, each.why) for each in file.shared
        ),
        signed=tuple(
            (each.body.name, f"{each.signed_by.full_name}, {day(each.signed_at)}") for each in file.signatures
        ),
        missing=tuple(file.missing),
        checksum=it.checksum,
        write_refused=refused[0],
        hold_refused=refused[0]
        or ("" if it.held_on <= uk_today() else f"It is opened on {day(it.held_on)}."),
        prepare_refused=refused[1],
        sign_refused=refused[2] or ("Your body has signed this record." if has_signed else ""),
        has_open_actions=any(each.done_at is None for each in own),
        has_something_to_share=to_share,
        raise_addresses=raise_in_area(reader, it.area),
    )


def _facts(file: ConversationFile) -> tuple[tuple[str, str], ...]:
    it = file.conversation
    facts = [("What for", it.purpose), ("Called", f"{day(it.called_at)}, {it.called_by.full_name}")]
    if file.last_move and file.last_move.why:
        said = "Called off" if it.status == ConversationStatus.CANCELLED else "The record was sent back"
        facts.append((f"{said}, {day(file.last_move.at)}", f"{file.last_move.by_name}: {file.last_move.why}"))
    if it.next_on:
        facts.append(("Next conversation", day(it.next_on)))
    if it.checksum:
        facts.append(("Checksum of the record", it.checksum))
    return tuple(facts)


def _part(body: str, view: str, is_closed: bool, attended: str) -> PartLine:
    return PartLine(body, CLOSED if is_closed else view or NOTHING, attended)


def action_line(each: "ConversationAction") -> ActionLine:
    """One action, with how many days it is late while it is open."""
    stands = f"Done {day(each.done_at)}: {each.outcome}" if each.done_at else "Open"
    days = 0 if each.done_at else (uk_today() - each.due_on).days
    return ActionLine(
        text=each.text,
        owner=f"{each.owner}, {each.body.name}",
        due=day(each.due_on),
        stands=stands,
        late=f"{count(days, 'day')} late" if days > 0 else "",
        is_open=each.done_at is None,
    )
