"""The sampling receipt: what anybody needs besides the frame to draw the very same sample again."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from speir.foundations.refusals import Reason, RuleBroken
from speir.measures.sampling import Rerun, Unit, rerun
from speir.record_samples.choices import Exclusion
from speir.record_samples.frame_sheet import FrameRow, read_frame
from speir.record_samples.look_back import LookBack

KIND = "speir-sampling-receipt"
HOW_TO = (
    "speir redraw RECEIPT --frame FRAME.xlsx draws again from this receipt and says whether it is the same."
)


def receipt_of(
    drawn: Mapping[str, Any], look_back: LookBack, *, inspection: str, number: int, drawn_at: str
) -> dict[str, Any]:
    """The receipt as it is kept: the draw's own receipt, and which days were looked back on."""
    return {
        "kind": KIND,
        "inspection": inspection,
        "draw_number": number,
        "drawn_at": drawn_at,
        "look_back": {"first": look_back.first.isoformat(), "last": look_back.last.isoformat()},
        "draw": dict(drawn),
        "how_to_check": HOW_TO,
    }


def units_of(rows: Iterable[FrameRow], look_back: LookBack) -> list[Unit]:
    """The rows that could be drawn, as the draw takes them."""
    return [
        Unit(row.reference, row.locality, row.population)
        for row in rows
        if look_back.why_not(row.episode_on, row.agencies) == Exclusion.NONE
    ]


def drawn_again(receipt: Mapping[str, Any], rows: Iterable[FrameRow]) -> Rerun:
    """Draw again; what differs, in sentences. Raises RuleBroken when this is no receipt of ours."""
    try:
        days = receipt["look_back"]
        look_back = LookBack(date.fromisoformat(days["first"]), date.fromisoformat(days["last"]))
        draw = dict(receipt["draw"])
    except (KeyError, TypeError, ValueError) as fault:
        raise RuleBroken(Reason("This is not a sampling receipt of Speir. Download it anew.")) from fault
    return rerun(draw, units_of(rows, look_back))


def redraw(receipt: Path, frame: Path) -> str:
    """What drawing again from two files gives, in a sentence; raises RuleBroken with every difference."""
    try:
        told = json.loads(receipt.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise RuleBroken(Reason(f"{receipt.name} is not JSON. Download the receipt anew.")) from fault
    if not isinstance(told, dict):
        raise RuleBroken(Reason("This is not a sampling receipt of Speir. Download it anew."))
    again = drawn_again(told, read_frame(frame.read_bytes(), frame.name).rows)
    if not again:
        raise RuleBroken(*(Reason(each) for each in again.differences))
    return f"Same draw: {sizes_in_words(told['draw']['result'])}. SHA-256 {told['draw']['sha256']}."


def sizes_in_words(result: Mapping[str, Any]) -> str:
    """How many were drawn: investigation 50 and 10 reserves, inquiry 40 and 10 reserves."""
    return ", ".join(
        f"{name} {len(drawn['sample'])} and {len(drawn['reserves'])} in reserve"
        for name, drawn in sorted(result.items())
    )
