"""One inspection for the partnership: where it is, what is asked, whom to talk to, what was handed over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.urls import path, reverse

from speir.document_requests.choices import DocumentStatus
from speir.document_requests.permissions import may_read_documents
from speir.document_requests.queries import DocumentLine, documents_of
from speir.foundations.uk_clock import uk_today
from speir.inspections.choices import InspectionStatus
from speir.inspections.queries import calendar_of, milestones_of, team_of
from speir.partnerships.queries import link_inspector_of
from speir.people.choices import PARTNERSHIP_ROLES, Role
from speir.web.design_system.timeline import Timeline
from speir.web.partnership.coming import Coming, known_to, what_comes_next
from speir.web.partnership.footprint import our_footprint
from speir.web.partnership.inspection_header import InspectionHeader, inspection_header
from speir.web.partnership.opened import open_inspection
from speir.web.partnership.whose_turn import Line, lines_of_colleagues, my_lines, turns_of_ours
from speir.web.shared.national_report import national_report_of
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, partnership_screen

if TYPE_CHECKING:
    from speir.inspections.models import Inspection, TeamMember
    from speir.people.models import Person

PUBLISHED = (InspectionStatus.PUBLISHED, InspectionStatus.IMPROVING, InspectionStatus.CLOSED)
# Of the scrutiny side the partnership is told whom to turn to, and not who judges or signs.
THEIRS_TO_TALK_TO = (Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@dataclass(frozen=True)
class Contact:
    """Somebody to talk to."""

    name: str
    role: str
    post: str
    email: str


@dataclass(frozen=True)
class InspectionPage:
    """What the page prints; ``documents`` is None for somebody who may not read them."""

    header: InspectionHeader
    timeline: Timeline
    mine: list[Line]
    colleagues: list[Line]
    coming: Coming
    theirs: tuple[Contact, ...]
    ours: tuple[Contact, ...]
    documents: tuple[tuple[str, int], ...] | None
    published: str


@partnership_screen()
def inspection(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The home of one inspection."""
    opened, standing = open_inspection(request, reference)
    today, team = uk_today(), team_of(opened)
    turns = turns_of_ours(standing, opened)
    may_read = may_read_documents.reason_refused(standing) is None
    theirs, ours = contacts(team, link_inspector_of(opened.partnership))
    page = InspectionPage(
        header=inspection_header(opened, standing),
        timeline=our_footprint(milestones_of(opened), calendar_of(opened), today),
        mine=my_lines(turns, standing, reference, today),
        colleagues=lines_of_colleagues(turns, standing, team, today),
        coming=what_comes_next(known_to(standing, opened)),
        theirs=theirs,
        ours=ours,
        documents=document_facts(documents_of(opened)) if may_read else None,
        published=_published(opened),
    )
    return render_page(request, "partnership/inspection.html.jinja", page)


def _published(inspection: "Inspection") -> str:
    """Where the report is read by everybody; "" before. That of an area is the national one."""
    if not inspection.is_area:
        is_out = inspection.status in PUBLISHED
        return reverse("published_report", args=[inspection.reference]) if is_out else ""
    national = national_report_of(inspection)
    is_out = national is not None and national.published_on is not None
    return reverse("published_report", args=[national.reference]) if national and is_out else ""


def contacts(
    team: Sequence["TeamMember"], link_inspector: "Person | None"
) -> tuple[tuple[Contact, ...], tuple[Contact, ...]]:
    """The people to talk to: of the scrutiny bodies, and of the partnership, each in order of role."""
    theirs = [_contact(m.person, m.role) for role in THEIRS_TO_TALK_TO for m in team if m.role == role]
    if link_inspector:
        theirs.append(_contact(link_inspector, Role.LINK_INSPECTOR))
    ours = [_contact(m.person, m.role) for role in PARTNERSHIP_ROLES for m in team if m.role == role]
    return tuple(theirs), tuple(ours)


def _contact(person: "Person", role: str) -> Contact:
    post = ", ".join(filter(None, [person.post_title, person.body.short_name or person.body.name]))
    return Contact(person.full_name, Role.label_of(role), post, person.email)


def document_facts(lines: Sequence[DocumentLine]) -> tuple[tuple[str, int], ...]:
    """How many documents stand where; nothing before any were asked for."""
    if not lines:
        return ()

    def number(*statuses: DocumentStatus) -> int:
        return sum(line.document.status in statuses for line in lines)

    return (
        ("Asked for", len(lines)),
        ("Handed over", number(DocumentStatus.RECEIVED, DocumentStatus.ACCEPTED)),
        ("Of these accepted", number(DocumentStatus.ACCEPTED)),
        ("Not held", number(DocumentStatus.NOT_HELD)),
        ("Still to hand over", number(DocumentStatus.ASKED)),
        ("Files handed over", sum(len(line.files) for line in lines)),
    )


ADDRESSES = [path("partnership/<slug:reference>/", inspection, name="partnership_inspection")]
