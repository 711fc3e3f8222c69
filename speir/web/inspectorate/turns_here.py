"""What waits for whom on one page of an inspection: the reader's own turns, and everybody else's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from speir.inspections.queries import team_of
from speir.inspections.turns import Turn
from speir.partnerships.queries import link_inspector_of
from speir.people.standing import Standing
from speir.web.inspectorate.whose_turn import Holders, Line, lines_of_others, my_lines

if TYPE_CHECKING:
    from speir.inspections.models import Inspection


@dataclass(frozen=True)
class TurnsHere:
    """The turns about one subject."""

    mine: tuple[Line, ...]
    others: tuple[Line, ...]


def turns_here(
    turns: Sequence[Turn], standing: Standing, inspection: "Inspection", today: date, *here: str
) -> TurnsHere:
    """These turns as lines; the caller has made sure that the reader may know of them.

    ``here`` are the addresses of the page itself, which are no links on it.
    """
    holders = Holders(team_of(inspection), link_inspector_of(inspection.partnership))
    mine = my_lines(turns, standing, inspection, today)
    return TurnsHere(
        mine=tuple(replace(line, address="") if line.address in here else line for line in mine),
        others=tuple(lines_of_others(turns, standing, (), holders, today)),
    )
