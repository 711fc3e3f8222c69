"""What the page of one section of a report prints, also when two people changed it at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from speir.reports.choices import SectionKind
from speir.web.inspectorate.inspection_header import InspectionHeader
from speir.web.inspectorate.report_text import Trail
from speir.web.shared.changed_words import Piece, changed_words

if TYPE_CHECKING:
    from speir.reports.models import ReportSection, SectionRevision


@dataclass(frozen=True)
class RevisionLine:
    """One revision, and what it changed."""

    number: int
    by: str
    at: datetime
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Conflict:
    """Somebody else's words, saved while the reader was writing: what they say, and what that changed."""

    by: str
    at: datetime
    revision: int
    text: str
    since: tuple[Piece, ...]


@dataclass(frozen=True)
class Unsaved:
    """What the reader typed against an earlier revision and never saved."""

    text: str
    typed_at: datetime | None
    revision: int


@dataclass(frozen=True)
class SectionPage:
    """One section; ``refused`` is "" when this person may change its words now."""

    header: InspectionHeader
    key: str
    kind: str
    part: str
    text: str
    revision: int
    item: str
    item_number: str
    trail: Trail | None
    revisions: tuple[RevisionLine, ...]
    conflict: Conflict | None
    unsaved: Unsaved | None
    refused: str


def section_page(
    header: InspectionHeader,
    section: "ReportSection",
    revisions: Sequence["SectionRevision"],
    trails: dict[str, Trail] | None,
    base_revision: int | None,
    unsaved: Unsaved | None,
    refused: str,
) -> SectionPage:
    """The page; ``base_revision`` is the one that refused words were typed against."""
    item = section.item
    return SectionPage(
        header=header,
        key=section.key,
        kind=SectionKind.label_of(section.kind),
        part=section.heading,
        text=section.text,
        revision=section.revision,
        item=f"{item.number} {item.title}" if item else "",
        item_number=item.number if item and item.is_evaluated and trails is not None else "",
        trail=(trails or {}).get(str(section.finding_id)),
        revisions=revision_lines(revisions),
        conflict=_conflict(revisions, base_revision),
        unsaved=unsaved,
        refused=refused,
    )


def revision_lines(revisions: Sequence["SectionRevision"]) -> tuple[RevisionLine, ...]:
    """Every revision with what it changed in the one before, newest first."""
    before = ["", *[each.text for each in revisions]]
    lines = [
        RevisionLine(
            each.revision,
            f"{each.revised_by.full_name}, {each.revised_by.body.short_name}",
            each.revised_at,
            changed_words(old, each.text) if each.revision > 1 else (),
        )
        for old, each in zip(before, revisions, strict=False)
    ]
    return tuple(reversed(lines))


def _conflict(revisions: Sequence["SectionRevision"], base_revision: int | None) -> Conflict | None:
    newest = revisions[-1]
    if base_revision is None or base_revision == newest.revision:
        return None
    base = next((each.text for each in revisions if each.revision == base_revision), "")
    return Conflict(
        by=newest.revised_by.full_name,
        at=newest.revised_at,
        revision=newest.revision,
        text=newest.text,
        since=changed_words(base, newest.text),
    )


def earlier_bases(revisions: Sequence["SectionRevision"], reader_id: str, most: int = 5) -> list[int]:
    """The revisions against which this reader may have unsaved words, newest first.

    Words typed before the reader's own last saving were part of it or given up.
    """
    own = [each.revision for each in revisions if str(each.revised_by_id) == reader_id]
    last_own = own[-1] if own else 1
    newest = revisions[-1].revision
    return list(range(newest - 1, last_own - 1, -1))[:most]
