"""A problem made from an earlier answer: what has begun is kept, what slipped may not begin before a day."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any


def again(
    answer: Mapping[str, Any], kept: Collection[str], slipped: str, not_before: date | None
) -> dict[str, Any]:
    """The earlier input with its plan as the current one; ``kept`` are fixed where they stand."""
    places = [
        {"inspection": laid["inspection"], "team": laid["team"], "starts_on": laid["starts_on"]}
        for laid in answer["inspections"]
    ]
    inspections = [dict(each) for each in answer["inputs"]["inspections"]]
    for each in inspections:
        if each["name"] == slipped and not_before:
            each["not_before"] = not_before.isoformat()
    fixed = [place for place in places if place["inspection"] in kept and place["inspection"] != slipped]
    return {**answer["inputs"], "inspections": inspections, "fixed": fixed, "current": places}
