"""Questions about frames, draws and sampled records."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from speir.inspections.models import Inspection
from speir.inspections.turns import Turn
from speir.measures.intervals import precision
from speir.record_samples import rules
from speir.record_samples.choices import Exclusion, Population, RecordStatus
from speir.record_samples.coverage import Counted, Coverage, coverage_of
from speir.record_samples.frame_sheet import FrameRow
from speir.record_samples.look_back import LookBack
from speir.record_samples.models import Draw, Frame, FrameUnit, SampledRecord
from speir.record_samples.receipts import receipt_of
from speir.record_samples.turns import to_draw


@dataclass(frozen=True)
class FrameCount:
    """One population of a frame: how many rows, how many of them can be drawn, and why the others cannot."""

    population: Population
    rows: int
    eligible: int
    excluded: tuple[tuple[Exclusion, int], ...]


@dataclass(frozen=True)
class Size:
    """How many of one population are read; ``half_width`` is a proportion, 0 when all are."""

    population: Population
    eligible: int
    target: int
    read: int
    reserves: int
    half_width: float

    @property
    def is_whole(self) -> bool:
        """Whether all of the population are read."""
        return self.read == self.eligible

    @property
    def is_all_drawn(self) -> bool:
        """Whether the target took in all of the population, whatever could be read of it since."""
        return self.target >= self.eligible


def frame_of(inspection: Inspection) -> Frame | None:
    """The frame in use: the newest."""
    frames = Frame.objects.filter(inspection=inspection).select_related("imported_by__body", "inspection")
    return frames.order_by("-number").first()


def units_of(frame: Frame) -> list[FrameUnit]:
    """Every row of a frame, excluded ones too, in the order of the workbook."""
    return list(FrameUnit.objects.filter(frame=frame).select_related("frame__inspection"))


def rows_of(frame: Frame) -> list[FrameRow]:
    """The rows of a frame as its workbook told them."""
    return [
        FrameRow(
            unit.reference,
            Population(unit.population),
            unit.stratum,
            unit.agencies,
            unit.episode_on,
            unit.sheet,
            unit.row,
        )
        for unit in units_of(frame)
    ]


def frame_counts(units: Sequence[FrameUnit]) -> list[FrameCount]:
    """What a frame holds, by population."""
    counts = []
    for population in Population:
        mine = [Exclusion(unit.excluded) for unit in units if unit.population == population]
        why = Counter(mine)
        excluded = tuple((one, why[one]) for one in Exclusion if one and why[one])
        counts.append(FrameCount(population, len(mine), why[Exclusion.NONE], excluded))
    return counts


def draws_of(inspection: Inspection) -> list[Draw]:
    """Every draw, newest first; the first stands."""
    draws = Draw.objects.filter(inspection=inspection).select_related("drawn_by", "frame", "inspection")
    return list(draws.order_by("-number"))


def draw_of(inspection: Inspection) -> Draw | None:
    """The draw that stands."""
    return next(iter(draws_of(inspection)), None)


def receipt_for(draw: Draw) -> dict[str, Any]:
    """The receipt of a draw as people download it."""
    return receipt_of(
        draw.receipt,
        LookBack(draw.frame.first_day_on, draw.frame.last_day_on),
        inspection=draw.inspection.reference,
        number=draw.number,
        drawn_at=draw.drawn_at.isoformat(timespec="seconds"),
    )


def drawn_records(draw: Draw) -> QuerySet[SampledRecord]:
    """Every record of a draw: to read, in reserve and set aside."""
    return SampledRecord.objects.filter(draw=draw).select_related("unit", "draw", "replaces__unit")


def sampled_records(inspection: Inspection, population: str | None = None) -> list[SampledRecord]:
    """The records to be read now, in order of reading; reserves that were called up come last."""
    draw = draw_of(inspection)
    if draw is None:
        return []
    records = drawn_records(draw).filter(status=RecordStatus.TO_READ)
    return list(records.filter(unit__population=population) if population else records)


def record_of(inspection: Inspection, record_id: UUID) -> SampledRecord | None:
    """One record of the draw that stands."""
    draw = draw_of(inspection)
    return drawn_records(draw).filter(pk=record_id).first() if draw else None


def next_reserve(record: SampledRecord) -> SampledRecord | None:
    """Who is read instead: the next reserve of the same locality, else of the population."""
    reserves = drawn_records(record.draw).filter(
        status=RecordStatus.RESERVE, unit__population=record.unit.population
    )
    waiting = sorted(reserves, key=lambda each: (each.unit.stratum != record.unit.stratum, each.order))
    return next(iter(waiting), None)


def sizes_of(draw: Draw, units: Sequence[FrameUnit]) -> list[Size]:
    """How many of each population are read, and how exact figures about it can be."""
    records = list(drawn_records(draw))
    sizes = []
    for count in frame_counts(units):
        mine = [record for record in records if record.unit.population == count.population]
        read = sum(record.status == RecordStatus.TO_READ for record in mine)
        sizes.append(
            Size(
                population=count.population,
                eligible=count.eligible,
                target=draw.targets[count.population],
                read=read,
                reserves=sum(record.status == RecordStatus.RESERVE for record in mine),
                half_width=precision(read, count.eligible) if count.eligible else 0.0,
            )
        )
    return sizes


def coverage(draw: Draw, units: Sequence[FrameUnit]) -> list[Coverage]:
    """How the records to be read cover the frame, by population."""
    drawn = {record.unit.reference for record in drawn_records(draw).filter(status=RecordStatus.TO_READ)}
    counted = [
        Counted(unit.reference, Population(unit.population), unit.stratum, frozenset(unit.agencies))
        for unit in units
        if unit.excluded == Exclusion.NONE
    ]
    return [
        coverage_of(population, [one for one in counted if one.population == population], drawn)
        for population in Population
    ]


def turns_of(inspections: Sequence[Inspection]) -> dict[UUID, list[Turn]]:
    """What waits for somebody because of the frames of each of several inspections, in two questions."""
    framed = set(Frame.objects.filter(inspection__in=inspections).values_list("inspection_id", flat=True))
    drawn = set(Draw.objects.filter(inspection__in=inspections).values_list("inspection_id", flat=True))
    return {
        one.pk: [to_draw()]
        if one.pk in framed - drawn and rules.inspection_takes_a_frame.holds(one.status)
        else []
        for one in inspections
    }


@dataclass(frozen=True)
class DrawnFrom:
    """How many records of a population could have been drawn, and whether the target took in all of them."""

    eligible: int
    is_all_drawn: bool


def drawn_from(inspection: Inspection, population: str) -> DrawnFrom | None:
    """What the records of a population were drawn from; None without a frame."""
    frame, draw = frame_of(inspection), draw_of(inspection)
    counts = frame_counts(units_of(frame)) if frame else []
    eligible = {str(each.population): each.eligible for each in counts}.get(population)
    if eligible is None:
        return None
    return DrawnFrom(eligible, draw is not None and draw.targets.get(population, 0) >= eligible)
