"""speir area-figures: what is counted for each council from one month of regulated services."""

import argparse
from typing import Any

from django.core.management.base import CommandParser

from speir.jobs.command import OneCallCommand
from speir.regulated_services.area_figures import as_csv, as_json, as_table
from speir.regulated_services.counting import RULES
from speir.regulated_services.queries import counts_by_area, snapshot_of


class Command(OneCallCommand):
    """Prints the figures of the newest month, or of the one asked for."""

    help = (
        "Print the figures on regulated services of each council, with its code.\n\nThe rules:\n"
        + "".join(f"  {name}: {rule}\n" for name, rule in RULES.items())
    )
    refusal = "There is nothing to print:"

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """As Django makes it, with the rules line by line."""
        kwargs["formatter_class"] = argparse.RawDescriptionHelpFormatter
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """The form, the month, and whether services outside Scotland get a row."""
        parser.add_argument("--format", choices=("table", "csv", "json"), default="table")
        parser.add_argument("--vintage", default="", metavar="MONTH", help="such as 2024-06 (newest without)")
        parser.add_argument(
            "--with-outside", action="store_true", help="a last row for services outside Scotland"
        )
        parser.add_argument("--fictional", action="store_true", help="the demonstration's fictional areas")

    def call(self, **options: Any) -> str:
        """Ask and print."""
        snapshot = snapshot_of(options["vintage"], is_fictional=options["fictional"])
        areas = [
            each
            for each in counts_by_area(snapshot)
            if options["with_outside"] or each.code or each.name != "Outside Scotland"
        ]
        if options["format"] == "csv":
            return as_csv(areas, snapshot.years)
        if options["format"] == "json":
            about: dict[str, object] = {
                "month": f"{snapshot.month_on:%Y-%m}",
                "edition": snapshot.edition,
                "source": snapshot.source,
                "sha256": snapshot.checksum,
                "rows_not_taken": snapshot.refused,
                "outside_scotland": snapshot.outside_scotland,
            }
            return as_json(areas, snapshot.years, about)
        title = f"Regulated services, {snapshot}. {snapshot.source}."
        return as_table(areas, title)
