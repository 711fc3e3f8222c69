"""A problem as plain values, kept with everything that came of it; needs no solver."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from speir.scheduling.problem import Problem


def plain(value: object) -> Any:
    """Days as text, tuples as lists, so that it can be written as JSON or YAML."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return value


def inputs_of(problem: Problem) -> dict[str, Any]:
    """The problem as a mapping that ``problem_from`` reads again."""
    written: dict[str, Any] = plain(asdict(problem))
    for name in ("embargoes", "other_scrutiny"):
        for each in written[name]:
            each.update(each.pop("days"))
    return written
