"""What changed in somebody's areas since they last looked: one list, each line with why it is shown."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode

from speir.area_monitoring.choices import Activity, Intensity
from speir.area_monitoring.queries import dismissed_by, intensity_changes_since, last_look, notes_since
from speir.area_risks.choices import RiskStatus
from speir.area_risks.queries import risks_changed_since
from speir.area_teams.queries import posts_noted_since
from speir.indicators.choices import SignalKind
from speir.indicators.signal_queries import signals_for
from speir.partnerships.area_names import address_of, with_kind
from speir.partnerships.queries import partnerships_of_areas
from speir.regulated_services.queries import imported_since
from speir.reports.publication_queries import published_since
from speir.web.inspectorate.area_scope import place_address
from speir.web.shared.showing import day, moment

if TYPE_CHECKING:
    from speir.area_teams.tiers import AreaReader
    from speir.indicators.models import FoundSignal
    from speir.partnerships.models import Area
    from speir.people.models import Person

MOST = 60
FIRST_TIME = timedelta(days=14)


@dataclass(frozen=True)
class Changed:
    """One thing that changed; ``key`` is what it is put away by, ``act_address`` where a note is written.

    A signal also says by which ``method`` it was found and on how many values it ``rests_on``.
    """

    at: datetime
    key: str
    title: str
    why: str
    address: str
    act_address: str = ""
    kind: str = ""
    method: str = ""
    rests_on: int = 0


@dataclass(frozen=True)
class Looking:
    """Who looks at which areas, and since when."""

    person: "Person"
    reader: "AreaReader"
    areas: "tuple[Area, ...]"
    since: datetime


@dataclass(frozen=True)
class Morning:
    """The lines that are not put away, newest first; ``more`` are not shown until these are put away."""

    lines: tuple[Changed, ...]
    more: int
    since: str
    up_to: str


def morning(person: "Person", reader: "AreaReader", areas: "tuple[Area, ...]", now: datetime) -> Morning:
    """What others changed since somebody last looked; two weeks back when they never did."""
    looked = last_look(person)
    looking = Looking(person, reader, areas, looked or now - FIRST_TIME)
    away = dismissed_by(person)
    lines = [line for source in SOURCES for line in source(looking) if line.key not in away]
    lines.sort(key=lambda line: line.at, reverse=True)
    since = (
        moment(looked) if looked else f"{day(looking.since)} (you have not yet said that you saw any of it)"
    )
    return Morning(tuple(lines[:MOST]), len(lines[MOST:]), since, now.isoformat())


def _key(what: str, pk: object) -> str:
    return hashlib.sha256(f"{what} {pk}".encode()).hexdigest()[:32]


def _line(at: datetime, what: str, pk: object, title: str, why: str, address: str) -> Changed:
    return Changed(at, _key(what, pk), title, why, address)


def signal_key(signal: "FoundSignal") -> str:
    """What a signal is put away by: the same as long as it says the same."""
    return _key("signal", signal.key)


def _act(area: "Area", purpose: str = "") -> str:
    """Where a contact note about an area is written, with its purpose as far as it is known."""
    asked = {"area": address_of(area.kind, area.name), **({"purpose": purpose} if purpose else {})}
    return f"{reverse('write_note')}?{urlencode(asked)}"


def signals(looking: Looking) -> Iterable[Changed]:
    """What the numbers, plans and findings of my areas gave since then; unchanged, it does not come again."""
    mine = {area.pk for area in looking.areas}
    for opened in signals_for(looking.areas, since=looking.since):
        found = opened.signal
        where = with_kind(found.area.name, found.area.kind) if found.area else "All areas"
        yield Changed(
            at=opened.since,
            key=signal_key(found),
            title=f"{where}: {found.title}",
            why=found.reason,
            address=reverse("signal", kwargs={"signal": found.pk}),
            act_address=_act(found.area, found.title) if found.area and found.area_id in mine else "",
            kind=SignalKind.label_of(found.kind),
            method=found.method,
            rests_on=found.n,
        )


def notes(looking: Looking) -> Iterable[Changed]:
    """What others wrote."""
    for note in notes_since(looking.areas, looking.reader, looking.since, MOST):
        title = f"{note.area.name}: {Activity.label_of(note.activity).lower()}, {note.who_with}"
        why = f"{note.written_by.full_name} wrote a contact note about {day(note.held_on)}"
        address = reverse("contact_note", kwargs={"note_id": note.pk})
        yield _line(note.written_at, "note", note.pk, title, why, address)


def risks(looking: Looking) -> Iterable[Changed]:
    """What others forecast or resolved."""
    for risk in risks_changed_since(looking.areas, looking.reader, looking.since):
        status = RiskStatus.label_of(risk.status).lower()
        who = risk.resolved_by or risk.written_by
        why = f"{who.full_name} {'resolved' if risk.resolved_at else 'forecast'} this risk: {status}"
        title = f"{risk.area.name}: {risk.statement}"
        address = reverse("area_risk", kwargs={"risk_id": risk.pk})
        yield _line(risk.resolved_at or risk.written_at, f"risk {status}", risk.pk, title, why, address)


def posts(looking: Looking) -> Iterable[Changed]:
    """Changes of posts that others noted."""
    for each in posts_noted_since(looking.areas, looking.person, looking.since):
        title = f"{each.area.name}: {each.words[0].lower()}{each.words[1:]}, {each.name or 'vacant'}"
        why = f"{each.noted_by.full_name} noted a change of post"
        yield _line(each.noted_at, "post", each.pk, title, why, place_address(each.area))


def intensities(looking: Looking) -> Iterable[Changed]:
    """Changes of how closely areas are followed."""
    for each in intensity_changes_since(looking.areas, looking.person, looking.since):
        title = f"{each.area.name}: {Intensity.label_of(each.intensity).lower()} from now on"
        why = f"{each.set_by.full_name} changed how closely it is followed"
        yield _line(each.set_at, "intensity", each.pk, title, why, place_address(each.area))


def reports(looking: Looking) -> Iterable[Changed]:
    """Reports that came out."""
    ids = [each.pk for each in partnerships_of_areas(looking.areas)] if looking.areas else []
    for each in published_since(ids, looking.since):
        address = reverse("published_report", kwargs={"slug": each.slug})
        yield _line(each.published_at, "report", each.pk, each.title, "A report was published", address)


def months(looking: Looking) -> Iterable[Changed]:
    """New figures of regulated services."""
    kinds = {area.is_fictional for area in looking.areas}
    for each in imported_since(looking.since):
        if each.is_fictional in kinds:
            title = f"Regulated services, {each.month_on:%B %Y}"
            yield _line(
                each.imported_at, "month", each.pk, title, "New figures were imported", reverse("areas")
            )


# Another part joins by adding its source here.
SOURCES: tuple[Callable[[Looking], Iterable[Changed]], ...] = (
    signals,
    notes,
    risks,
    posts,
    intensities,
    reports,
    months,
)
