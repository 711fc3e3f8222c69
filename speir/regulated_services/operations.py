"""Importing a month of regulated services: all that can be used, in one transaction, at most once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from speir.foundations import audit
from speir.foundations.audit import Actor
from speir.foundations.operation import operation
from speir.foundations.refusals import Reason, RuleBroken
from speir.foundations.rules import check_all
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
    RefusedRow,
    ServiceRow,
    month_in_name,
    read,
)
from speir.regulated_services.models import AreaCounts, RowNotTaken, ServiceInMonth, Snapshot
from speir.regulated_services.permissions import may_import_services

SOURCE = (
    "Care Inspectorate datastore of registered care services, Open Government Licence v3.0"
    " (https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/)"
)
FICTIONAL_SOURCE = "Invented for demonstration"
NOT_KEPT = {"row", "council"}
Placed = list[tuple[ServiceRow, Area | None]]


@dataclass(frozen=True)
class Imported:
    """What came of importing a file; ``is_new`` is False when the same file had landed before."""

    snapshot: Snapshot
    is_new: bool
    refused: tuple[RefusedRow, ...]

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
    file = read(content, name)
    month_on = _month(month or month_in_name(name))
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
    _keep(made, placed, file.refused)
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
            file.refused.append(RefusedRow(row.row, "Council_Area_Name", reason, to_do))
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


def _keep(made: Snapshot, placed: Placed, refused: Iterable[RefusedRow]) -> None:
    by_area: dict[UUID | None, list[ServiceRow]] = {}
    services = []
    for row, area in placed:
        by_area.setdefault(area.pk if area else None, []).append(row)
        kept = {name: value for name, value in row.__dict__.items() if name not in NOT_KEPT}
        services.append(ServiceInMonth(snapshot=made, area=area, **kept))
    ServiceInMonth.objects.bulk_create(services)
    AreaCounts.objects.bulk_create(
        AreaCounts(snapshot=made, area_id=area_id, counts=counts_of(rows))
        for area_id, rows in by_area.items()
    )
    RowNotTaken.objects.bulk_create(RowNotTaken(snapshot=made, **each.__dict__) for each in refused)
