"""What changed between the dates somebody has now and those their feed gave out. Plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

NEUTRAL = "Speir: a date of yours"


@dataclass(frozen=True)
class OwnDate:
    """One day of somebody's work; ``what`` names neither a partnership nor a person."""

    key: str
    day: date
    what: str
    inspection_id: str


@dataclass(frozen=True)
class GivenOut:
    """A date as the feed gave it out last."""

    day: date
    what: str
    is_cancelled: bool


@dataclass(frozen=True)
class Differences:
    """What the feed has to say anew."""

    new: tuple[OwnDate, ...]
    moved: tuple[OwnDate, ...]
    cancelled: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.new or self.moved or self.cancelled)


def differences(now: Sequence[OwnDate], before: Mapping[str, GivenOut]) -> Differences:
    """New dates; dates on another day, in other words or back again; dates that are no longer due."""
    keys = {each.key for each in now}
    return Differences(
        new=tuple(each for each in now if each.key not in before),
        moved=tuple(
            each
            for each in now
            if each.key in before and before[each.key] != GivenOut(each.day, each.what, is_cancelled=False)
        ),
        cancelled=tuple(key for key, given in before.items() if key not in keys and not given.is_cancelled),
    )
