"""Where each inspection lies in a plan, and reading that back from an answer that was kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class StageDays:
    """A stage of one inspection: its first and its last day."""

    key: str
    title: str
    first_day: date
    last_day: date


@dataclass(frozen=True)
class Laying:
    """One inspection in a plan: its team, its counted weeks (Mondays), the others with why, its stages."""

    inspection: str
    partnership: str
    team: str
    starts_on: date
    publishes_by: date
    weeks: tuple[date, ...]
    left_out: tuple[tuple[date, str], ...]
    stages: tuple[StageDays, ...]


def layings_of(answer: Mapping[str, Any]) -> tuple[Laying, ...]:
    """The plan in what ``answered`` gave, as it was before it was written."""
    return tuple(
        Laying(
            inspection=each["inspection"],
            partnership=each["partnership"],
            team=each["team"],
            starts_on=_day(each["starts_on"]),
            publishes_by=_day(each["publishes_by"]),
            weeks=tuple(_day(monday) for monday in each["weeks"]),
            left_out=tuple((_day(week["monday"]), week["reason"]) for week in each["left_out"]),
            stages=tuple(
                StageDays(stage["key"], stage["title"], _day(stage["first_day"]), _day(stage["last_day"]))
                for stage in each["stages"]
            ),
        )
        for each in answer["inspections"]
    )


def _day(written: str) -> date:
    return date.fromisoformat(written)
