"""What is expected in areas, and what is late: one list, from every part that expects something."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from speir.area_monitoring.choices import Intensity
from speir.area_monitoring.expectations import expects
from speir.area_monitoring.queries import (
    Followed,
    how_followed,
    open_steps,
    plans_with_overdue_actions,
)
from speir.area_risks.queries import RiskLine, is_to_be_resolved, open_risks
from speir.area_summaries.choices import SummaryStatus
from speir.area_summaries.queries import under_way as summaries_under_way
from speir.enquiries.queries import waiting_for
from speir.foundations.uk_time import uk_day
from speir.improvement_support.choices import OfferStatus
from speir.improvement_support.queries import under_way
from speir.partnerships.area_names import address_of
from speir.risk_conversations import queries as conversation_queries
from speir.risk_conversations.choices import ConversationStatus
from speir.web.inspectorate.where import inspection_address
from speir.web.inspectorate.whose_turn import Line, due_words
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from uuid import UUID

    from speir.area_teams.tiers import AreaReader
    from speir.improvement_support.models import SupportOffer
    from speir.partnerships.models import Area

# Indicative: ours, not an official promise.
ANSWER_WITHIN = timedelta(days=7)
ASKED_BEFORE = timedelta(days=14)
Expecting = Callable[["Known"], Iterable[Line]]


@dataclass(frozen=True)
class Known:
    """What is known of some areas, asked once for everything that a page makes of it."""

    areas: "Sequence[Area]"
    reader: "AreaReader"
    today: date
    followed: "Mapping[UUID, Followed]"
    risks: "Sequence[RiskLine]"
    support: "Sequence[SupportOffer]"


def known_of(areas: "Sequence[Area]", reader: "AreaReader", today: date) -> Known:
    """Ask once."""
    return Known(areas, reader, today, how_followed(areas), open_risks(areas, reader), under_way(areas))


def named(area: "Area") -> str:
    """The name of an area, with a mark on an invented one."""
    return f"{area.name} (fictional)" if area.is_fictional else area.name


def due_in(known: Known) -> tuple[Line, ...]:
    """Everything expected in these areas, the latest first."""
    lines = [line for source in SOURCES for line in source(known)]
    return tuple(sorted(lines, key=lambda line: line.due_on or date.max))


def contacts(known: Known) -> Iterable[Line]:
    """When the next contact with each area is expected, where anything says since when to count.

    Followed closely, or after an inspection, support is expected too: the reason says when there is none.
    """
    supported = {each.area_id for each in known.support}
    for area in known.areas:
        how = known.followed[area.pk]
        if how.due_on is None:
            continue
        last = f"last on {day(how.last_contact_on)}" if how.last_contact_on else "none yet"
        why = f"{Intensity.label_of(how.intensity)}: {expects(how.intensity)}; {last}"
        if area.is_fictional:
            why = f"Fictional area. {why}"
        if how.intensity != Intensity.ROUTINE and area.pk not in supported:
            why += "; no support is under way"
        due, kind = due_words(how.due_on, known.today)
        address = f"{reverse('write_note')}?area={address_of(area.kind, area.name)}"
        yield Line(f"Contact with {area.name}", why, address, due, kind, how.due_on)


def steps(known: Known) -> Iterable[Line]:
    """What follows from contacts and is not done."""
    for step in open_steps(known.areas, known.reader):
        due, kind = due_words(step.due_on, known.today)
        why = f"{named(step.area)}: follows from the contact on {day(step.note.held_on)}"
        address = reverse("contact_note", kwargs={"note_id": step.note_id})
        yield Line(step.text, why, address, due, kind, step.due_on)


def risks(known: Known) -> Iterable[Line]:
    """Risks whose day has passed without anybody saying what happened."""
    for line in known.risks:
        if is_to_be_resolved(line.risk, known.today):
            due, kind = due_words(line.risk.horizon_on, known.today)
            why = f"{named(line.risk.area)}: its day has passed; say what became of it"
            address = reverse("area_risk", kwargs={"risk_id": line.risk.pk})
            yield Line(f"Risk: {line.risk.statement}", why, address, due, kind, line.risk.horizon_on)


def enquiries(known: Known) -> Iterable[Line]:
    """Enquiries that wait for an answer, for those who answer them."""
    for each in waiting_for(known.reader, known.areas, known.today):
        due, kind = due_words(uk_day(each.received_at) + ANSWER_WITHIN, known.today)
        why = f"{named(each.area)}: somebody outside asked on {day(each.received_at)}"
        address = reverse("enquiry", kwargs={"enquiry_id": each.pk})
        yield Line(f"Enquiry {each.mark}", why, address, due, kind, uk_day(each.received_at) + ANSWER_WITHIN)


def plan_actions(known: Known) -> Iterable[Line]:
    """Actions of improvement plans whose day has passed, one line for each plan that the reader knows of."""
    plans = plans_with_overdue_actions(known.areas, known.reader.everywhere, known.today)
    alike = Counter((plan.partnership, plan.first) for plan in plans)
    for plan in plans:
        due, kind = due_words(plan.first_due_on, known.today)
        where = f"{plan.partnership} (fictional)" if plan.is_fictional else plan.partnership
        which = f" {plan.reference}" if alike[plan.partnership, plan.first] > 1 else ""
        why = f"{where}, improvement plan{which}: {plan.first}"
        address = inspection_address("improvement_plan", plan.reference)
        title = f"{count(plan.overdue, 'planned action')} overdue"
        yield Line(title, why, address, due, kind, plan.first_due_on)


def support(known: Known) -> Iterable[Line]:
    """Support that waits for the partnership's answer, or of which it is time to ask what came."""
    for each in known.support:
        is_open = each.status == OfferStatus.OFFERED
        if is_open or each.outcome_due_on <= known.today + ASKED_BEFORE:
            due, kind = due_words(each.outcome_due_on, known.today)
            waits = f"offered {day(each.offered_at)}, not answered yet" if is_open else "say what came of it"
            address = reverse("support_offer", kwargs={"offer_id": each.pk})
            why = f"{named(each.area)}: {waits}"
            yield Line(f"Support: {each.what}", why, address, due, kind, each.outcome_due_on)


def conversations(known: Known) -> Iterable[Line]:
    """Risk conversations under way, and actions of the reader's own body that are due."""
    for it in conversation_queries.under_way(known.areas, known.reader.everywhere.body_id):
        due, kind = due_words(it.held_on, known.today)
        address = reverse("risk_conversation", kwargs={"conversation_id": it.pk})
        why = f"{named(it.area)}: {ConversationStatus.label_of(it.status).lower()}"
        yield Line("Risk conversation", why, address, due, kind, it.held_on)
    for each in conversation_queries.open_actions(known.areas, known.reader.everywhere.body_id):
        due, kind = due_words(each.due_on, known.today)
        address = reverse("risk_conversation", kwargs={"conversation_id": each.conversation_id})
        why = f"{named(each.area)}: agreed at the risk conversation of {day(each.conversation.held_on)}"
        yield Line(each.text, why, address, due, kind, each.due_on)


def summaries(known: Known) -> Iterable[Line]:
    """Yearly summaries that are not frozen yet; no published source gives a day for them."""
    for each in summaries_under_way(known.areas):
        status = SummaryStatus.label_of(each.status).lower()
        address = reverse("area_summary", kwargs={"summary_id": each.pk})
        yield Line("Yearly summary", f"{named(each.area)}: {status}", address, "", "grey", None)


SOURCES: tuple[Expecting, ...] = (
    enquiries,
    contacts,
    steps,
    risks,
    plan_actions,
    support,
    conversations,
    summaries,
)
