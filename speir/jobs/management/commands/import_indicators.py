"""speir import-indicators KIND FILE: published numbers about areas, each file a vintage."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import CommandParser
from django.utils import timezone

from speir.foundations.refusals import Reason, RuleBroken
from speir.foundations.refused_cells import together
from speir.indicators.choices import Collection
from speir.indicators.fetching import fetch, is_address
from speir.indicators.mapping import Columns, columns_of
from speir.indicators.operations import import_numbers, set_family_groups
from speir.jobs.command import OneCallCommand
from speir.people.operations import SYSTEM
from speir.regulated_services.operations import import_services

REGULATED_SERVICES = "regulated-services"
FAMILY_GROUPS = "family-groups"
KINDS = (REGULATED_SERVICES, *Collection, FAMILY_GROUPS)
MOST_LISTED = 50


class Command(OneCallCommand):
    """Imports one file: rows that can be used land, the others are listed; the same file changes nothing."""

    help = "Import published numbers of areas. The same file changes nothing; a later one is a new vintage."
    refusal = "Nothing was imported:"

    def add_arguments(self, parser: CommandParser) -> None:
        """What sort of file, the file, and what its name does not tell."""
        parser.add_argument(
            "kind", metavar="KIND", choices=[str(kind) for kind in KINDS], help=", ".join(KINDS)
        )
        parser.add_argument(
            "file", metavar="FILE", help="a CSV or Excel file, an https address of one, or of a CKAN data set"
        )
        parser.add_argument(
            "--month", default="", help="the month it is of, such as 2024-06, if its name does not say"
        )
        parser.add_argument(
            "--mapping",
            type=Path,
            help="a YAML file that says what the columns mean; it is kept for next time",
        )

    def call(self, **options: Any) -> str:
        """Import the file and list what did not land."""
        content, name, source = taken(options["file"])
        if options["kind"] == FAMILY_GROUPS:
            many = set_family_groups(groups=pairs(content, name), by=SYSTEM, at=timezone.now())
            return f"Set the family groups of {many} areas."
        if options["kind"] == REGULATED_SERVICES:
            services = import_services(
                content=content, name=name, month=options["month"], by=SYSTEM, at=timezone.now()
            )
            return "\n".join([str(services), *listed(together(services.refused))])
        numbers = import_numbers(
            collection=Collection(options["kind"]),
            content=content,
            name=name,
            columns=mapping_in(options["mapping"]),
            source=source,
            by=SYSTEM,
            at=timezone.now(),
        )
        return "\n".join([str(numbers), *listed(together(numbers.refused))])


def taken(file: str) -> tuple[bytes, str, str]:
    """The bytes, the name and the address of a file on disk or on the web."""
    if is_address(file):
        fetched = fetch(file)
        return fetched.content, fetched.name, fetched.address
    return Path(file).read_bytes(), Path(file).name, ""


def mapping_in(file: Path | None) -> Columns | None:
    """The mapping written in a file, or None without one."""
    if file is None:
        return None
    try:
        return columns_of(yaml.safe_load(file.read_text(encoding="utf-8")), file.name)
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        told = f"{file.name} cannot be read as YAML: {' '.join(str(fault).split())[:200]}"
        raise RuleBroken(Reason(told, "mapping")) from fault


def pairs(content: bytes, name: str) -> list[tuple[str, str]]:
    """Group and area of each row of a CSV file with these two headings."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig", errors="replace")))
    if not {"group", "area"} <= set(rows.fieldnames or ()):
        raise RuleBroken(Reason(f"{name} needs the headings group and area.", "file"))
    return [(row["group"] or "", row["area"] or "") for row in rows]


def listed(refused: Sequence[object]) -> list[str]:
    """What did not land, one line for each reason."""
    lines = [f"  {each}" for each in refused[:MOST_LISTED]]
    more = len(refused) - MOST_LISTED
    return (
        [*lines, f"  and {more:,} more; the screen Numbers about areas lists them all"] if more > 0 else lines
    )
