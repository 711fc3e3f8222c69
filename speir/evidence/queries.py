"""Questions about the evidence of an inspection."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.models import EvidenceItem
from speir.frameworks.models import FrameworkItem
from speir.frameworks.queries import indicators_of, items_of
from speir.inspections.models import Inspection
from speir.people.models import Person


@dataclass(frozen=True)
class Cell:
    """How many standing items one kind of source has on one indicator, and whether they contradict."""

    count: int = 0
    strengths: int = 0
    limitations: int = 0

    @property
    def is_contradictory(self) -> bool:
        """Whether this kind of source both supports and contradicts."""
        return bool(self.strengths and self.limitations)


@dataclass(frozen=True)
class CoverageRow:
    """One indicator and what each kind of source says about it."""

    item: FrameworkItem
    cells: dict[SourceKind, Cell]

    @property
    def total(self) -> int:
        """All standing items on the indicator."""
        return sum(cell.count for cell in self.cells.values())


def evidence_for(inspection: Inspection, item: FrameworkItem | None = None) -> list[EvidenceItem]:
    """Standing items of an inspection; with an item, those against it or the indicators beneath it."""
    found = EvidenceItem.objects.of(inspection).standing()
    return list(found.filter(item_id__in=ids_beneath(inspection, item)) if item else found)


def source_ids_in(inspection: Inspection) -> set[str]:
    """The identities of the sources that items of an inspection were lodged from, withdrawn ones included."""
    return set(EvidenceItem.objects.of(inspection).values_list("source_id", flat=True))


def ids_beneath(inspection: Inspection, item: FrameworkItem) -> set[UUID]:
    """The identity of an item and of every item under it."""
    children: dict[UUID | None, list[UUID]] = defaultdict(list)
    for other in items_of(inspection.phase.framework):
        children[other.parent_id].append(other.pk)
    found: set[UUID] = set()
    waiting: list[UUID] = [item.pk]
    while waiting:
        current = waiting.pop()
        found.add(current)
        waiting += children[current]
    return found


def ledger(inspection: Inspection) -> list[EvidenceItem]:
    """Every item, withdrawn ones included."""
    return list(EvidenceItem.objects.of(inspection).select_related("withdrawn_by"))


def evidence_item(inspection: Inspection, number: int) -> EvidenceItem | None:
    """The item of that number."""
    return EvidenceItem.objects.of(inspection).select_related("withdrawn_by").filter(number=number).first()


def evidence_by_ids(inspection: Inspection, ids: list[str]) -> list[EvidenceItem]:
    """The standing items with these identities."""
    return list(EvidenceItem.objects.of(inspection).standing().filter(pk__in=ids))


def from_source(inspection: Inspection, source_id: str) -> list[EvidenceItem]:
    """Standing items that came from one source."""
    return list(EvidenceItem.objects.of(inspection).standing().filter(source_id=source_id))


def from_sources(inspection: Inspection, source_ids: Collection[str]) -> list[EvidenceItem]:
    """Standing items that came from any of these sources."""
    return list(EvidenceItem.objects.of(inspection).standing().filter(source_id__in=source_ids))


def times_lodged(inspection: Inspection, person: Person, source_ids: Collection[str]) -> int:
    """How often somebody has lodged from these sources, withdrawn items included; it never goes down."""
    return EvidenceItem.objects.filter(
        inspection=inspection, lodged_by=person, source_id__in=source_ids
    ).count()


def coverage(inspection: Inspection) -> list[CoverageRow]:
    """Each indicator with its counts by kind of source."""
    counts: dict[tuple[object, str], dict[str, int]] = defaultdict(dict)
    for row in (
        EvidenceItem.objects.filter(inspection=inspection, withdrawn_at=None)
        .values("item_id", "source_kind", "bearing")
        .annotate(n=Count("pk"))
        .order_by()
    ):
        counts[row["item_id"], row["source_kind"]][row["bearing"]] = row["n"]
    return [
        CoverageRow(item, {kind: _cell(counts[item.pk, kind.value]) for kind in SourceKind})
        for item in indicators_of(inspection.phase.framework)
    ]


def _cell(by_bearing: dict[str, int]) -> Cell:
    return Cell(
        count=sum(by_bearing.values()),
        strengths=by_bearing.get(Bearing.STRENGTH, 0),
        limitations=by_bearing.get(Bearing.LIMITATION, 0),
    )


def silent_indicators(inspection: Inspection) -> list[FrameworkItem]:
    """The indicators on which nobody has spoken."""
    return [row.item for row in coverage(inspection) if not row.total]


def spoken_on(inspections: Collection[Inspection]) -> dict[UUID, int]:
    """On how many indicators somebody has spoken, in each of several inspections, by identity."""
    standing = EvidenceItem.objects.filter(inspection__in=inspections, withdrawn_at=None)
    counted = standing.order_by().values_list("inspection_id").annotate(n=Count("item", distinct=True))
    found = dict(counted)
    return {inspection.pk: found.get(inspection.pk, 0) for inspection in inspections}


def counts_by_source(inspection: Inspection) -> dict[SourceKind, int]:
    """How many standing items each kind of source gave."""
    counted = (
        EvidenceItem.objects.filter(inspection=inspection, withdrawn_at=None)
        .values_list("source_kind")
        .annotate(n=Count("pk"))
        .order_by()
    )
    found: dict[str, int] = dict(counted)
    return {kind: found.get(kind.value, 0) for kind in SourceKind}
