"""One line of time for an area: everything that happened, from every part that knows of something."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from operator import attrgetter
from typing import TYPE_CHECKING

from django.urls import reverse

from speir.area_monitoring.choices import Activity, Intensity
from speir.area_monitoring.queries import intensity_changes, notes_before
from speir.area_risks.choices import RiskStatus
from speir.area_risks.queries import risks_raised, risks_resolved
from speir.area_teams.choices import AreaRole, PostKind, Tier
from speir.area_teams.queries import post_changes, team_changes
from speir.foundations.choice import Choice
from speir.foundations.uk_time import UK, uk_day
from speir.improvement_plans.queries import plans_of
from speir.inspections.queries import visible_to
from speir.national_overview.queries import results_for_partnerships
from speir.partnerships import partial_dates
from speir.regulated_services.queries import CountedArea, newest_months_of
from speir.reports.publication_queries import published_before
from speir.web.inspectorate.area_scope import ReadBy, Scope
from speir.web.inspectorate.where import inspection_address

if TYPE_CHECKING:
    from speir.area_risks.models import AreaRisk

SHOWN = 20


class Strand(Choice):
    """What a line of the timeline is about."""

    SCRUTINY = "scrutiny", "Inspections and reports"
    CONTACTS = "contacts", "Contacts and risks"
    PEOPLE = "people", "People and posts"
    FIGURES = "figures", "Figures"


@dataclass(frozen=True)
class Entry:
    """One thing that happened; ``day`` is what the page prints when the day is not fully known."""

    on: date
    strand: Strand
    title: str
    words: str = ""
    address: str = ""
    mark: str = ""
    area: str = ""
    day: str = ""


@dataclass(frozen=True)
class Asked:
    """What is asked of every source: whose page, who reads, and how much before which day."""

    scope: Scope
    by: ReadBy
    before: date
    limit: int


Source = Callable[[Asked], Iterable[Entry]]


@dataclass(frozen=True)
class Timeline:
    """The newest entries before a day, and the day to ask for what is older; None when nothing is."""

    entries: tuple[Entry, ...]
    older_before: date | None
    strand: str


def timeline(scope: Scope, by: ReadBy, before: date, strand: str = "") -> Timeline:
    """The line of time; each source is asked once, whatever it holds."""
    asked = Asked(scope, by, before, SHOWN + 1)
    wanted = [sources for key, sources in SOURCES.items() if not strand or key == strand]
    found = [entry for sources in wanted for source in sources for entry in source(asked)]
    found.sort(key=attrgetter("on"), reverse=True)
    shown = _whole_days(found)
    older = shown[-1].on if len(shown) < len(found) else None
    return Timeline(tuple(shown), older, strand)


def _whole_days(found: list[Entry]) -> list[Entry]:
    """The newest entries without cutting a day in two: the next page begins before the last day shown."""
    if len(found) <= SHOWN:
        return found
    last = found[SHOWN - 1].on
    return [entry for entry in found if entry.on >= last]


def _name(scope: Scope, name: str) -> str:
    return name if scope.is_wide else ""


def _partnership(scope: Scope, name: str) -> str:
    return name if len(scope.partnerships) != 1 else ""


def notes(asked: Asked) -> Iterable[Entry]:
    """Contacts that the reader may read of."""
    for note in notes_before(asked.scope.areas, asked.by.reader, asked.before, asked.limit):
        yield Entry(
            note.held_on,
            Strand.CONTACTS,
            f"{Activity.label_of(note.activity)}: {note.purpose or note.who_with}",
            f"{note.result} ({note.written_by.full_name})",
            reverse("contact_note", kwargs={"note_id": note.pk}),
            Tier.label_of(note.tier) if note.tier == Tier.TEAM else "",
            _name(asked.scope, note.area.name),
        )


def inspections(asked: Asked) -> Iterable[Entry]:
    """Inspections the reader may know of, and the improvement plans after them."""
    mine = visible_to(asked.by.person).filter(
        partnership__in=asked.scope.partnership_ids, starts_on__lt=asked.before
    )
    known = list(mine.order_by("-starts_on")[: asked.limit])
    for each in known:
        title = f"{each.phase.programme.name}, {each.phase.name}: inspection begins"
        address = inspection_address("inspection", each.reference)
        where = _partnership(asked.scope, each.partnership.name)
        yield Entry(each.starts_on, Strand.SCRUTINY, title, "", address, "", where)
    for plan in plans_of(known).values():
        opened = uk_day(plan.opened_at)
        if opened < asked.before:
            yield Entry(
                opened,
                Strand.SCRUTINY,
                "Improvement plan opened",
                "",
                inspection_address("improvement_plan", plan.inspection.reference),
                "",
                _partnership(asked.scope, plan.partnership.name),
            )


def reports(asked: Asked) -> Iterable[Entry]:
    """Reports that were published here."""
    before = datetime.combine(asked.before, time(), UK)
    for each in published_before(asked.scope.partnership_ids, before, asked.limit):
        address = reverse("published_report", kwargs={"slug": each.slug})
        yield Entry(
            uk_day(each.published_at), Strand.SCRUTINY, f"Report published: {each.title}", "", address
        )


def published_elsewhere(asked: Asked) -> Iterable[Entry]:
    """Results published about real places, each with the day as far as it is known."""
    for result in results_for_partnerships(each.slug for each in asked.scope.partnerships):
        if not result.published_on:
            continue
        first = partial_dates.first_day(result.published_on)
        if first < asked.before:
            judged = "; ".join(
                f"{line.question}: {line.level_label}" for line in result.judgements if line.is_found
            )
            title = f"Published: {result.kind_label.lower()}, {result.phase_label}"
            yield Entry(
                first, Strand.SCRUTINY, title, judged, asked.scope.facts_address, day=result.published
            )


def posts(asked: Asked) -> Iterable[Entry]:
    """Who came into which post."""
    for each in post_changes(asked.scope.areas, asked.before, asked.limit):
        title = f"{PostKind.label_of(each.post)}: {each.name or 'vacant'}"
        yield Entry(each.from_on, Strand.PEOPLE, title, area=_name(asked.scope, each.area.name))


def teams(asked: Asked) -> Iterable[Entry]:
    """Who came into the team around the area, and who covered."""
    for each in team_changes(asked.scope.areas, asked.before, asked.limit):
        role = AreaRole.label_of(each.role)
        title = (
            f"{f'Cover as {role[0].lower()}{role[1:]}' if each.is_cover else role}: {each.person.full_name}"
        )
        yield Entry(each.from_on, Strand.PEOPLE, title, area=_name(asked.scope, each.area.name))


def intensities(asked: Asked) -> Iterable[Entry]:
    """How closely the area came to be followed, and why."""
    for each in intensity_changes(asked.scope.areas, asked.before, asked.limit):
        title = f"Followed from now on: {Intensity.label_of(each.intensity).lower()}"
        area = _name(asked.scope, each.area.name)
        yield Entry(each.from_on, Strand.CONTACTS, title, each.reason, area=area)


def risks(asked: Asked) -> Iterable[Entry]:
    """Risks that were forecast, and what became of them."""
    before = datetime.combine(asked.before, time(), UK)
    ask = (asked.scope.areas, asked.by.reader, before, asked.limit)
    for risk in risks_raised(*ask):
        yield _risk(asked, risk, uk_day(risk.written_at), f"Risk forecast: {risk.statement}", "")
    for risk in risks_resolved(*ask):
        if risk.resolved_at:
            title = f"Risk resolved, {RiskStatus.label_of(risk.status).lower()}: {risk.statement}"
            yield _risk(asked, risk, uk_day(risk.resolved_at), title, risk.outcome)


def _risk(asked: Asked, risk: "AreaRisk", on: date, title: str, words: str) -> Entry:
    address = reverse("area_risk", kwargs={"risk_id": risk.pk})
    return Entry(on, Strand.CONTACTS, title, words, address, area=_name(asked.scope, risk.area.name))


def care_services(asked: Asked) -> Iterable[Entry]:
    """What was counted of regulated services each month."""
    for month in newest_months_of(asked.scope.areas, asked.before, asked.limit):
        area = _name(asked.scope, month.name)
        yield Entry(month.month_on, Strand.FIGURES, "Regulated services", counted(month), area=area)


def counted(month: CountedArea) -> str:
    """The counts of a month in one sentence."""
    of = month.counts
    graded, good, low = (of.get(f"all:{key}", 0) for key in ("graded", "good", "low"))
    return (
        f"{of.get('all:services', 0):,} active; {good:,} of {graded:,} graded are good or better at their "
        f"minimum grade; {low:,} have a minimum grade of 1 or 2."
    )


# Another part joins by adding its source here: signals about figures belong under FIGURES.
SOURCES: dict[Strand, tuple[Source, ...]] = {
    Strand.SCRUTINY: (inspections, reports, published_elsewhere),
    Strand.CONTACTS: (notes, intensities, risks),
    Strand.PEOPLE: (posts, teams),
    Strand.FIGURES: (care_services,),
}
