"""Turns that the areas bring to My work: what somebody's areas and somebody's body wait for, soon or late."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from speir.area_monitoring.choices import HandoverStatus
from speir.area_monitoring.permissions import may_write_briefing
from speir.area_monitoring.queries import handovers_waiting
from speir.area_summaries.choices import SummaryStatus
from speir.area_summaries.permissions import may_write_summary
from speir.area_summaries.queries import answered_whole
from speir.area_summaries.queries import under_way as summaries_under_way
from speir.area_teams.queries import (
    areas_looked_after,
    ids_answered_by,
    reader_of_areas,
    roles_by_area,
)
from speir.enquiries.queries import areas_with_waiting
from speir.improvement_support.choices import OfferStatus
from speir.improvement_support.permissions import may_offer_support
from speir.partnerships.area_names import address_of
from speir.people.choices import Side
from speir.risk_conversations import queries as conversation_queries
from speir.risk_conversations.permissions import may_prepare_view
from speir.web.inspectorate import area_due
from speir.web.inspectorate.area_due import ASKED_BEFORE, Known, known_of, named
from speir.web.inspectorate.whose_turn import Line, due_words, in_urgency
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from uuid import UUID

    from speir.foundations.access import Permission
    from speir.people.models import Person
    from speir.people.standing import Standing


@dataclass(frozen=True)
class Holder:
    """One person with the areas in whose team they are, and those for which their body has somebody."""

    person: "Person"
    known: Known
    by_area: "dict[UUID, Standing]"
    body_has_somebody: "set[UUID]"

    def may(self, permission: "Permission[Standing]", area_id: "UUID") -> bool:
        """Whether it waits for them: where their body has somebody for the area, for nobody else of it."""
        if area_id not in self.by_area and area_id in self.body_has_somebody:
            return False
        standing = self.by_area.get(area_id, self.known.reader.everywhere)
        return permission.reason_refused(standing) is None


def area_turns(person: "Person", today: date) -> list[Line]:
    """What waits for somebody in areas, the most pressing first; in a fixed number of questions."""
    if person.body.side != Side.SCRUTINY:
        return []
    holder = _holder(person, today)
    soon = today + ASKED_BEFORE
    lines = [line for source in SOURCES for line in source(holder)]
    return in_urgency([line for line in lines if line.due_on is None or line.due_on <= soon])


def _holder(person: "Person", today: date) -> Holder:
    areas = areas_looked_after(person, today)
    reader = reader_of_areas(person, today)
    everywhere = reader.everywhere
    held = {
        area: replace(everywhere, roles=everywhere.roles | roles)
        for area, roles in roles_by_area(person, today).items()
    }
    return Holder(person, known_of(areas, reader, today), held, ids_answered_by(everywhere.body_id, today))


def enquiries(holder: Holder) -> Iterable[Line]:
    """Enquiries they may answer: of their areas, and for managers of those that nobody looks after."""
    others = [
        area
        for area in areas_with_waiting()
        if area.pk in holder.by_area or area.pk not in holder.body_has_somebody
    ]
    return area_due.enquiries(replace(holder.known, areas=others))


def of_my_areas(holder: Holder) -> Iterable[Line]:
    """Contacts, what follows from them, risks whose day has passed, and planned actions that are overdue."""
    mine = [area for area in holder.known.areas if area.pk in holder.known.reader.answers_in]
    known = replace(
        holder.known,
        areas=mine,
        risks=[line for line in holder.known.risks if line.risk.area_id in holder.known.reader.answers_in],
    )
    for source in (area_due.contacts, area_due.steps, area_due.risks, area_due.plan_actions):
        yield from source(known)


def support(holder: Holder) -> Iterable[Line]:
    """Support under way of which it is time to say what came."""
    accepted = [
        each
        for each in holder.known.support
        if each.status == OfferStatus.ACCEPTED and holder.may(may_offer_support, each.area_id)
    ]
    return area_due.support(replace(holder.known, support=accepted))


def conversations(holder: Holder) -> Iterable[Line]:
    """Risk conversations that wait for their body, and what their body agreed to do."""
    today, body = holder.known.today, holder.known.reader.everywhere.body_id
    for waits in conversation_queries.waiting_for_body(body):
        it = waits.conversation
        if holder.may(waits.permission, it.area_id):
            due, kind = due_words(it.held_on, today)
            address = reverse("risk_conversation", kwargs={"conversation_id": it.pk})
            reason = f"{named(it.area)}: risk conversation on {day(it.held_on)}"
            yield Line(waits.what, reason, address, due, kind, it.held_on)
    for each in conversation_queries.actions_due(body, today + ASKED_BEFORE):
        if holder.may(may_prepare_view, each.area_id):
            due, kind = due_words(each.due_on, today)
            address = reverse("risk_conversation", kwargs={"conversation_id": each.conversation_id})
            agreed = f"agreed at the risk conversation of {day(each.conversation.held_on)}"
            reason = f"{named(each.area)}: {agreed}; who does it: {each.owner}"
            yield Line(each.text, reason, address, due, kind, each.due_on)


def summaries(holder: Holder) -> Iterable[Line]:
    """Yearly summaries to be sent to the council, or answered and to be frozen; no source gives a day."""
    found = summaries_under_way(holder.known.areas)
    answered = answered_whole(found)
    for each in found:
        is_draft = each.status == SummaryStatus.DRAFT
        if (is_draft or each.pk in answered) and holder.may(may_write_summary, each.area_id):
            does = "Send the yearly summary to the council" if is_draft else "Freeze the yearly summary"
            waits = (
                f"a draft since {day(each.drafted_at)}" if is_draft else "the council has answered each item"
            )
            address = reverse("area_summary", kwargs={"summary_id": each.pk})
            yield Line(does, f"{named(each.area)}: {waits}", address, "", "grey", None)


def handovers(holder: Holder) -> Iterable[Line]:
    """Areas that are handed over to them, and their own whose briefing they write; no source gives a day."""
    for each in handovers_waiting(holder.person, holder.known.areas):
        address = reverse("area_handover", kwargs={"address": address_of(each.area.kind, each.area.name)})
        if each.status == HandoverStatus.OFFERED:
            reason = (
                f"{named(each.area)}: read the briefing, and take the area over or send the briefing back"
            )
            yield Line(f"{each.area.name} is being handed over to you", reason, address, "", "grey", None)
        elif each.area_id in holder.by_area and holder.may(may_write_briefing, each.area_id):
            reason = f"{named(each.area)} is being handed over to {each.to_person.full_name}"
            yield Line("Edit the briefing and offer it", reason, address, "", "grey", None)


SOURCES = (enquiries, of_my_areas, support, conversations, summaries, handovers)
