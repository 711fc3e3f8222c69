"""Evidence as pages print it, and what its sources say to each other: counted, never judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from speir.evidence.choices import Bearing, SourceKind

if TYPE_CHECKING:
    from speir.evidence.models import EvidenceItem
    from speir.frameworks.models import FrameworkItem

BEARING_TAGS = {Bearing.STRENGTH: "ok", Bearing.LIMITATION: "bad", Bearing.CONTEXT: "grey"}


@dataclass(frozen=True)
class EvidenceLine:
    """One item of evidence in a list."""

    id: str
    number: int
    indicator: str
    kind: SourceKind
    source: str
    locator: str
    says: str
    bearing: Bearing
    agency: str
    lodged_by: str
    lodged_at: datetime
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_why: str

    @property
    def tag(self) -> str:
        """The kind of tag that goes with the words of the bearing."""
        return BEARING_TAGS[self.bearing]

    @property
    def stands(self) -> bool:
        """Whether it has not been withdrawn."""
        return self.withdrawn_at is None


@dataclass(frozen=True)
class SourceRow:
    """What one kind of source says: how many items bear which way, and the items."""

    kind: SourceKind
    strengths: int
    limitations: int
    context: int
    lines: tuple[EvidenceLine, ...]

    @property
    def total(self) -> int:
        """All its items."""
        return len(self.lines)


def evidence_line(item: "EvidenceItem") -> EvidenceLine:
    """One item as printed; needs the names that ``EvidenceItem.objects.of`` fetches."""
    return EvidenceLine(
        id=str(item.pk),
        number=item.number,
        indicator=item.item.number,
        kind=SourceKind(item.source_kind),
        source=item.source_title,
        locator=item.locator,
        says=item.says,
        bearing=Bearing(item.bearing),
        agency=item.agency.short_name if item.agency else "",
        lodged_by=item.lodged_by.full_name,
        lodged_at=item.lodged_at,
        withdrawn_at=item.withdrawn_at,
        withdrawn_by=item.withdrawn_by.full_name if item.withdrawn_by else "",
        withdrawn_why=item.withdrawn_why,
    )


def evidence_lines(items: Sequence["EvidenceItem"]) -> tuple[EvidenceLine, ...]:
    """Several items as printed."""
    return tuple(evidence_line(item) for item in items)


def by_source(lines: Sequence[EvidenceLine]) -> tuple[SourceRow, ...]:
    """Every kind of source with its standing items, the silent ones too."""
    standing = [line for line in lines if line.stands]
    return tuple(_row(kind, [line for line in standing if line.kind == kind]) for kind in SourceKind)


def _row(kind: SourceKind, lines: list[EvidenceLine]) -> SourceRow:
    def number(bearing: Bearing) -> int:
        return sum(line.bearing == bearing for line in lines)

    return SourceRow(
        kind, number(Bearing.STRENGTH), number(Bearing.LIMITATION), number(Bearing.CONTEXT), tuple(lines)
    )


def contradictions(lines: Sequence[EvidenceLine]) -> tuple[str, ...]:
    """One sentence for each indicator on which standing items bear both ways, with the numbers."""
    found = []
    for indicator in dict.fromkeys(line.indicator for line in lines):
        on = [line for line in lines if line.indicator == indicator and line.stands]
        strengths, limitations = _sides(on, Bearing.STRENGTH), _sides(on, Bearing.LIMITATION)
        if strengths and limitations:
            found.append(f"On {indicator}, as a strength: {strengths}; as a limitation: {limitations}.")
    return tuple(found)


def _sides(lines: list[EvidenceLine], bearing: Bearing) -> str:
    bearing_so = [line.kind for line in lines if line.bearing == bearing]
    return ", ".join(
        f"{kind.label.lower()} ({bearing_so.count(kind)})" for kind in SourceKind if kind in bearing_so
    )


def silent_indicators(
    indicators: Sequence["FrameworkItem"], lines: Sequence[EvidenceLine]
) -> tuple[str, ...]:
    """The indicators on which nobody has spoken."""
    spoken = {line.indicator for line in lines if line.stands}
    return tuple(f"{item.number} {item.title}" for item in indicators if item.number not in spoken)
