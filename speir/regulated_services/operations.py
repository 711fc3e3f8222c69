"""Importing a month of regulated services: all that can be used, in one transaction, at most once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction

from speir.foundations import audit, files
from speir.foundations.apart import start_apart
from speir.foundations.audit import Actor
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.refusals import Reason, RuleBroken
from speir.foundations.refused_cells import RefusedCell
from speir.foundations.rules import check_all
from speir.foundations.under_way import Tell
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area
from speir.partnerships.queries import resolve_area
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.regulated_services import rules
from speir.regulated_services.choices import OUTSIDE_SCOTLAND
from speir.regulated_services.counting import counts_of
from speir.regulated_services.datastore_file import (
    DatastoreFile,
    ServiceRow,
    month_in_name,
    read,
)
from speir.regulated_services.kept_copy import as_kept, from_kept
from speir.regulated_services.lifecycle import SERVICES_FILE
from speir.regulated_services.models import AreaCounts, RowNotTaken, ServiceInMonth, ServicesFile, Snapshot
from speir.regulated_services.permissions import may_import_services

SOURCE = (
    "Care Inspectorate datastore of registered care services, Open Government Licence v3.0"
    " (https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/)"
)
FICTIONAL_SOURCE = "Invented for demonstration"
NOT_KEPT = {"row", "council"}
TOLD_EVERY = 500  # rows
Placed = list[tuple[ServiceRow, Area | None]]


def _nobody(done: int) -> None:
    """Nobody asked how far it is."""


@dataclass(frozen=True)
class Imported:
    """What came of importing a file; ``is_new`` is False when the same file had landed before."""

    snapshot: Snapshot
    is_new: bool
    refused: tuple[RefusedCell, ...]

    def __str__(self) -> str:
        made = self.snapshot
        services = f"{made.landed:,} services of {made}"
        if not self.is_new:
            return f"This file was imported before ({services}); nothing changed."
        refused = f"; {made.refused:,} rows did not land" if made.refused else "; every row landed"
        return f"Imported {services}{refused}. SHA-256 of the file: {made.checksum}"


@operation
def import_services(*, content: bytes, name: str, month: str = "", by: Actor, at: datetime) -> Imported:
    """Import one month of the datastore; what cannot be used is listed; the same file changes nothing."""
    if isinstance(by, Person):
        may_import_services.check(standing_everywhere(by))
    return _import(read(content, name), name, _month(month or month_in_name(name)), by, at)


@operation
def hand_in_services(
    *, upload: "UploadedFile[bytes]", month: str = "", by: Person, at: datetime, once: str = ""
) -> ServicesFile:
    """Take a month's file to land in the background; its rows are kept without names, the file is not."""
    may_import_services.check(standing_everywhere(by))
    name = Path(upload.name or "The file").name[-200:]
    rules.file_is_csv.check(name)
    file = read(upload.read(), name)
    month_on = _month(month or month_in_name(name))
    copy = SimpleUploadedFile(f"{Path(name).stem[:180]} without names.txt", as_kept(file))
    made = ServicesFile.objects.create(
        month_on=month_on,
        file_name=name,
        kept=files.keep(copy, by=by, at=at),
        rows=len(file.rows) + len(file.refused),
        handed_in_by=by,
        handed_in_at=at,
    )
    audit.record(
        f"Regulated services handed in: {month_on:%B %Y}", subject=made, by=by, at=at, details={"file": name}
    )
    transaction.on_commit(lambda: start_apart("land-services"))
    return made


@operation
def begin_landing(*, file: ServicesFile, by: Actor, at: datetime) -> None:
    """Say that a file is landing, so that its page tells and nobody begins it twice."""
    move(file, SERVICES_FILE, "begin", by=by, at=at)
    ServicesFile.objects.filter(pk=file.pk).update(began_at=at)
    audit.record("Landing of regulated services began", subject=file, by=by, at=at)


@operation
def land_services(*, file: ServicesFile, by: Actor, at: datetime, tell: Tell = _nobody) -> Imported:
    """Land a file that was handed in, for whoever handed it in; the same file again changes nothing."""
    may_import_services.check(standing_everywhere(file.handed_in_by))
    with files.open_file(file.kept) as opened:
        read_before = from_kept(opened.read())
    imported = _import(read_before, file.file_name, file.month_on, file.handed_in_by, at, tell)
    move(file, SERVICES_FILE, "land", by=by, at=at)
    ServicesFile.objects.filter(pk=file.pk).update(
        ended_at=at, snapshot=imported.snapshot, outcome=str(imported)
    )
    audit.record("Regulated services landed", subject=file, by=by, at=at)
    return imported


@operation
def refuse_landing(*, file: ServicesFile, why: str, by: Actor, at: datetime) -> None:
    """Say why nothing of a file landed."""
    move(file, SERVICES_FILE, "refuse", by=by, at=at, why=why[:500])
    ServicesFile.objects.filter(pk=file.pk).update(ended_at=at, outcome=why[:1000])
    audit.record("Regulated services did not land", subject=file, by=by, at=at)


def _import(
    file: DatastoreFile, name: str, month_on: date, by: Actor, at: datetime, tell: Tell = _nobody
) -> Imported:
    placed = _place(file)
    check_all(rules.some_rows_land.reason(len(placed)) and _nothing_landed(file))
    is_fictional = _check_places([area for _, area in placed if area is not None])
    editions = Snapshot.objects.filter(month_on=month_on, is_fictional=is_fictional)
    last = editions.last()
    if last is not None and (last.checksum, last.landed) == (file.checksum, len(placed)):
        audit.record("Regulated services imported before", subject=last, by=by, at=at)
        return Imported(last, False, tuple(file.refused))
    made = Snapshot.objects.create(
        month_on=month_on,
        edition=last.edition + 1 if last else 1,
        checksum=file.checksum,
        file_name=name[:200],
        source=FICTIONAL_SOURCE if is_fictional else SOURCE,
        is_fictional=is_fictional,
        years=list(file.years),
        left_out_columns=list(file.left_out),
        landed=len(placed),
        refused=len(file.refused),
        outside_scotland=sum(area is None for _, area in placed),
        imported_at=at,
        imported_by_name=by.full_name,
    )
    _keep(made, placed, file.refused, tell)
    details = {"file": name, "sha256": file.checksum, "landed": len(placed), "refused": len(file.refused)}
    audit.record(f"Regulated services imported: {made}", subject=made, by=by, at=at, details=details)
    return Imported(made, True, tuple(file.refused))


def _month(words: str) -> date:
    rules.month_is_known.check(words)
    try:
        return date.fromisoformat(f"{words.strip()}-01")
    except ValueError:
        told = f"“{words}” is not a month. Write the year and the month, such as 2024-06."
        raise RuleBroken(Reason(told, "month")) from None


def _place(file: DatastoreFile) -> Placed:
    """Each row with its council area; rows whose council nobody knows join those that did not land."""
    areas: dict[str, Area | None] = {}
    unknown: dict[str, str] = {}
    for council in {row.council for row in file.rows}:
        if council.lower() == OUTSIDE_SCOTLAND.lower():
            areas[council] = None
            continue
        try:
            areas[council] = resolve_area(council, AreaKind.COUNCIL)
        except RuleBroken as refused:
            unknown[council] = refused.reasons[0].message
    for row in file.rows:
        if row.council in unknown:
            to_do = "Write the council's name or code, or “outside Scotland”."
            reason = unknown[row.council][:300]
            file.refused.append(RefusedCell(row.row, "Council_Area_Name", reason, to_do))
    file.refused.sort(key=lambda refused: refused.row)
    return [(row, areas[row.council]) for row in file.rows if row.council in areas]


def _nothing_landed(file: DatastoreFile) -> Reason:
    first = f" The first fault: {file.refused[0]}" if file.refused else " It has headings and no rows."
    return Reason(rules.some_rows_land.message + first, "file")


def _check_places(areas: Iterable[Area]) -> bool:
    """Whether all areas are fictional; refused when some are and some are not."""
    fictional = [area.is_fictional for area in areas]
    rules.places_are_all_real_or_all_fictional.check(fictional.count(False), fictional.count(True))
    return bool(fictional) and all(fictional)


def _keep(made: Snapshot, placed: Placed, refused: Iterable[RefusedCell], tell: Tell) -> None:
    by_area: dict[UUID | None, list[ServiceRow]] = {}
    for begin in range(0, len(placed), TOLD_EVERY):
        services = []
        for row, area in placed[begin : begin + TOLD_EVERY]:
            by_area.setdefault(area.pk if area else None, []).append(row)
            kept = {name: value for name, value in row.__dict__.items() if name not in NOT_KEPT}
            services.append(ServiceInMonth(snapshot=made, area=area, **kept))
        ServiceInMonth.objects.bulk_create(services)
        tell(begin + len(services))
    AreaCounts.objects.bulk_create(
        AreaCounts(snapshot=made, area_id=area_id, counts=counts_of(rows))
        for area_id, rows in by_area.items()
    )
    RowNotTaken.objects.bulk_create(RowNotTaken(snapshot=made, **each.__dict__) for each in refused)
