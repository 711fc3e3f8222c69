"""Questions about numbers of areas: definitions, vintages, series, and the signals of the newest run."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from speir.indicators import finding_signals as look
from speir.indicators import rules
from speir.indicators.choices import Collection
from speir.indicators.definitions import CollectionDefinition, IndicatorDefinition, collections
from speir.indicators.finding_signals import Fall, Found
from speir.indicators.landing import Placed, place
from speir.indicators.mapping import Columns, check, columns_of, fitted, guess
from speir.indicators.models import (
    DefinitionVersion,
    FamilyMember,
    FileToLand,
    FoundSignal,
    Indicator,
    KeptMapping,
    Observation,
    SignalDismissal,
    SignalRun,
    ValueNotTaken,
    Vintage,
)
from speir.indicators.number_cells import read_values
from speir.indicators.numbers_file import Grid, read_grid
from speir.indicators.periods import Period
from speir.indicators.series import Measured, Point, Series
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area
from speir.partnerships.queries import areas_of_kind, links_by_area, resolve_area
from speir.regulated_services.queries import changes_in, counts_by_area, snapshots

Landing = Placed[Area, Indicator]


def measured_of(indicator: Indicator) -> Measured:
    """An indicator as plain thinking knows it."""
    return Measured(
        key=indicator.pk,
        code=indicator.code,
        name=indicator.name,
        unit=indicator.unit,
        better=indicator.better,
        counts_people=indicator.counts_people,
        counts_notifications=indicator.counts_notifications,
    )


def indicators_of(collection: str = "") -> list[Indicator]:
    """The indicators that are known, of one collection or of all."""
    found = Indicator.objects.all()
    return list(found.filter(collection=collection) if collection else found)


def indicator_at(collection: str, code: str) -> Indicator | None:
    """One indicator by its code."""
    return Indicator.objects.filter(collection=collection, code=code).first()


def indicators_with_numbers(*, is_fictional: bool = False) -> list[Indicator]:
    """The indicators that have at least one observation."""
    held = Observation.objects.filter(vintage__is_fictional=is_fictional).values("indicator_id")
    return list(Indicator.objects.filter(pk__in=held))


def definitions_of(indicator: Indicator) -> list[DefinitionVersion]:
    """The definitions of an indicator, the earliest first."""
    return list(DefinitionVersion.objects.filter(indicator=indicator).order_by("from_on"))


def newest_mapping(collection: str) -> Columns | None:
    """What the columns meant the last time, or None."""
    kept = KeptMapping.objects.filter(collection=collection).last()
    return columns_of(kept.mapping) if kept else None


def vintages_of(collection: str = "") -> list[Vintage]:
    """The files that landed, newest first."""
    found = Vintage.objects.filter(collection=collection) if collection else Vintage.objects.all()
    return list(found.order_by("-imported_at", "-number"))


def values_not_taken(vintage: Vintage) -> list[ValueNotTaken]:
    """What did not land of a file, in the order of its rows."""
    return list(ValueNotTaken.objects.filter(vintage=vintage))


def vintage_at(vintage_id: UUID) -> Vintage | None:
    """One vintage."""
    return Vintage.objects.filter(pk=vintage_id).first()


def file_to_land(file_id: UUID) -> FileToLand | None:
    """A file that waits to be looked at."""
    return FileToLand.objects.filter(pk=file_id).select_related("file", "handed_in_by").first()


def landed_from(file: FileToLand) -> Vintage | None:
    """The vintage that a handed-in file became, or None."""
    landed = Vintage.objects.filter(collection=file.collection, checksum=file.file.sha256)
    return landed.order_by("-number").first()


def series_everywhere(indicator: Indicator, *, is_fictional: bool = False) -> list[Series]:
    """One indicator in every area that has it, by the name of the area."""
    rows = Observation.objects.filter(indicator=indicator, vintage__is_fictional=is_fictional)
    return _series(rows.select_related("area", "indicator"))


def series_in(area_ids: Iterable[UUID]) -> list[Series]:
    """Every indicator in these areas."""
    rows = Observation.objects.filter(area_id__in=list(area_ids))
    return _series(rows.select_related("area", "indicator"))


def all_series(*, is_fictional: bool) -> dict[UUID, list[Series]]:
    """Every series, by its indicator."""
    rows = Observation.objects.filter(vintage__is_fictional=is_fictional).select_related("area", "indicator")
    found: dict[UUID, list[Series]] = {}
    for series in _series(rows):
        found.setdefault(UUID(str(series.measured.key)), []).append(series)
    return found


def _series(rows: "QuerySet[Observation]") -> list[Series]:
    """The newest vintage of each period counts."""
    measured: dict[UUID, Measured] = {}
    names: dict[UUID, str] = {}
    points: dict[tuple[UUID, UUID], dict[str, Point]] = {}
    for row in rows.order_by("vintage__number"):
        if row.indicator_id not in measured:
            measured[row.indicator_id] = measured_of(row.indicator)
        names[row.area_id] = row.area.name
        held = points.setdefault((row.indicator_id, row.area_id), {})
        held[row.period] = point_of(row)
    made = [
        Series(measured[key], area, names[area], tuple(sorted(held.values(), key=lambda point: point.period)))
        for (key, area), held in points.items()
    ]
    return sorted(made, key=lambda each: (each.measured.code, each.area_name))


def point_of(row: Observation) -> Point:
    """An observation as plain thinking knows it."""
    return Point(
        period=Period(row.starts_on, row.ends_on, row.period),
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        definition=row.definition,
        is_provisional=row.is_provisional,
        is_hidden=row.is_hidden,
        is_comparable=row.is_comparable,
    )


def family_of(*, is_fictional: bool) -> dict[UUID, tuple[str, frozenset[Hashable]]]:
    """For each area its family group and the areas in it, by the newest list."""
    newest = FamilyMember.objects.filter(is_fictional=is_fictional).order_by("-list_number").first()
    if newest is None:
        return {}
    members = FamilyMember.objects.filter(list_number=newest.list_number, is_fictional=is_fictional)
    groups: dict[str, set[Hashable]] = {}
    for each in members:
        groups.setdefault(each.group, set()).add(each.area_id)
    return {each.area_id: (each.group, frozenset(groups[each.group])) for each in members}


def groups_of_areas(*, is_fictional: bool) -> Mapping[Hashable, Mapping[str, frozenset[Hashable]]]:
    """For each council area the groups it is compared in: its family group and its NHS board."""
    found: dict[Hashable, dict[str, frozenset[Hashable]]] = {}
    for area, (group, members) in family_of(is_fictional=is_fictional).items():
        found.setdefault(area, {})[f"family group {group}"] = members
    boards: dict[str, set[Hashable]] = {}
    links = links_by_area(AreaKind.COUNCIL)
    board_of = {
        area: link.parent.name
        for area, around in links.items()
        for link in around
        if link.parent.kind == AreaKind.HEALTH_BOARD
    }
    for area, board in board_of.items():
        boards.setdefault(board, set()).add(area)
    for area, board in board_of.items():
        found.setdefault(area, {})[board] = frozenset(boards[board])
    return found


def newest_run(*, is_fictional: bool = False) -> SignalRun | None:
    """The newest look at all numbers, or None."""
    return SignalRun.objects.filter(is_fictional=is_fictional).last()


def current_signals(*, is_fictional: bool = False, areas: Iterable[UUID] | None = None) -> list[FoundSignal]:
    """The signals of the newest run that nobody dismissed, new ones first; of these areas if asked."""
    run = newest_run(is_fictional=is_fictional)
    if run is None:
        return []
    dismissed = SignalDismissal.objects.values("key")
    found = FoundSignal.objects.filter(run=run).exclude(key__in=dismissed).select_related("area", "indicator")
    if areas is not None:
        found = found.filter(area_id__in=list(areas))
    return list(found.order_by("-is_new", "area__name", "kind", "title"))


def signals_of_area(area: Area) -> list[FoundSignal]:
    """The signals about one area that nobody dismissed."""
    return current_signals(is_fictional=area.is_fictional, areas=[area.pk])


def signal_at(signal_id: UUID) -> FoundSignal | None:
    """One signal."""
    return FoundSignal.objects.filter(pk=signal_id).select_related("area", "indicator", "run").first()


def dismissals(*, is_fictional: bool = False) -> list[SignalDismissal]:
    """What was dismissed and why, newest first."""
    found = SignalDismissal.objects.filter(signal__run__is_fictional=is_fictional)
    return list(found.select_related("signal__area", "dismissed_by").order_by("-dismissed_at"))


def dismissal_of(signal: FoundSignal) -> SignalDismissal | None:
    """Why a signal was dismissed, or None."""
    return SignalDismissal.objects.filter(key=signal.key).select_related("dismissed_by").first()


def collection_label(key: str) -> str:
    """The words for a collection."""
    return Collection.label_of(key)


@dataclass(frozen=True)
class Preview:
    """What would land of a file under a mapping, and what would not."""

    grid: Grid
    columns: Columns
    landing: Landing


def open_with(
    collection: Collection, content: bytes, name: str, columns: Columns | None
) -> tuple[Grid, Columns]:
    """A file with the mapping given, else the one kept, else a guess from its headings."""
    kept = columns or newest_mapping(collection)
    grid = read_grid(content, name, kept.sheet if kept else "", kept.header_row if kept else 1)
    if kept and not columns:
        missing = sorted(set(kept.headings.values()) - set(grid.heads))
        rules.the_kept_mapping_fits.check(missing)
    return grid, fitted(kept, grid.heads) if kept else guess(grid.heads)


def preview(collection: Collection, content: bytes, name: str, columns: Columns) -> Preview:
    """What would land; nothing is saved, and unknown indicators are those of the library."""
    grid = read_grid(content, name, columns.sheet, columns.header_row)
    check(columns, grid.heads)
    return Preview(grid, columns, placed(collections()[collection], grid, columns))


def placed(defined: CollectionDefinition, grid: Grid, columns: Columns) -> Landing:
    """Each value of a file with its area and its indicator."""
    known = {each.code: each for each in indicators_of(defined.collection)}
    for each in defined.indicators:
        known.setdefault(each.code, unsaved(defined, each))
    kind = AreaKind(defined.area_kind)
    heads = {what: columns.headings.get(what, what) for what in ("area", "indicator")}
    read = read_values(grid, columns, defined.year_starts)
    return place(read, known, lambda words: resolve_area(words, kind), heads)


def unsaved(defined: CollectionDefinition, each: IndicatorDefinition) -> Indicator:
    """An indicator of the library as it would be kept."""
    return Indicator(
        collection=defined.collection,
        code=each.code,
        name=each.name,
        unit=each.unit,
        better=each.better,
        counts_people=each.counts_people,
        counts_notifications=each.counts_notifications,
        is_indicative=each.is_indicative,
        source=defined.source,
    )


def signals_in_numbers(*, is_fictional: bool, today: date) -> list[Found]:
    """Every signal that the numbers of areas give today; a job's work, not a screen's."""
    groups = groups_of_areas(is_fictional=is_fictional)
    due = {each.pk: collections()[Collection(each.collection)].due_days for each in indicators_of()}
    found: list[Found | None] = []
    for key, group in all_series(is_fictional=is_fictional).items():
        for series in group:
            found += [look.outside_limits(series), look.three_worse(series)]
        found += [look.broken_trend(group), *look.outside_funnel(group), *look.worst_quarter(group, groups)]
        found += [*look.absence(group), *look.late_returns(group, due[key], today)]
    found += _grade_falls(is_fictional=is_fictional)
    return [each for each in found if each is not None]


def _grade_falls(*, is_fictional: bool) -> list[Found | None]:
    months = snapshots(is_fictional=is_fictional)
    if len(months) < 2:
        return []
    month = f"{months[0].month_on:%Y-%m}"
    graded = {each.code or each.name: each.counts.get("all:graded", 0) for each in counts_by_area(months[0])}
    return [
        look.grade_falls(
            area.pk,
            [
                Fall(each.graded.name, each.graded.kind, each.before, each.after)
                for each in changes_in(area)
                if each.is_fall
            ],
            month,
            graded.get(area.code or area.name, 0),
        )
        for area in areas_of_kind(AreaKind.COUNCIL).filter(is_fictional=is_fictional)
    ]
