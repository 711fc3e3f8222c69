"""The reference files as plain rows: areas of Scotland with their links, other names and codes."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from speir.partnerships.choices import AreaKind, LinkKind, NameKind

FOLDER = Path(__file__).parent / "reference"
LOOKUPS = "Public Health Scotland look-up files (see PROVENANCE.md)"
UNCONFIRMED = "Membership not confirmed in a published source (see PROVENANCE.md)"
RECODING = "Public Health Scotland recoding (see PROVENANCE.md)"

Row = dict[str, str]


@dataclass(frozen=True)
class AreaRow:
    """An area: what it is, its name, and its code ("" when it has none)."""

    kind: AreaKind
    name: str
    code: str = ""


@dataclass(frozen=True)
class NameRow:
    """Another name of an area."""

    area: AreaRow
    name: str
    kind: NameKind
    is_indicative: bool
    source: str


@dataclass(frozen=True)
class CodeRow:
    """A code an area has had, with partial dates."""

    area: AreaRow
    code: str
    starts_on: str
    ends_on: str
    is_indicative: bool
    source: str


@dataclass(frozen=True)
class LinkRow:
    """A council area lies in another area."""

    child: AreaRow
    parent: AreaRow
    kind: LinkKind
    is_indicative: bool
    source: str


@dataclass(frozen=True)
class ParentColumn:
    """How one kind of area is written in the reference file, and whether its membership was confirmed."""

    kind: AreaKind
    name: str
    code: str = ""
    is_indicative: bool = False
    link: LinkKind = LinkKind.WITHIN


PARENTS = (
    ParentColumn(AreaKind.HSCP, "hscp_name", "hscp_code"),
    ParentColumn(AreaKind.HEALTH_BOARD, "health_board_name", "health_board_code"),
    ParentColumn(AreaKind.POLICE_DIVISION, "police_division", "police_division_code"),
    ParentColumn(
        AreaKind.SHERIFFDOM, "principal_sheriffdom", is_indicative=True, link=LinkKind.PRINCIPALLY_WITHIN
    ),
    ParentColumn(AreaKind.MAPPA_REGION, "mappa_region", is_indicative=True),
    ParentColumn(AreaKind.COMMUNITY_JUSTICE, "community_justice_partnership", is_indicative=True),
    ParentColumn(AreaKind.ALCOHOL_AND_DRUG, "adp_name_scotpho", "adp_code_scotpho"),
    ParentColumn(AreaKind.ADULT_PROTECTION, "adult_protection_partnership", is_indicative=True),
    ParentColumn(AreaKind.PROTECTION_COMMITTEE, "protection_committee_area", is_indicative=True),
)
SOURCED_LETTERS = frozenset({"V"})


@cache
def _rows(file_name: str) -> tuple[Row, ...]:
    with (FOLDER / file_name).open(encoding="utf-8", newline="") as source:
        return tuple(csv.DictReader(source))


def council_rows() -> tuple[Row, ...]:
    """One row for each council area, with every area it lies in."""
    return _rows("scotland_areas_extended.csv")


def _council(row: Row) -> AreaRow:
    return AreaRow(AreaKind.COUNCIL, row["council_name"], row["council_code"])


def _parent(row: Row, column: ParentColumn) -> AreaRow:
    return AreaRow(column.kind, row[column.name], row[column.code] if column.code else "")


def areas() -> list[AreaRow]:
    """Every area once, councils first."""
    councils = [_council(row) for row in council_rows()]
    parents = [_parent(row, column) for column in PARENTS for row in council_rows()]
    return list(dict.fromkeys([*councils, *parents]))


def links() -> Iterator[LinkRow]:
    """Every council area with each area it lies in."""
    for row in council_rows():
        for column in PARENTS:
            source = UNCONFIRMED if column.is_indicative else LOOKUPS
            yield LinkRow(_council(row), _parent(row, column), column.link, column.is_indicative, source)


def names() -> Iterator[NameRow]:
    """Every name that an area answers to, its own first."""
    for area in areas():
        yield NameRow(area, area.name, NameKind.OFFICIAL, False, "")
    for area, letter in _letters().items():
        indicative = letter not in SOURCED_LETTERS
        yield NameRow(area, f"{letter} Division", NameKind.DIVISION_LETTER, indicative, "")
    known = {(area.kind.value, area.name): area for area in areas()}
    for row in _rows("other_names.csv"):
        area = known[row["kind"], row["name"]]
        yield NameRow(area, row["other_name"], NameKind.ALIAS, False, "other_names.csv")


def _letters() -> dict[AreaRow, str]:
    column = next(column for column in PARENTS if column.kind == AreaKind.POLICE_DIVISION)
    return {_parent(row, column): row["police_division_letter"] for row in council_rows()}


def codes() -> Iterator[CodeRow]:
    """Every code that an area has or had."""
    by_code = {area.code: area for area in areas() if area.code}
    changed = {row["code"]: row for row in _rows("code_history.csv")}
    for code, area in by_code.items():
        row = changed.get(code)
        yield CodeRow(area, code, row["changed"] if row else "", "", False, RECODING if row else LOOKUPS)
        if row:
            doubtful = row["is_code_indicative"] == "yes"
            yield CodeRow(area, row["earlier_code"], "", row["changed"], doubtful, RECODING)


def council_body_names() -> dict[str, tuple[str, str]]:
    """The full and the short name of the councils whose name is not "<area> Council", by council code."""
    rows = _rows("council_bodies.csv")
    return {row["council_code"]: (row["body_name"], row["short_name"]) for row in rows}
