"""Questions about numbers of areas: definitions, vintages, series, and the signals of the newest run."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from speir.indicators import rules
from speir.indicators.choices import Collection
from speir.indicators.definitions import CollectionDefinition, IndicatorDefinition, collections
from speir.indicators.headings import opened
from speir.indicators.kinds_of_area import finder
from speir.indicators.landing import Placed, place
from speir.indicators.layouts import layout_of
from speir.indicators.mapping import Columns, check, columns_of, fitted, guess, with_kind
from speir.indicators.models import (
    DefinitionVersion,
    FamilyMember,
    FileToLand,
    Indicator,
    KeptMapping,
    NationalFigure,
    NumberInPeriod,
    Observation,
    ValueNotTaken,
    Vintage,
)
from speir.indicators.number_cells import ReadValue, read_values
from speir.indicators.numbers_file import Grid, read_grid
from speir.indicators.periods import Period
from speir.indicators.series import Measured, Point, Series
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area, AreaLink
from speir.partnerships.queries import find_area, links_by_area, resolve_area

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
    national = NationalFigure.objects.filter(vintage__is_fictional=is_fictional).values("indicator_id")
    return list(Indicator.objects.filter(Q(pk__in=held) | Q(pk__in=national)))


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


def vintages_about(area_ids: Iterable[UUID], since: datetime, before: datetime, limit: int) -> list[Vintage]:
    """The files with a number about any of these areas that landed between two moments, newest first."""
    # By area first: an area has few numbers, and a vintage has those of everybody.
    here = Observation.objects.filter(area_id__in=list(area_ids)).values("vintage")
    found = Vintage.objects.filter(pk__in=here, imported_at__gte=since, imported_at__lt=before)
    told = found.only("collection", "number", "source", "imported_at")
    return list(told.order_by("-imported_at", "-number")[:limit])


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
    return _series(rows)


def series_in(area_ids: Iterable[UUID]) -> list[Series]:
    """Every indicator in these areas."""
    rows = Observation.objects.filter(area_id__in=list(area_ids))
    return _series(rows)


def all_series(*, is_fictional: bool) -> dict[tuple[UUID, str], list[Series]]:
    """Every series, by its indicator and the kind of its area; nothing is compared across two kinds."""
    rows = Observation.objects.filter(vintage__is_fictional=is_fictional)
    found: dict[tuple[UUID, str], list[Series]] = {}
    for series in _series(rows):
        found.setdefault((UUID(str(series.measured.key)), series.kind), []).append(series)
    return found


def national_points(
    *, is_fictional: bool, indicator: Indicator | None = None
) -> dict[UUID, tuple[Point, ...]]:
    """What the sources give for all of Scotland, by indicator, oldest first; the newest vintage counts."""
    rows = NationalFigure.objects.filter(vintage__is_fictional=is_fictional).order_by("vintage__number")
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    found: dict[UUID, dict[str, Point]] = {}
    for row in rows:
        found.setdefault(row.indicator_id, {})[row.period] = point_of(row)
    return {key: tuple(sorted(held.values(), key=lambda point: point.period)) for key, held in found.items()}


def _series(rows: "QuerySet[Observation]") -> list[Series]:
    """The newest vintage of each period counts."""
    points: dict[tuple[UUID, UUID], dict[str, Point]] = {}
    for row in rows.order_by("vintage__number"):
        held = points.setdefault((row.indicator_id, row.area_id), {})
        held[row.period] = point_of(row)
    measured = {
        key: measured_of(each) for key, each in Indicator.objects.in_bulk({key for key, _ in points}).items()
    }
    areas = Area.objects.in_bulk({area for _, area in points})
    made = [
        Series(
            measured[key],
            area,
            areas[area].name,
            tuple(sorted(held.values(), key=lambda point: point.period)),
            areas[area].kind,
        )
        for (key, area), held in points.items()
    ]
    return sorted(made, key=lambda each: (each.measured.code, each.area_name))


def point_of(row: NumberInPeriod) -> Point:
    """A number as plain thinking knows it."""
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
    """For each council area the groups it is compared in: its family group and its NHS board.

    A partnership is compared among partnerships: those whose every council lies in the same group. An NHS
    board has no group.
    """
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
    return {**found, **_groups_of_partnerships(found, links)}


def _groups_of_partnerships(
    of_councils: Mapping[Hashable, Mapping[str, frozenset[Hashable]]],
    links: Mapping[UUID, Sequence[AreaLink]],
) -> dict[Hashable, dict[str, frozenset[Hashable]]]:
    councils: dict[Hashable, set[Hashable]] = {}
    for area, around in links.items():
        for link in around:
            if link.parent.kind == AreaKind.HSCP:
                councils.setdefault(link.parent_id, set()).add(area)
    groups = {name: members for of in of_councils.values() for name, members in of.items()}
    found: dict[Hashable, dict[str, frozenset[Hashable]]] = {}
    for name, members in groups.items():
        within = frozenset(key for key, held in councils.items() if held <= members)
        for key in within:
            found.setdefault(key, {})[name] = within
    return found


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
    """A file with the mapping given, else the one kept, else a layout that fits, else a guess."""
    if columns is not None:
        grid = read_grid(content, name, columns.sheet, columns.header_row)
        return grid, fitted(columns, grid.heads)
    kept = newest_mapping(collection)
    if kept is None:
        grid = opened(content, name)
        return grid, begin_with(collection, grid)
    grid = read_grid(content, name, kept.sheet, kept.header_row)
    rules.the_kept_mapping_fits.check(sorted(set(kept.headings.values()) - set(grid.heads)))
    return grid, begin_with(collection, grid, kept)


def begin_with(collection: Collection, grid: Grid, kept: Columns | None = None) -> Columns:
    """What headings mean: as it is kept, else a layout that comes with Speir, else a guess.

    A column that tells kinds of area apart is taken along where it is not spoken of.
    """
    if kept is not None:
        return with_kind(fitted(kept, grid.heads), grid.heads)
    layout = layout_of(collection, grid.heads)
    begun = with_kind(layout.columns if layout else guess(grid.heads), grid.heads)
    is_first = grid.header_row == 1 and grid.sheet == next(iter(grid.sheets), "")
    return begun if is_first else replace(begun, sheet=grid.sheet, header_row=grid.header_row)


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
    heads = {what: columns.headings.get(what, what) for what in ("area", "indicator")}
    read = read_values(grid, columns, defined.year_starts)
    untold = {each.area for each in read.values if not each.kind}
    find = finder(AreaKind(defined.area_kind), untold, find_area, resolve_area)
    return place(read, known, find, heads)


def value_to_keep(value: ReadValue, indicator: Indicator) -> float | None:
    """As given; a share without a value is worked out from its counts, and a count is its own value."""
    if value.value is not None or value.numerator is None or value.is_hidden:
        return value.value
    if indicator.unit == "%":
        return 100 * value.numerator / value.denominator if value.denominator else None
    return None if indicator.unit.startswith("per ") else value.numerator


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
