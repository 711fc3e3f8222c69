"""Which bodies the reference files put together into partnerships."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from speir.partnerships.choices import PartnershipKind
from speir.partnerships.scotland import Row, council_body_names, council_rows
from speir.people.choices import BodyKind


@dataclass(frozen=True)
class BodyRow:
    """A body by its name."""

    name: str
    short_name: str
    kind: BodyKind


@dataclass(frozen=True)
class PartnershipRow:
    """A partnership: its bodies, and the codes of the council areas it works in."""

    slug: str
    name: str
    kind: PartnershipKind
    bodies: tuple[BodyRow, ...]
    council_codes: tuple[str, ...]


def partnerships() -> Iterator[PartnershipRow]:
    """The adult protection partnerships, then the community justice partnerships."""
    for name, rows in _grouped("adult_protection_partnership"):
        bodies = tuple(dict.fromkeys(body for row in rows for body in _agencies(row)))
        yield PartnershipRow(_slug(name), name, PartnershipKind.ADULT_PROTECTION, bodies, _codes(rows))
    for name, rows in _grouped("community_justice_partnership"):
        slug = "community-justice-" + _slug(name).removeprefix("community-justice-")
        councils = tuple(_council(row) for row in rows)
        yield PartnershipRow(slug, name, PartnershipKind.COMMUNITY_JUSTICE, councils, _codes(rows))


def _grouped(column: str) -> list[tuple[str, list[Row]]]:
    grouped: dict[str, list[Row]] = {}
    for row in council_rows():
        grouped.setdefault(row[column], []).append(row)
    return sorted(grouped.items())


def _codes(rows: list[Row]) -> tuple[str, ...]:
    return tuple(row["council_code"] for row in rows)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def _council(row: Row) -> BodyRow:
    plain = f"{row['council_name']} Council"
    full_name, short_name = council_body_names().get(row["council_code"], (plain, plain))
    return BodyRow(full_name, short_name, BodyKind.COUNCIL)


def _agencies(row: Row) -> tuple[BodyRow, ...]:
    hscp, division = row["hscp_name"], row["police_division"]
    return (
        _council(row),
        BodyRow(row["health_board_name"], row["health_board_name"], BodyKind.HEALTH_BOARD),
        BodyRow(f"Police Scotland, {division} Division", f"Police Scotland ({division})", BodyKind.POLICE),
        BodyRow(f"{hscp} Health and Social Care Partnership", f"{hscp} HSCP", BodyKind.HSCP),
    )
