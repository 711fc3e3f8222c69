"""The home of one inspection: where it is, what is late, whose turn it is, and what I should do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.urls import path

from speir.document_requests.choices import DocumentStatus
from speir.document_requests.permissions import may_read_documents
from speir.document_requests.queries import documents_of
from speir.evaluations.permissions import may_read_judgements
from speir.evaluations.queries import positions_of
from speir.evidence.permissions import may_read_evidence
from speir.evidence.queries import coverage
from speir.foundations.uk_clock import uk_today
from speir.inspections.choices import InspectionStatus
from speir.inspections.lifecycle import INSPECTION
from speir.inspections.queries import calendar_of, inspection_for, milestones_of, standing_of, team_of
from speir.partnerships.queries import link_inspector_of
from speir.people.choices import Role
from speir.people.standing import Standing
from speir.web.design_system.timeline import Timeline
from speir.web.inspectorate import whose_turn
from speir.web.inspectorate.evidence_matrix import Matrix, matrix
from speir.web.inspectorate.footprint import footprint
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.signatures import Signature, signatures
from speir.web.inspectorate.where import inspection_address
from speir.web.inspectorate.whose_turn import Holders, Line
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from speir.document_requests.queries import DocumentLine
    from speir.inspections.models import Inspection, Milestone

COMING = 3


@dataclass(frozen=True)
class DocumentsPanel:
    """How far the documents have come in."""

    asked: int
    facts: tuple[tuple[str, str], ...]
    late: str
    address: str


@dataclass(frozen=True)
class HomePage:
    """The home of an inspection; a panel that this reader may not know of is None."""

    header: InspectionHeader
    status: str
    status_turn: str
    roles: str
    timeline: Timeline
    mine: list[Line]
    late: list[Line]
    others: list[Line]
    nothing_mine: str
    nothing_late: str
    coming: tuple[tuple[str, str], ...]
    nothing_coming: str
    matrix: Matrix | None
    documents: DocumentsPanel | None
    signatures: list[Signature]
    reason_chosen: str


@inspectorate_screen()
def home(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The home of one inspection."""
    inspection = inspection_for(request.user, reference)
    standing = standing_of(request.user, inspection)
    page = home_page(inspection, standing, uk_today())
    return render_page(request, "inspectorate/inspection_home.html.jinja", page)


def home_page(inspection: "Inspection", standing: Standing, today: date) -> HomePage:
    """Everything the home shows this person."""
    milestones = milestones_of(inspection)
    is_over = inspection.status == InspectionStatus.CLOSED
    turns = whose_turn.turns_known_to(standing, inspection)
    holders = Holders(team_of(inspection), link_inspector_of(inspection.partnership))
    to_come = [] if is_over else [m for m in milestones if m.reached_at is None]
    behind = [m for m in to_come if m.due_on < today]
    coming = coming_next(to_come, holders, today)
    mine = whose_turn.my_lines(turns, standing, inspection, today)
    others = whose_turn.lines_of_others(turns, standing, behind, holders, today)
    return HomePage(
        header=inspection_header(inspection, standing),
        status=inspection.status_words,
        status_turn=INSPECTION.turn[inspection.status],
        roles=roles_in_words(standing),
        timeline=footprint(
            milestones, calendar_of(inspection), today, inspection.partnership.name, is_over=is_over
        ),
        mine=mine,
        late=[line for line in others if whose_turn.is_late(line, today)],
        others=[line for line in others if not whose_turn.is_late(line, today)],
        nothing_mine=nothing_mine(coming, is_over=is_over),
        nothing_late=nothing_late(mine, today),
        coming=coming,
        nothing_coming="The inspection is closed." if is_over else "Every milestone has had its day.",
        matrix=_matrix(inspection, standing),
        documents=_documents(inspection, standing, today),
        signatures=signatures(inspection, standing),
        reason_chosen=inspection.reason_chosen,
    )


def roles_in_words(standing: Standing) -> str:
    """What the reader is in this inspection."""
    shown = [role.label.lower() for role in Role if role in standing.roles]
    # What somebody is everywhere goes without saying where they have a part in the inspection.
    narrow = [word for word in shown if word != Role.STRATEGIC_INSPECTOR.label.lower()]
    return ", ".join(narrow or shown)


def coming_next(
    milestones: Sequence["Milestone"], holders: Holders, today: date
) -> tuple[tuple[str, str], ...]:
    """The next of the milestones that are not reached: title, then the day and whose turn it is."""
    ahead = [m for m in milestones if m.due_on >= today]
    return tuple(
        (
            milestone.title,
            f"{day(milestone.due_on)}. "
            + whose_turn.whose(Role.label_of(milestone.whose_turn), holders.of_role(milestone.whose_turn)),
        )
        for milestone in ahead[:COMING]
    )


def nothing_mine(coming: Sequence[tuple[str, str]], *, is_over: bool) -> str:
    """What an empty list of one's own turns says."""
    if is_over:
        return "Nothing waits for you: the inspection is closed."
    if not coming:
        return "Nothing waits for you, and every milestone has had its day."
    return f"Nothing waits for you. Next: {coming[0][0]}, {coming[0][1]}."


def nothing_late(mine: Sequence[Line], today: date) -> str:
    """What an empty list of what is late with others says; one's own late turns stand under "Your turn"."""
    if any(whose_turn.is_late(line, today) for line in mine):
        return "Nobody else is late. What is late waits for you, under “Your turn”."
    return "Nothing is late."


def _matrix(inspection: "Inspection", standing: Standing) -> Matrix | None:
    if may_read_evidence.reason_refused(standing):
        return None
    may_judge = may_read_judgements.reason_refused(standing) is None
    positions = positions_of(inspection) if may_judge else None
    return matrix(coverage(inspection), positions, inspection.reference)


def _documents(inspection: "Inspection", standing: Standing, today: date) -> DocumentsPanel | None:
    if may_read_documents.reason_refused(standing):
        return None
    address = inspection_address("documents", inspection.reference)
    return documents_panel(documents_of(inspection), today, address)


def documents_panel(lines: Sequence["DocumentLine"], today: date, address: str) -> DocumentsPanel:
    """How many documents are asked for, in, accepted and late."""
    by_status = [line.document.status for line in lines]
    waiting = by_status.count(DocumentStatus.ASKED)
    late = sum(line.days_late(today) > 0 for line in lines)
    return DocumentsPanel(
        asked=len(lines),
        facts=(
            ("Asked for", str(len(lines))),
            ("Accepted", str(by_status.count(DocumentStatus.ACCEPTED))),
            ("Received, to be read", str(by_status.count(DocumentStatus.RECEIVED))),
            ("Not held", str(by_status.count(DocumentStatus.NOT_HELD))),
            ("Still to come", str(waiting)),
        ),
        late=f"{count(late, 'document')} late" if late else "",
        address=address,
    )


ADDRESSES = [path("inspections/<slug:reference>/", home, name="inspection")]
