"""What waits for the partnership in one inspection, as lines; only what the reader may know of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from speir.concerns import queries as concerns
from speir.document_packs import queries as document_packs
from speir.document_requests import queries as document_requests
from speir.document_requests.permissions import may_read_documents
from speir.improvement_plans import queries as improvement_plans
from speir.improvement_plans.permissions import may_read_plan
from speir.inspections import queries as inspection_queries
from speir.inspections import timetable_queries
from speir.inspections.choices import InspectionStatus
from speir.inspections.turns import Turn, in_order
from speir.people.choices import PARTNERSHIP_ROLES, Role
from speir.people.standing import Standing
from speir.record_reading import queries as record_reading
from speir.reports import queries as reports
from speir.reports.choices import Sight
from speir.reports.pages import ReportSeen
from speir.reports.permissions import may_comment_on_facts
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from uuid import UUID

    from speir.inspections.models import Inspection, TeamMember

SOON = 7
# A reader on this side; the same line waits for inspectors on theirs.
OURS = frozenset({Role.LOCAL_READER})
READ_EMBARGOED = "read_embargoed_copy"
SCREENS = {
    "acknowledge_letter": "partnership_letter",
    "timetable_changed": "partnership_timetable_changed",
    "documents": "partnership_documents",
    "documents_for_us": "partnership_pack",
    "comment_on_facts": "partnership_draft",
    READ_EMBARGOED: "partnership_embargoed",
    "write_plan": "partnership_plan",
    "finish_action": "partnership_plan",
    "claim_progress": "partnership_plan",
    "comment_on_review": "partnership_review",
    "read_records": "partnership_my_records",
    "reconcile_records": "partnership_my_records",
    "name_senior_manager": "partnership_name_senior_manager",
}


@dataclass(frozen=True)
class Line:
    """One line of a list of turns: what, why, by when; ``address`` is "" when it is not the reader's."""

    title: str
    reason: str
    address: str
    due: str
    due_kind: str
    due_on: date | None
    is_urgent: bool = False


def turns_of_ours(standing: Standing, inspection: "Inspection") -> list[Turn]:
    """Everything that waits for the partnership and that this person may know of, most pressing first."""
    return turns_of_ours_in([inspection], {inspection.pk: standing})[inspection.pk]


def turns_of_ours_in(
    inspections: Sequence["Inspection"], standings: Mapping["UUID", Standing]
) -> dict["UUID", list[Turn]]:
    """What ``turns_of_ours`` says of each of several inspections, in a fixed number of questions."""
    known: dict[UUID, list[Turn]] = {inspection.pk: [] for inspection in inspections}
    going_on = [one for one in inspections if one.status != InspectionStatus.CLOSED]
    for pk, letters in inspection_queries.turns_of(going_on).items():
        # Who has not acknowledged a letter is for the coordinator, who looks after all that is asked.
        looks_after_all = standings[pk].has(Role.COORDINATOR)
        known[pk] += [turn for turn in letters if looks_after_all or turn.is_for(standings[pk])]
    for pk, moved in timetable_queries.turns_of(going_on).items():
        known[pk] += [turn for turn in moved if turn.is_for(standings[pk])]
    for pk, receipts in document_packs.turns_of(going_on).items():
        looks_after_all = standings[pk].has(Role.COORDINATOR)
        known[pk] += [turn for turn in receipts if looks_after_all or turn.is_for(standings[pk])]
    for turns_of, permission in (
        (document_requests.turns_of, may_read_documents),
        (reports.turns_of, may_comment_on_facts),
        (improvement_plans.turns_of, may_read_plan),
    ):
        allowed = [one for one in going_on if permission.reason_refused(standings[one.pk]) is None]
        for pk, turns in turns_of(allowed).items():
            known[pk] += turns
    for pk, to_read in record_reading.turns_of(going_on).items():
        known[pk] += [replace(turn, roles=OURS) for turn in to_read if turn.is_for(standings[pk])]
    # What is urgent is known to those for whom it waits and to nobody else, in closed inspections too.
    for pk, urgent in concerns.turns_of(inspections, timezone.now()).items():
        known[pk] += [turn for turn in urgent if turn.is_for(standings[pk])]
    for pk, seen in reports.reports_seen_in(going_on, standings).items():
        known[pk] += _to_read_under_embargo(seen)
    return {pk: in_order([turn for turn in turns if _is_ours(turn)]) for pk, turns in known.items()}


def _is_ours(turn: Turn) -> bool:
    return turn.roles <= set(PARTNERSHIP_ROLES)


def _to_read_under_embargo(seen: ReportSeen) -> list[Turn]:
    """The embargoed copy, while this person has not acknowledged it."""
    if seen.sight != Sight.EMBARGOED_COPY or seen.is_acknowledged:
        return []
    return [
        Turn(
            key=READ_EMBARGOED,
            title=f"Read the embargoed copy of the {seen.report.inspection.called}",
            why="It is for the heads and the coordinator alone until it is published.",
            roles=frozenset({Role.HEAD, Role.COORDINATOR}),
            due_on=seen.report.publish_on,
        )
    ]


def my_lines(turns: Sequence[Turn], standing: Standing, reference: str, today: date) -> list[Line]:
    """What waits for this person, each with the address at which it is done."""
    return [_line(turn, turn.why, today, _where(turn, reference)) for turn in turns if turn.is_for(standing)]


def _where(turn: Turn, reference: str) -> str:
    if turn.key == "concern":
        return reverse("partnership_concern", args=[reference, turn.subject_id])
    return reverse(SCREENS[turn.key], args=[reference])


def lines_of_colleagues(
    turns: Sequence[Turn], standing: Standing, team: Sequence["TeamMember"], today: date
) -> list[Line]:
    """What waits for others in the partnership, by name."""
    return [
        _line(turn, f"{turn.whose()}: {_names(turn, team)}. {turn.why}", today)
        for turn in turns
        if not turn.is_for(standing)
    ]


def _names(turn: Turn, team: Sequence["TeamMember"]) -> str:
    found = {
        member.person.full_name
        for member in team
        if member.role in turn.roles and turn.person_id in {"", str(member.person_id)}
    }
    return ", ".join(sorted(found)) or "nobody appointed"


def in_urgency(lines: Sequence[Line]) -> list[Line]:
    """Lines of several inspections together, most pressing first; those without a day last."""
    return sorted(
        lines,
        key=lambda line: (not line.is_urgent, line.due_on is None, line.due_on or date.max, line.title),
    )


def _line(turn: Turn, reason: str, today: date, address: str = "") -> Line:
    due, kind = due_words(turn.due_on, today)
    if turn.clock:
        due, kind = turn.clock, "bad" if turn.is_overdue else "warn"
    return Line(turn.title, reason, address, due, kind, turn.due_on, turn.is_urgent)


def how_near(due_on: date, today: date) -> tuple[str, str]:
    """The tag beside a day that is printed already: how late, or how soon."""
    left = (due_on - today).days
    if left > 1:
        return f"in {count(left, 'day')}", "warn" if left <= SOON else "grey"
    return due_words(due_on, today)


def due_words(due_on: date | None, today: date) -> tuple[str, str]:
    """When something is due, in words, and the kind of tag for it."""
    if due_on is None:
        return "", "grey"
    left = (due_on - today).days
    if left < 0:
        return f"{count(-left, 'day')} late", "bad"
    if left < 2:
        return ("due today" if left == 0 else "due tomorrow"), "warn"
    return f"due {day(due_on)}", "warn" if left <= SOON else "grey"
