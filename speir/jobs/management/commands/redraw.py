"""speir redraw RECEIPT --frame FILE: whether a receipt and a frame give the same sample."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from speir.jobs.command import OneCallCommand
from speir.record_samples.receipts import redraw


class Command(OneCallCommand):
    """Draws again from a receipt and its frame; needs no database and saves nothing."""

    help = "Draw a sample again from its receipt and its frame, and say whether it is the same."
    refusal = "Different, or it cannot be told:"

    def add_arguments(self, parser: CommandParser) -> None:
        """The receipt and the frame."""
        parser.add_argument("receipt", type=Path, metavar="RECEIPT", help="the receipt, a .json file")
        parser.add_argument("--frame", type=Path, required=True, help="the frame, a .xlsx file")

    def call(self, **options: Any) -> str:
        """Draw again."""
        return redraw(options["receipt"], options["frame"])
