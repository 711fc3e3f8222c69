"""Taking in a frame, drawing from it, and replacing a record that cannot be read."""

import hashlib
from datetime import datetime

from django.db.models import Max

from speir.foundations import audit
from speir.foundations.how_many import count
from speir.foundations.identifiers import likely_identifiers
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.inspections.models import Inspection
from speir.inspections.queries import standing_of
from speir.measures.sampling import Unit
from speir.people.models import Person
from speir.record_samples import permissions, rules
from speir.record_samples.choices import Agency, Exclusion, RecordStatus
from speir.record_samples.drawing import Asked, draw_from
from speir.record_samples.frame_sheet import CellsToLookAt, FrameRow, read_frame
from speir.record_samples.lifecycle import SAMPLED_RECORD
from speir.record_samples.look_back import LookBack, look_back_from
from speir.record_samples.models import Draw, Frame, FrameUnit, SampledRecord
from speir.record_samples.queries import draw_of, frame_counts, frame_of, next_reserve, units_of


@operation
def import_frame(
    *,
    inspection: Inspection,
    content: bytes,
    file: str,
    by: Person,
    at: datetime,
    is_looked_at: bool = False,
    once: str = "",
) -> Frame:
    """Take in the frame of records from a workbook, whole or not at all; the workbook itself is not kept."""
    permissions.may_import_frame.check(standing_of(by, inspection))
    _lock(inspection)
    check_all(
        rules.inspection_takes_a_frame.reason(inspection.status),
        rules.nothing_is_drawn_yet.reason(draw_of(inspection) is not None),
    )
    read = read_frame(content, file)
    if read.to_look_at and not is_looked_at:
        raise CellsToLookAt(read.to_look_at)
    look_back = look_back_from(inspection.starts_on)
    frame = Frame.objects.create(
        inspection=inspection,
        number=_next_number(Frame, inspection),
        file_sha256=hashlib.sha256(content).hexdigest(),
        first_day_on=look_back.first,
        last_day_on=look_back.last,
        cells_looked_at=len(read.to_look_at),
        imported_by=by,
        imported_at=at,
    )
    FrameUnit.objects.bulk_create(_unit(frame, look_back, row) for row in read.rows)
    audit.record(
        f"Frame {frame.number} of {count(len(read.rows), 'record')} taken in",
        subject=frame,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"sha256": frame.file_sha256, "cells_said_to_name_nobody": frame.cells_looked_at},
    )
    return frame


def _unit(frame: Frame, look_back: LookBack, row: FrameRow) -> FrameUnit:
    return FrameUnit(
        frame=frame,
        reference=row.reference,
        population=row.population,
        stratum=row.locality,
        episode_on=row.episode_on,
        excluded=look_back.why_not(row.episode_on, row.agencies),
        sheet=row.sheet,
        row=row.row,
        **{f"has_{agency.value}": agency in row.agencies for agency in Agency},
    )


@operation
def draw_sample(
    *, inspection: Inspection, asked: Asked, by: Person, at: datetime, why_again: str = "", once: str = ""
) -> Draw:
    """Draw the records to be read, so that anybody with the receipt and the frame can draw them again."""
    permissions.may_draw_sample.check(standing_of(by, inspection))
    _lock(inspection)
    frame, before = frame_of(inspection), draw_of(inspection)
    units = units_of(frame) if frame else []
    check_all(
        rules.inspection_takes_a_frame.reason(inspection.status),
        rules.reading_has_not_begun.reason(before is not None and before.closed_at is not None),
        rules.drawing_again_has_a_reason.reason(before is not None, why_again),
        rules.reason_holds_no_identifier.reason(len(likely_identifiers(why_again))),
        rules.seed_is_one_line.reason(asked.seed),
        rules.targets_are_sensible.reason(asked.numbers),
    )
    rules.there_is_a_frame.check(frame is not None)
    eligible = {count.population.value: count.eligible for count in frame_counts(units)}
    rules.somebody_can_be_drawn.check({name.value: n for name, n in asked.targets.items()}, eligible)
    draw = _kept_draw(units, asked, why_again if before else "", by, at)
    audit.record(
        f"Sample of records drawn (draw {draw.number})",
        subject=draw,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"sha256": draw.sha256, "seed": draw.seed, "why_again": draw.why_again},
    )
    return draw


def _kept_draw(units: list[FrameUnit], asked: Asked, why_again: str, by: Person, at: datetime) -> Draw:
    frame = units[0].frame
    by_reference = {unit.reference: unit for unit in units if unit.excluded == Exclusion.NONE}
    drawn = draw_from(
        [Unit(unit.reference, unit.stratum, unit.population) for unit in by_reference.values()], asked
    )
    draw = Draw.objects.create(
        frame=frame,
        inspection=frame.inspection,
        number=_next_number(Draw, frame.inspection),
        seed=drawn.receipt["seed"],
        targets=drawn.receipt["targets"],
        receipt=dict(drawn.receipt),
        sha256=drawn.sha256,
        why_again=why_again.strip(),
        drawn_by=by,
        drawn_at=at,
    )
    SampledRecord.objects.bulk_create(
        SampledRecord(
            draw=draw,
            unit=by_reference[picked.reference],
            order=picked.order,
            is_reserve=picked.is_reserve,
            status=RecordStatus.RESERVE if picked.is_reserve else RecordStatus.TO_READ,
        )
        for picked in drawn.picked
    )
    return draw


@operation
def set_record_aside(
    *, record: SampledRecord, why: str, by: Person, at: datetime, once: str = ""
) -> SampledRecord | None:
    """Set a record aside that cannot be read, and call up the next reserve in its place, if there is one."""
    inspection = record.draw.inspection
    permissions.may_draw_sample.check(standing_of(by, inspection))
    check_all(
        rules.inspection_takes_a_frame.reason(inspection.status),
        rules.setting_aside_has_a_reason.reason(why),
        rules.reason_holds_no_identifier.reason(len(likely_identifiers(why))),
    )
    _lock(inspection)
    instead = next_reserve(record)
    # The reason goes first: a record set aside without one is refused by the database.
    SampledRecord.objects.filter(pk=record.pk).update(set_aside_why=why.strip())
    move(record, SAMPLED_RECORD, "set_aside", by=by, at=at, why=why.strip())
    if instead:
        move(instead, SAMPLED_RECORD, "call_up", by=by, at=at, why=f"Instead of {record.reference}")
        SampledRecord.objects.filter(pk=instead.pk).update(replaces=record)
    audit.record(
        f"Record {record.reference} set aside; "
        + (f"{instead.reference} is read instead" if instead else "no reserve is left"),
        subject=record,
        by=by,
        at=at,
        thread=inspection.pk,
        details={"why": why.strip(), "instead": instead.reference if instead else ""},
    )
    return instead


@operation
def close_sample(*, inspection: Inspection, by: Person, at: datetime) -> None:
    """Say that the reading of the sampled records begins, after which nobody draws again."""
    permissions.may_draw_sample.check(standing_of(by, inspection))
    draw = draw_of(inspection)
    rules.a_sample_is_drawn.check(draw is not None)
    Draw.objects.filter(inspection=inspection, closed_at=None).update(closed_at=at)
    audit.record(
        "Sample of records closed: reading begins",
        subject=draw or inspection,
        by=by,
        at=at,
        thread=inspection.pk,
    )


def _lock(inspection: Inspection) -> None:
    """Whoever comes second at the same moment sees what the first did."""
    Inspection.objects.select_for_update().get(pk=inspection.pk)


def _next_number(model: type[Frame] | type[Draw], inspection: Inspection) -> int:
    last = model.objects.filter(inspection=inspection).aggregate(n=Max("number"))["n"] or 0
    return int(last) + 1
