"""What stands at the top of the partnership's pages of one inspection."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from speir.concerns.permissions import may_have_concerns, may_raise_concern
from speir.document_packs.permissions import may_have_documents
from speir.document_requests.permissions import may_read_documents
from speir.foundations.access import Permission
from speir.improvement_plans.permissions import may_comment_on_review, may_read_plan
from speir.inspections.permissions import may_acknowledge_letter, may_acknowledge_timetable
from speir.inspections.queries import scrutiny_bodies
from speir.people.standing import Standing
from speir.programmes.choices import PhaseKind
from speir.record_reading.permissions import may_read_records
from speir.record_samples.permissions import may_fetch_records
from speir.reports.permissions import may_comment_on_facts, may_read_embargoed_copy

if TYPE_CHECKING:
    from speir.inspections.models import Inspection


@dataclass(frozen=True)
class Place:
    """One entry of the navigation of an inspection."""

    words: str
    address: str
    is_here: bool


@dataclass(frozen=True)
class InspectionHeader:
    """What the header prints; ``heading`` is the page's h1."""

    reference: str
    partnership: str
    heading: str
    sub: str
    is_fictional: bool
    trail: tuple[tuple[str, str], ...]
    crumb: str
    places: tuple[Place, ...]
    raise_address: str


HOME, RAISE = "partnership_inspection", "partnership_raise_concern"
# Name of the address, words, and who is shown the way there: nobody else learns that the page exists.
PLACES: tuple[tuple[str, str, Permission[Standing] | None], ...] = (
    (HOME, "Home", None),
    ("partnership_letter", "Letter", may_acknowledge_letter),
    ("partnership_timetable_changed", "Changed days", may_acknowledge_timetable),
    ("partnership_pack", "Documents for you", may_have_documents),
    ("partnership_documents", "Documents", may_read_documents),
    ("partnership_my_records", "My records", may_read_records),
    ("partnership_records", "Records", may_fetch_records),
    ("partnership_draft", "Factual accuracy", may_comment_on_facts),
    ("partnership_embargoed", "Embargoed copy", may_read_embargoed_copy),
    ("partnership_plan", "Improvement plan", may_read_plan),
    ("partnership_review", "Progress review", may_comment_on_review),
    ("partnership_concerns", "Concerns", may_have_concerns),
)
# Shown where the method asks for an improvement plan.
AFTER_A_REPORT = {"partnership_plan", "partnership_review"}
# Shown where the exercise ends in a report of its own; that of an area is national.
OF_A_REPORT = {"partnership_draft", "partnership_embargoed"}


def inspection_header(
    inspection: "Inspection", standing: Standing, here: str = HOME, heading: str = ""
) -> InspectionHeader:
    """The header for one page; ``here`` is the name of its place, ``heading`` another h1 than its words."""
    reference, name = inspection.reference, inspection.partnership.full_name
    words = next(place for key, place, _ in PLACES if key == here)
    is_home = here == HOME
    heading = name if is_home else heading or words
    trail = [("What is asked of us", reverse("partnership_home"))]
    if not is_home:
        trail.append((inspection.partnership.name, reverse(HOME, args=[reference])))
    if heading not in (name, words):
        trail.append((words, reverse(here, args=[reference])))
    return InspectionHeader(
        reference=reference,
        partnership=name,
        heading=heading,
        sub=what_it_is(inspection) if is_home else f"{name} · {what_it_is(inspection)}",
        is_fictional=inspection.is_fictional,
        trail=tuple(trail),
        crumb=heading,
        places=places(inspection, standing, here),
        raise_address="" if may_raise_concern.reason_refused(standing) else reverse(RAISE, args=[reference]),
    )


def what_it_is(inspection: "Inspection") -> str:
    """The kind of exercise and the scrutiny bodies that carry it out."""
    bodies = [body.short_name or body.name for body in scrutiny_bodies(inspection)]
    if bodies:
        bodies[0] += " (lead)"
    return " · ".join(filter(None, [PhaseKind.label_of(inspection.phase.kind), ", ".join(bodies)]))


def places(inspection: "Inspection", standing: Standing, here: str) -> tuple[Place, ...]:
    """The pages of this inspection that this person may open."""
    return tuple(
        Place(words, reverse(key, args=[inspection.reference]), key == here)
        for key, words, who in PLACES
        if (who is None or who.reason_refused(standing) is None)
        and (inspection.has_plan or key not in AFTER_A_REPORT)
        and not (inspection.is_area and key in OF_A_REPORT)
    )
