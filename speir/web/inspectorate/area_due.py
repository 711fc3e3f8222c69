"""What is expected in areas, and what is late: one list, from every part that expects something."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from speir.area_monitoring.choices import Intensity
from speir.area_monitoring.expectations import expects
from speir.area_monitoring.queries import Followed, how_followed, open_steps
from speir.area_risks.queries import RiskLine, is_to_be_resolved, open_risks
from speir.enquiries.queries import waiting_in
from speir.foundations.uk_time import uk_day
from speir.partnerships.area_names import address_of
from speir.people.choices import Role
from speir.web.inspectorate.whose_turn import Line, due_words
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from uuid import UUID

    from speir.area_teams.tiers import AreaReader
    from speir.partnerships.models import Area

# Indicative: ours, not an official promise.
ANSWER_WITHIN = timedelta(days=7)
Expecting = Callable[["Known"], Iterable[Line]]


@dataclass(frozen=True)
class Known:
    """What is known of some areas, asked once for everything that a page makes of it."""

    areas: "Sequence[Area]"
    reader: "AreaReader"
    today: date
    followed: "Mapping[UUID, Followed]"
    risks: "Sequence[RiskLine]"


def known_of(areas: "Sequence[Area]", reader: "AreaReader", today: date) -> Known:
    """Ask once."""
    return Known(areas, reader, today, how_followed(areas), open_risks(areas, reader))


def due_in(known: Known) -> tuple[Line, ...]:
    """Everything expected in these areas, the latest first."""
    lines = [line for source in SOURCES for line in source(known)]
    return tuple(sorted(lines, key=lambda line: line.due_on or date.max))


def contacts(known: Known) -> Iterable[Line]:
    """When the next contact with each area is expected, where anything says since when to count."""
    for area in known.areas:
        how = known.followed[area.pk]
        if how.due_on is None:
            continue
        last = f"last on {day(how.last_contact_on)}" if how.last_contact_on else "none yet"
        why = f"{Intensity.label_of(how.intensity)}: {expects(how.intensity)}; {last}"
        due, kind = due_words(how.due_on, known.today)
        address = f"{reverse('write_note')}?area={address_of(area.kind, area.name)}"
        yield Line(f"Contact with {area.name}", why, address, due, kind, how.due_on)


def steps(known: Known) -> Iterable[Line]:
    """What follows from contacts and is not done."""
    for step in open_steps(known.areas, known.reader):
        due, kind = due_words(step.due_on, known.today)
        why = f"{step.area.name}: follows from the contact on {day(step.note.held_on)}"
        address = reverse("contact_note", kwargs={"note_id": step.note_id})
        yield Line(step.text, why, address, due, kind, step.due_on)


def risks(known: Known) -> Iterable[Line]:
    """Risks whose day has passed without anybody saying what happened."""
    for line in known.risks:
        if is_to_be_resolved(line.risk, known.today):
            due, kind = due_words(line.risk.horizon_on, known.today)
            why = f"{line.risk.area.name}: its day has passed; say what became of it"
            address = reverse("area_risk", kwargs={"risk_id": line.risk.pk})
            yield Line(f"Risk: {line.risk.statement}", why, address, due, kind, line.risk.horizon_on)


def enquiries(known: Known) -> Iterable[Line]:
    """Enquiries that wait for an answer, for those who answer them."""
    sees_all = known.reader.everywhere.has(Role.SERVICE_MANAGER)
    mine = [area for area in known.areas if sees_all or area.pk in known.reader.answers_in]
    for each in waiting_in(mine):
        due, kind = due_words(uk_day(each.received_at) + ANSWER_WITHIN, known.today)
        why = f"{each.area.name}: somebody outside asked on {day(each.received_at)}"
        address = reverse("enquiry", kwargs={"enquiry_id": each.pk})
        yield Line(f"Enquiry {each.mark}", why, address, due, kind, uk_day(each.received_at) + ANSWER_WITHIN)


SOURCES: tuple[Expecting, ...] = (enquiries, contacts, steps, risks)
