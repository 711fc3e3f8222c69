"""Which episodes are looked back on: the two years before the day on which the inspection starts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from speir.record_samples.choices import Agency, Exclusion

YEARS = 2


@dataclass(frozen=True)
class LookBack:
    """The days looked back on, both included."""

    first: date
    last: date

    def why_not(self, episode_on: date, agencies: Collection[Agency]) -> Exclusion:
        """Why a row cannot be drawn; NONE when it can."""
        if episode_on < self.first:
            return Exclusion.TOO_EARLY
        if episode_on > self.last:
            return Exclusion.TOO_LATE
        return Exclusion.NONE if agencies else Exclusion.NO_RECORD


def look_back_from(starts_on: date) -> LookBack:
    """Two years to the start date, as 17 October 2020 to 17 October 2022."""
    try:
        first = starts_on.replace(year=starts_on.year - YEARS)
    except ValueError:  # 29 February
        first = starts_on.replace(year=starts_on.year - YEARS, day=28)
    return LookBack(first, starts_on)
