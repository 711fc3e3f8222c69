"""Bringing in numbers of areas, and looking for signals in them."""

import hashlib
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from speir.foundations import audit, files
from speir.foundations.audit import Actor
from speir.foundations.operation import operation
from speir.foundations.refusals import Reason
from speir.foundations.refused_cells import RefusedCell
from speir.foundations.rules import check_all
from speir.indicators import rules
from speir.indicators.choices import METHODS, Collection
from speir.indicators.definitions import CollectionDefinition, collections
from speir.indicators.finding_signals import Found
from speir.indicators.headings import opened
from speir.indicators.mapping import Columns, check
from speir.indicators.models import (
    DefinitionVersion,
    FamilyMember,
    FileToLand,
    FoundSignal,
    Indicator,
    KeptMapping,
    NationalFigure,
    Observation,
    SignalDismissal,
    SignalRun,
    ValueNotTaken,
    Vintage,
)
from speir.indicators.number_cells import ReadValue
from speir.indicators.permissions import may_dismiss_signals, may_import_indicators
from speir.indicators.queries import Landing, indicators_of, open_with, placed, unsaved, value_to_keep
from speir.partnerships.choices import AreaKind
from speir.partnerships.queries import resolve_area
from speir.people.models import Person
from speir.people.queries import standing_everywhere

FICTIONAL_SOURCE = "Invented for demonstration"


@dataclass(frozen=True)
class Landed:
    """What came of a file; ``is_new`` is False when the same file had landed before."""

    vintage: Vintage
    is_new: bool
    refused: tuple[RefusedCell, ...]
    national: int = 0
    totals: int = 0

    def __str__(self) -> str:
        receipt = f" SHA-256 of the file: {self.vintage.checksum}" if self.is_new else ""
        return self.words + receipt

    @property
    def words(self) -> str:
        """How much landed, or that it had landed before."""
        values = f"{self.vintage.landed:,} values of {self.vintage}"
        if not self.is_new:
            return f"This file was imported before ({values}); nothing changed."
        refused = f"{self.vintage.refused:,} did not land" if self.vintage.refused else "every one landed"
        country = f"; {self.national:,} of them for all of Scotland" if self.national else ""
        totals = f"; totals left out: {self.totals:,}" if self.totals else ""
        return f"Imported {values}{country}; {refused}{totals}."


@operation
def hand_in_numbers(
    *, collection: Collection, upload: "UploadedFile[bytes]", by: Person, at: datetime, once: str = ""
) -> FileToLand:
    """Keep a file to look at before it lands; nothing of it counts yet."""
    may_import_indicators.check(standing_everywhere(by))
    opened(upload.read(), upload.name or "The file")
    stored = files.keep(upload, by=by, at=at)
    made = FileToLand.objects.create(collection=collection, file=stored, handed_in_at=at, handed_in_by=by)
    audit.record("Numbers handed in", subject=made, by=by, at=at, details={"file": stored.name})
    return made


@operation
def import_numbers(
    *,
    collection: Collection,
    content: bytes,
    name: str,
    columns: Columns | None = None,
    source: str = "",
    by: Actor,
    at: datetime,
    once: str = "",
) -> Landed:
    """Land a file: what can be used, in one transaction; the rest is listed; twice changes nothing."""
    if isinstance(by, Person):
        may_import_indicators.check(standing_everywhere(by))
    defined = collections()[collection]
    _load_definitions(defined)
    grid, columns = open_with(collection, content, name, columns)
    check(columns, grid.heads)
    landing = placed(defined, grid, columns)
    landed = len(landing.values) + len(landing.national)
    check_all(rules.some_values_land.reason(landed) and _nothing_landed(landing))
    areas = [area for _, area, _ in landing.values]
    fictional = sum(area.is_fictional for area in areas)
    rules.areas_are_all_real_or_all_fictional.check(len(areas) - fictional, fictional)
    last = Vintage.objects.filter(collection=collection, is_fictional=bool(fictional)).last()
    checksum = hashlib.sha256(content).hexdigest()
    if last and (last.checksum, last.mapping, last.landed) == (checksum, columns.as_kept(), landed):
        audit.record("Numbers imported before", subject=last, by=by, at=at)
        return Landed(last, False, tuple(landing.refused))
    _keep_mapping(collection, columns, by, at)
    vintage = Vintage.objects.create(
        collection=collection,
        number=last.number + 1 if last else 1,
        checksum=checksum,
        file_name=name[-200:],
        source=(FICTIONAL_SOURCE if fictional else source or defined.source)[:500],
        mapping=columns.as_kept(),
        is_fictional=bool(fictional),
        landed=landed,
        refused=len(landing.refused),
        imported_at=at,
        imported_by_name=by.full_name,
    )
    _keep(vintage, landing)
    details = {"file": name, "sha256": checksum, "landed": landed, "refused": len(landing.refused)}
    audit.record(f"Numbers imported: {vintage}", subject=vintage, by=by, at=at, details=details)
    return Landed(vintage, True, tuple(landing.refused), len(landing.national), landing.totals)


def _load_definitions(defined: CollectionDefinition) -> None:
    """Add the indicators of the library that are not there yet; what is there is left alone."""
    known = {each.code for each in indicators_of(defined.collection)}
    for each in defined.indicators:
        if each.code in known:
            continue
        made = unsaved(defined, each)
        made.save()
        DefinitionVersion.objects.create(indicator=made, version="1")
        if each.breaks:
            DefinitionVersion.objects.create(
                indicator=made, version="2", from_on=each.breaks.from_on, says=each.breaks.says, is_break=True
            )


def _nothing_landed(landing: Landing) -> Reason:
    first = (
        f" The first fault: {landing.refused[0]}" if landing.refused else " It has headings and no values."
    )
    return Reason(rules.some_values_land.message + first, "file")


def _keep_mapping(collection: Collection, columns: Columns, by: Actor, at: datetime) -> None:
    last = KeptMapping.objects.filter(collection=collection).last()
    if last is None or last.mapping != columns.as_kept():
        KeptMapping.objects.create(
            collection=collection,
            edition=last.edition + 1 if last else 1,
            mapping=columns.as_kept(),
            kept_at=at,
            kept_by_name=by.full_name,
        )


def _keep(vintage: Vintage, landing: Landing) -> None:
    versions: dict[object, list[DefinitionVersion]] = {}
    for each in DefinitionVersion.objects.filter(indicator__collection=vintage.collection):
        versions.setdefault(each.indicator_id, []).append(each)
    Observation.objects.bulk_create(
        Observation(vintage=vintage, area=area, **_as_kept(value, indicator, versions))
        for value, area, indicator in landing.values
    )
    NationalFigure.objects.bulk_create(
        NationalFigure(vintage=vintage, **_as_kept(value, indicator, versions))
        for value, indicator in landing.national
    )
    ValueNotTaken.objects.bulk_create(
        ValueNotTaken(
            vintage=vintage,
            row=each.row,
            column=each.column[:100],
            reason=each.reason[:300],
            to_do=each.to_do[:300],
        )
        for each in landing.refused
    )


def _as_kept(
    value: ReadValue, indicator: Indicator, versions: Mapping[object, Sequence[DefinitionVersion]]
) -> dict[str, Any]:
    return {
        "indicator": indicator,
        "period": value.period.label,
        "starts_on": value.period.starts_on,
        "ends_on": value.period.ends_on,
        "value": value_to_keep(value, indicator),
        "numerator": value.numerator,
        "denominator": value.denominator,
        "definition": value.definition or _version(versions.get(indicator.pk, ()), value),
        "is_provisional": value.is_provisional,
        "is_hidden": value.is_hidden,
        "is_comparable": value.is_comparable,
    }


def _version(versions: Iterable[DefinitionVersion], value: ReadValue) -> str:
    """The definition that held when the period began."""
    held = [each for each in versions if each.from_on is None or each.from_on <= value.period.starts_on]
    return max(held, key=lambda each: each.from_on or date.min).version if held else ""


@operation
def set_family_groups(*, groups: Sequence[tuple[str, str]], by: Actor, at: datetime, once: str = "") -> int:
    """Set which areas are compared as a family: (group, area) pairs; the newest list counts."""
    if isinstance(by, Person):
        may_import_indicators.check(standing_everywhere(by))
    placed = [(group, resolve_area(area, AreaKind.COUNCIL)) for group, area in groups]
    fictional = sum(area.is_fictional for _, area in placed)
    rules.areas_are_all_real_or_all_fictional.check(len(placed) - fictional, fictional)
    last = FamilyMember.objects.order_by("-list_number").first()
    number = last.list_number + 1 if last else 1
    made = [
        FamilyMember(list_number=number, group=group[:100], area=area, is_fictional=bool(fictional))
        for group, area in placed
    ]
    FamilyMember.objects.bulk_create(made)
    if made:
        audit.record(f"Family groups set: {len(made)} areas", subject=made[0], by=by, at=at)
    return len(made)


@operation
def record_signals(
    *, found: Sequence[Found], is_fictional: bool, by: Actor, at: datetime, once: str = ""
) -> SignalRun:
    """Keep one look at all numbers: every signal with its reason, its method and its n."""
    last = SignalRun.objects.filter(is_fictional=is_fictional).last()
    before = set(FoundSignal.objects.filter(run=last).values_list("key", flat=True)) if last else set()
    by_key = {each.key: each for each in found}
    run = SignalRun.objects.create(
        number=last.number + 1 if last else 1,
        is_fictional=is_fictional,
        run_at=at,
        run_by_name=by.full_name,
        found=len(by_key),
        new=len(set(by_key) - before),
    )
    FoundSignal.objects.bulk_create(
        FoundSignal(
            run=run,
            key=key,
            kind=each.kind,
            area_id=_identity(each.area),
            indicator_id=_identity(each.measured.key) if each.measured else None,
            period=each.period,
            title=each.title[:300],
            reason=each.reason[:600],
            method=METHODS[each.kind],
            n=each.n,
            is_new=key not in before,
        )
        for key, each in by_key.items()
    )
    told = f"Signals looked for: {run.found} found, {run.new} new"
    audit.record(told, subject=run, by=by, at=at)
    return run


def _identity(key: Hashable | None) -> UUID | None:
    return None if key is None else UUID(str(key))


@operation
def dismiss_signal(*, signal: FoundSignal, reason: str, by: Person, at: datetime, once: str = "") -> None:
    """Dismiss a signal: somebody looked, and says why nothing more is needed."""
    may_dismiss_signals.check(standing_everywhere(by))
    rules.why_it_is_dismissed_is_said.check(reason)
    rules.nobody_dismissed_it_before.check(SignalDismissal.objects.filter(key=signal.key).exists())
    made = SignalDismissal.objects.create(
        signal=signal, key=signal.key, reason=reason.strip(), dismissed_by=by, dismissed_at=at
    )
    audit.record(f"Signal dismissed: {signal.title}"[:300], subject=made, by=by, at=at)
