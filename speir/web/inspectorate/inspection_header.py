"""What stands at the top of every page of one inspection: where it is, what it is, and its places."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

from speir.concerns.permissions import may_raise_concern
from speir.document_packs.permissions import may_see_pack
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
from speir.web.shared.national_report import national_report_of, when
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
    called: str = "report"
    has_plan: bool = True
    is_graded: bool = True


# Key, words, and who is shown the way there: None is everybody who may open the inspection.
PLACES: tuple[tuple[str, str, Permission[Standing] | None], ...] = (
    ("inspection", "Home", None),
    ("team", "Team", None),
    ("timetable", "Timetable", None),
    ("letters", "Letters", None),
    ("pack", "Document pack", may_see_pack),
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
    inspection: "Inspection", standing: Standing, here: str = HOME, heading: str = "", source: str = ""
) -> InspectionHeader:
    """The header for one page; ``here`` is the key (address name) of its place, ``heading`` another h1.

    ``source`` is where a concern raised from this page was come upon, when ``here`` does not say it.
    """
    name = inspection.partnership.full_name
    words = _words(here, {key: place for key, place, _ in PLACES}.get(here, ""), inspection)
    is_home = here == HOME and not heading
    return InspectionHeader(
        reference=inspection.reference,
        partnership=name,
        heading=name if is_home else heading or words,
        sub=_what_it_is(inspection) if is_home else f"{name} · {_what_it_is(inspection)}",
        is_fictional=inspection.is_fictional,
        trail=_trail(inspection, here, heading, words),
        crumb=name if is_home else heading or words,
        places=_places(inspection, standing, here),
        raise_address=_raise_address(inspection.reference, standing, source or COME_UPON.get(here, "")),
        called=inspection.called,
        has_plan=inspection.has_plan,
        is_graded=inspection.is_graded,
    )


# Where somebody is when they raise a concern says where they came upon it; they may say otherwise.
COME_UPON = {"record_reading": "reading", "pack": "document", "documents": "document"}


def _raise_address(reference: str, standing: Standing, source: str) -> str:
    """Where a concern is raised from any page of the inspection; "" for somebody who may not."""
    if may_raise_concern.reason_refused(standing):
        return ""
    return _address("raise_concern", reference) + (f"?from={source}" if source else "")


def _what_it_is(inspection: "Inspection") -> str:
    bodies = [body.short_name or body.name for body in scrutiny_bodies(inspection)]
    if bodies:
        bodies[0] += " (lead)"
    parts = [PhaseKind.label_of(inspection.phase.kind), ", ".join(bodies)]
    return " · ".join([*filter(None, parts), _when_published(inspection)])


def _when_published(inspection: "Inspection") -> str:
    if inspection.is_area:
        return f"an area of a national exercise, national report {when(national_report_of(inspection))}"
    published = published_on(inspection)
    return f"published {day(published)}" if published else f"publishes {day(inspection.publishes_on)}"


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


def _places(inspection: "Inspection", standing: Standing, here: str) -> tuple[Place, ...]:
    shown = []
    for key, words, who in PLACES:
        address = _address(key, inspection.reference)
        if key == "improvement_plan" and not inspection.has_plan:
            continue
        if address and (who is None or who.reason_refused(standing) is None):
            shown.append(Place(_words(key, words, inspection), address, key == here))
    return tuple(shown)


def _words(key: str, usual: str, inspection: "Inspection") -> str:
    """What a place is called: nothing is evaluated where nothing is graded, and not all ends in a report."""
    if key == "evaluations" and not inspection.is_graded:
        return "Follow-up"
    if key == "report" and inspection.is_area:
        return "Conclusion"
    return "Final letter" if key == "report" and inspection.called == "letter" else usual


def _address(key: str, reference: str) -> str:
    try:
        return reverse(key, kwargs={"reference": reference})
    except NoReverseMatch:  # that page has not been built yet
        return ""
