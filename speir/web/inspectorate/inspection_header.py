"""What stands at the top of every page of one inspection: where it is, what it is, and its places."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

from speir.concerns.permissions import may_raise_concern
from speir.document_requests.permissions import may_read_documents
from speir.evaluations.permissions import may_read_judgements
from speir.evidence.permissions import may_read_evidence
from speir.foundations.access import Permission
from speir.inspections.permissions import may_see_history
from speir.inspections.queries import scrutiny_bodies
from speir.people.standing import Standing
from speir.programmes.choices import PhaseKind
from speir.record_reading.permissions import may_see_progress
from speir.record_samples.permissions import may_see_samples
from speir.reports.publication_queries import published_on
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.inspections.models import Inspection


@dataclass(frozen=True)
class Place:
    """One entry of an inspection's own navigation."""

    words: str
    address: str
    is_here: bool


@dataclass(frozen=True)
class InspectionHeader:
    """What the header of an inspection's page prints; ``heading`` is the page's h1."""

    reference: str
    partnership: str
    heading: str
    sub: str
    is_fictional: bool
    trail: tuple[tuple[str, str], ...]
    crumb: str
    places: tuple[Place, ...]
    raise_address: str


# Key, words, and who is shown the way there: None is everybody who may open the inspection.
PLACES: tuple[tuple[str, str, Permission[Standing] | None], ...] = (
    ("inspection", "Home", None),
    ("team", "Team", None),
    ("timetable", "Timetable", None),
    ("letters", "Letters", None),
    ("documents", "Documents", may_read_documents),
    ("records", "Records", may_see_samples),
    ("record_reading", "Record reading", may_see_progress),
    ("evidence", "Evidence", may_read_evidence),
    ("evaluations", "Evaluation", may_read_judgements),
    ("findings", "Findings", may_read_judgements),
    ("report", "Report", None),
    ("improvement_plan", "Improvement plan", None),
    ("concerns", "Concerns", may_raise_concern),
    ("history", "History", may_see_history),
)
HOME = "inspection"


def inspection_header(
    inspection: "Inspection", standing: Standing, here: str = HOME, heading: str = ""
) -> InspectionHeader:
    """The header for one page; ``here`` is the key (address name) of its place, ``heading`` another h1."""
    name = inspection.partnership.full_name
    words = {key: place for key, place, _ in PLACES}.get(here, "")
    is_home = here == HOME and not heading
    return InspectionHeader(
        reference=inspection.reference,
        partnership=name,
        heading=name if is_home else heading or words,
        sub=_what_it_is(inspection) if is_home else f"{name} · {_what_it_is(inspection)}",
        is_fictional=inspection.is_fictional,
        trail=_trail(inspection, here, heading, words),
        crumb=name if is_home else heading or words,
        places=_places(inspection.reference, standing, here),
        raise_address=_raise_address(inspection.reference, standing),
    )


def _raise_address(reference: str, standing: Standing) -> str:
    """Where a concern is raised from any page of the inspection; "" for somebody who may not."""
    return "" if may_raise_concern.reason_refused(standing) else _address("raise_concern", reference)


def _what_it_is(inspection: "Inspection") -> str:
    bodies = [body.short_name or body.name for body in scrutiny_bodies(inspection)]
    if bodies:
        bodies[0] += " (lead)"
    published = published_on(inspection)
    when = f"published {day(published)}" if published else f"publishes {day(inspection.publishes_on)}"
    parts = [PhaseKind.label_of(inspection.phase.kind), ", ".join(bodies)]
    return " · ".join([*filter(None, parts), when])


def _trail(inspection: "Inspection", here: str, heading: str, words: str) -> tuple[tuple[str, str], ...]:
    phase = inspection.phase
    trail = [
        ("Programmes", reverse("programmes")),
        (
            f"{phase.programme.name}, {phase.name}",
            reverse("phase", kwargs={"programme": phase.programme.slug, "phase": phase.slug}),
        ),
    ]
    if here != HOME or heading:
        trail.append((inspection.partnership.name, reverse(HOME, args=[inspection.reference])))
    if heading and here != HOME and (address := _address(here, inspection.reference)):
        trail.append((words, address))
    return tuple(trail)


def _places(reference: str, standing: Standing, here: str) -> tuple[Place, ...]:
    shown = []
    for key, words, who in PLACES:
        address = _address(key, reference)
        if address and (who is None or who.reason_refused(standing) is None):
            shown.append(Place(words, address, key == here))
    return tuple(shown)


def _address(key: str, reference: str) -> str:
    try:
        return reverse(key, kwargs={"reference": reference})
    except NoReverseMatch:  # that page has not been built yet
        return ""
