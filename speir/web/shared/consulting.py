"""A consultation on a draft framework, as pages of every audience show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from speir.consultations.choices import WHOLE_FRAMEWORK, ConsultationStatus, Stance
from speir.consultations.queries import draft_items
from speir.frameworks.choices import ItemKind
from speir.frameworks.queries import illustrations_of_all
from speir.web.shared.showing import count, day, moment

if TYPE_CHECKING:
    from uuid import UUID

    from speir.consultations.models import Comment, Consultation
    from speir.frameworks.models import FrameworkItem
    from speir.frameworks.pages import PageLevel

WHOLE = "The whole framework"


@dataclass(frozen=True)
class ConsultationLine:
    """One consultation in a list."""

    pk: str
    title: str
    framework: str
    state: str
    state_kind: str
    is_fictional: bool


def consultation_lines(consultations: Iterable["Consultation"], today: date) -> tuple[ConsultationLine, ...]:
    """Consultations for a list."""
    return tuple(consultation_line(each, today) for each in consultations)


def consultation_line(consultation: "Consultation", today: date) -> ConsultationLine:
    """One consultation for a list."""
    state, kind = state_of(consultation, today)
    return ConsultationLine(
        pk=str(consultation.pk),
        title=consultation.title,
        framework=str(consultation.framework),
        state=state,
        state_kind=kind,
        is_fictional=consultation.is_fictional,
    )


def state_of(consultation: "Consultation", today: date) -> tuple[str, str]:
    """Where it stands in words, and the kind of tag."""
    if consultation.takes_comments(today):
        return f"Open until {day(consultation.closes_on)}", "info"
    if consultation.is_to_be_decided(today):
        return "Closed: the answer follows", "warn"
    if consultation.status == ConsultationStatus.PUBLISHED:
        return "Answered", "ok"
    return ConsultationStatus.label_of(consultation.status), "grey"


@dataclass(frozen=True)
class DraftPart:
    """One key area or indicator of the draft, with how many comments the reader made on it."""

    number: str
    title: str
    is_key_area: bool
    own: str


@dataclass(frozen=True)
class ConsultationPage:
    """A consultation for those who are asked."""

    line: ConsultationLine
    about: str
    is_open: bool
    closes: str
    parts: tuple[DraftPart, ...]
    whole: DraftPart


def consultation_page(
    consultation: "Consultation", own: Mapping["UUID | None", int], today: date
) -> ConsultationPage:
    """What those who are asked see first; ``own`` counts what the reader said already."""
    return ConsultationPage(
        line=consultation_line(consultation, today),
        about=consultation.about,
        is_open=consultation.takes_comments(today),
        closes=day(consultation.closes_on),
        parts=tuple(
            DraftPart(item.number, str(item), item.kind == ItemKind.KEY_AREA, _own(own.get(item.pk, 0)))
            for item in draft_items(consultation)
        ),
        whole=DraftPart(WHOLE_FRAMEWORK, WHOLE, True, _own(own.get(None, 0))),
    )


def _own(number: int) -> str:
    return count(number, "comment") if number else ""


@dataclass(frozen=True)
class OwnComment:
    """What the reader said already."""

    stance: str
    text: str
    said: str


@dataclass(frozen=True)
class PartPage:
    """One part of the draft, to comment on."""

    line: ConsultationLine
    title: str
    question: str
    illustrations: tuple["PageLevel", ...]
    is_open: bool
    closes: str
    own: tuple[OwnComment, ...]
    next_number: str


def part_page(
    consultation: "Consultation", item: "FrameworkItem | None", own: Sequence["Comment"], today: date
) -> PartPage:
    """One part of the draft as it is put before people."""
    shown = illustrations_of_all([item]).get(item.pk, []) if item else []
    item_id = item.pk if item else None
    return PartPage(
        line=consultation_line(consultation, today),
        title=str(item) if item else WHOLE,
        question=item.question if item else consultation.framework.purpose,
        illustrations=tuple(shown),
        is_open=consultation.takes_comments(today),
        closes=day(consultation.closes_on),
        own=tuple(own_comment(each) for each in own if each.item_id == item_id),
        next_number=_next_number(consultation, item),
    )


def own_comment(comment: "Comment") -> OwnComment:
    """One comment as whoever made it reads it again."""
    return OwnComment(Stance.label_of(comment.stance), comment.text, moment(comment.received_at))


def _next_number(consultation: "Consultation", item: "FrameworkItem | None") -> str:
    """The part after this one; "" after the last."""
    numbers = [each.number for each in draft_items(consultation)]
    if item is None:
        return numbers[0] if numbers else ""
    at = numbers.index(item.number) + 1
    return numbers[at] if at < len(numbers) else ""
