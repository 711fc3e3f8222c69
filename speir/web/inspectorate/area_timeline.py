"""One line of time for an area: everything that happened, from every part that knows of something."""

import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from operator import attrgetter
from typing import TYPE_CHECKING

from django.urls import reverse

from speir.area_monitoring.choices import Activity, Intensity
from speir.area_monitoring.queries import intensity_changes, notes_before
from speir.area_risks.choices import FactorKind, RiskStatus
from speir.area_risks.queries import factors_moved, factors_noted, risks_raised, risks_resolved
from speir.area_summaries.queries import frozen_between
from speir.area_teams.choices import AreaRole, Tier
from speir.area_teams.queries import committees_begun, committees_ended, post_changes, team_changes
from speir.foundations.choice import Choice
from speir.foundations.uk_time import UK, uk_day
from speir.improvement_plans.queries import plans_opened_after
from speir.improvement_support.choices import Outcome
from speir.improvement_support.queries import support_between
from speir.indicators.choices import Collection
from speir.indicators.queries import vintages_about
from speir.inspections.queries import begun_before
from speir.national_overview.queries import results_for_partnerships
from speir.partnerships import partial_dates
from speir.partnerships.area_names import address_of
from speir.regulated_services.queries import CountedArea, newest_months_of
from speir.reports.publication_queries import published_between
from speir.risk_conversations.queries import conversations_between
from speir.web.inspectorate.area_scope import ReadBy, Scope
from speir.web.inspectorate.where import inspection_address
from speir.web.shared.showing import lower

if TYPE_CHECKING:
    from uuid import UUID

    from speir.area_risks.models import AreaRisk, Factor
    from speir.improvement_support.models import SupportOffer

SHOWN = 20
# A source is asked for a little more than a page, since a page never ends within a day.
MOST_ASKED = SHOWN + 5
EVER = date(1900, 1, 1)


class Strand(Choice):
    """What a line of the timeline is about."""

    SCRUTINY = "scrutiny", "Inspections and reports"
    CONTACTS = "contacts", "Contacts, risks and support"
    PEOPLE = "people", "People, posts and committees"
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
    """What is asked of every source: whose page, who reads, and how much from which day before which."""

    scope: Scope
    by: ReadBy
    before: date
    limit: int
    since: date = EVER

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The two days as moments."""
        return datetime.combine(self.since, time(), UK), datetime.combine(self.before, time(), UK)


Source = Callable[[Asked], Iterable[Entry]]


@dataclass(frozen=True)
class Timeline:
    """The newest entries before a day, and the day to ask for what is older; None when nothing is."""

    entries: tuple[Entry, ...]
    older_before: date | None
    strand: str


def timeline(scope: Scope, by: ReadBy, before: date, strand: str = "") -> Timeline:
    """The line of time; each source is asked once, and only for days that can still be shown.

    A source that gave as many as it was asked for, and nothing older than the last day shown, may hold back
    some of that: it is asked once more, for everything from that day on. By then that is little but that day.
    """
    asked = Asked(scope, by, before, MOST_ASKED)
    given: dict[Source, list[Entry]] = {}
    found: list[Entry] = []
    for source in (each for key, sources in SOURCES.items() if strand in ("", key) for each in sources):
        given[source] = list(source(replace(asked, since=_oldest_needed(found))))
        found = _newest_first([*found, *given[source]])
    shown = _whole_days(found)
    cut_short = [source for source in given if len(given[source]) >= MOST_ASKED]
    held_back = [source for source in cut_short if _holds_back(source, given[source], shown[-1].on)]
    is_more = len(shown) < len(found) or bool(cut_short)
    if held_back:
        again = replace(asked, since=shown[-1].on, limit=sys.maxsize)
        given |= {source: list(source(again)) for source in held_back}
        every = [entry for entries in given.values() for entry in entries]
        shown = _newest_first([entry for entry in every if entry.on >= again.since])
    return Timeline(tuple(shown), shown[-1].on if is_more else None, strand)


def _holds_back(source: Source, given: list[Entry], last_shown: date) -> bool:
    return source in OF_SEVERAL or given[-1].on >= last_shown


def _newest_first(entries: list[Entry]) -> list[Entry]:
    return sorted(entries, key=attrgetter("on"), reverse=True)


def _oldest_needed(found: list[Entry]) -> date:
    """The day before which nothing more can be shown: the first one older than a full page, if known."""
    if len(found) <= SHOWN:
        return EVER
    return next((entry.on for entry in found[SHOWN:] if entry.on < found[SHOWN - 1].on), EVER)


def _whole_days(found: list[Entry]) -> list[Entry]:
    """The newest entries without cutting a day in two: the next page begins before the last day shown."""
    if len(found) <= SHOWN:
        return found
    last = found[SHOWN - 1].on
    return [entry for entry in found if entry.on >= last]


def _name(scope: Scope, area_id: "UUID") -> str:
    """The council area of a line; "" for what belongs to a wider place, such as a committee of several."""
    return scope.names.get(area_id, "") if scope.is_wide else ""


def _partnership(scope: Scope, name: str) -> str:
    return name if len(scope.partnerships) != 1 else ""


def notes(asked: Asked) -> Iterable[Entry]:
    """Contacts that the reader may read of."""
    for note in notes_before(asked.scope.areas, asked.by.reader, asked.before, asked.limit, asked.since):
        yield Entry(
            note.held_on,
            Strand.CONTACTS,
            f"{Activity.label_of(note.activity)}: {note.purpose or note.who_with}",
            f"{note.result} ({note.written_by.full_name})",
            reverse("contact_note", kwargs={"note_id": note.pk}),
            Tier.label_of(note.tier) if note.tier == Tier.TEAM else "",
            _name(asked.scope, note.area_id),
        )


def inspections(asked: Asked) -> Iterable[Entry]:
    """Inspections the reader may know of, and the improvement plans after them, which open much later."""
    known = begun_before(asked.by.reader.everywhere, asked.scope.partnership_ids, asked.before, asked.limit)
    for each in known:
        title = f"{each.phase.programme.name}, {each.phase.name}: inspection begins"
        address = inspection_address("inspection", each.reference)
        where = _partnership(asked.scope, each.partnership.name)
        yield Entry(each.starts_on, Strand.SCRUTINY, title, "", address, "", where)
    for plan in plans_opened_after(known):
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
    for each in published_between(asked.scope.partnership_ids, *asked.span, asked.limit):
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
                first,
                Strand.SCRUTINY,
                title,
                judged,
                asked.scope.facts_address,
                area=_partnership(asked.scope, result.partnership_name),
                day=result.published,
            )


def posts(asked: Asked) -> Iterable[Entry]:
    """Who came into which post."""
    for each in post_changes(asked.scope.areas, asked.since, asked.before, asked.limit):
        title = f"{each.words}: {each.name or 'vacant'}"
        yield Entry(each.from_on, Strand.PEOPLE, title, area=_name(asked.scope, each.area_id))


def committees(asked: Asked) -> Iterable[Entry]:
    """Committees that first met, and those that ended."""
    for each in committees_begun(asked.scope.areas, asked.since, asked.before, asked.limit):
        if each.from_on:
            title, area = f"A committee began: {each.name}", _name(asked.scope, each.place_id)
            yield Entry(each.from_on, Strand.PEOPLE, title, each.source, area=area)
    for each in committees_ended(asked.scope.areas, asked.since, asked.before, asked.limit):
        if each.until_on:
            title, area = f"A committee ended: {each.name}", _name(asked.scope, each.place_id)
            yield Entry(each.until_on, Strand.PEOPLE, title, area=area)


def teams(asked: Asked) -> Iterable[Entry]:
    """Who came into the team around the area, and who covered."""
    for each in team_changes(asked.scope.areas, asked.since, asked.before, asked.limit):
        role = AreaRole.label_of(each.role)
        title = (
            f"{f'Cover as {role[0].lower()}{role[1:]}' if each.is_cover else role}: {each.person.full_name}"
        )
        yield Entry(each.from_on, Strand.PEOPLE, title, area=_name(asked.scope, each.area_id))


def intensities(asked: Asked) -> Iterable[Entry]:
    """How closely the area came to be followed, and why."""
    for each in intensity_changes(asked.scope.areas, asked.before, asked.limit, asked.since):
        title = f"Followed from now on: {Intensity.label_of(each.intensity).lower()}"
        area = _name(asked.scope, each.area_id)
        yield Entry(each.from_on, Strand.CONTACTS, title, each.reason, area=area)


def risks(asked: Asked) -> Iterable[Entry]:
    """Risks that were forecast."""
    for risk in risks_raised(asked.scope.areas, asked.by.reader, *asked.span, asked.limit):
        yield _risk(asked, risk, uk_day(risk.written_at), f"Risk forecast: {risk.statement}", "")


def resolved(asked: Asked) -> Iterable[Entry]:
    """What became of risks."""
    for risk in risks_resolved(asked.scope.areas, asked.by.reader, *asked.span, asked.limit):
        if risk.resolved_at:
            title = f"Risk resolved, {RiskStatus.label_of(risk.status).lower()}: {risk.statement}"
            yield _risk(asked, risk, uk_day(risk.resolved_at), title, risk.outcome)


def _risk(asked: Asked, risk: "AreaRisk", on: date, title: str, words: str) -> Entry:
    address = reverse("area_risk", kwargs={"risk_id": risk.pk})
    return Entry(on, Strand.CONTACTS, title, words, address, area=_name(asked.scope, risk.area_id))


def factors(asked: Asked) -> Iterable[Entry]:
    """Barriers and enablers that were noted, and what became of them."""
    for factor in factors_noted(asked.scope.areas, asked.by.reader, *asked.span, asked.limit):
        yield _factor(asked, factor, factor.written_at, "noted", "")
    for factor, moved in factors_moved(asked.scope.areas, asked.by.reader, *asked.span, asked.limit):
        yield _factor(asked, factor, moved.at, lower(factor.words_for(moved.to_status)), moved.why)


def _factor(asked: Asked, factor: "Factor", at: datetime, what: str, words: str) -> Entry:
    title = f"{FactorKind.label_of(factor.kind)} {what}: {factor.text}"
    address = reverse("area_factor", kwargs={"factor_id": factor.pk})
    return Entry(uk_day(at), Strand.CONTACTS, title, words, address, area=_name(asked.scope, factor.area_id))


def care_services(asked: Asked) -> Iterable[Entry]:
    """What was counted of regulated services each month."""
    for month in newest_months_of(asked.scope.areas, asked.since, asked.before, asked.limit):
        area = month.name if asked.scope.is_wide else ""
        yield Entry(month.month_on, Strand.FIGURES, "Regulated services", counted(month), area=area)


def numbers(asked: Asked) -> Iterable[Entry]:
    """Files of published or returned numbers that hold some about the area."""
    place = asked.scope.place
    areas = {each.pk: each for each in (*asked.scope.areas, *([place] if place else []))}
    address = place_address_of_numbers(asked.scope)
    for each in vintages_about(areas, *asked.span, asked.limit):
        title = f"Numbers: {Collection.label_of(each.collection)}, vintage {each.number}"
        yield Entry(uk_day(each.imported_at), Strand.FIGURES, title, each.source, address)


def place_address_of_numbers(scope: Scope) -> str:
    """Where the numbers of the place stand; "" where each of its council areas has its own."""
    place = scope.place or (scope.areas[0] if len(scope.areas) == 1 else None)
    if place is None:
        return ""
    return reverse("area_numbers", kwargs={"address": address_of(place.kind, place.name)})


def counted(month: CountedArea) -> str:
    """The counts of a month in one sentence."""
    of = month.counts
    graded, good, low = (of.get(f"all:{key}", 0) for key in ("graded", "good", "low"))
    return (
        f"{of.get('all:services', 0):,} active; {good:,} of {graded:,} graded are good or better at their "
        f"minimum grade; {low:,} {'has' if low == 1 else 'have'} a minimum grade of 1 or 2."
    )


def support(asked: Asked) -> Iterable[Entry]:
    """Support that was offered, what was done together, and what came of it."""
    happened = support_between(asked.scope.areas, *asked.span, asked.limit)
    for each in happened.offers:
        yield _support(asked, each, uk_day(each.offered_at), "Support offered", each.for_whom)
    for held in happened.sessions:
        words = f"{held.purpose} ({held.attended})"
        yield _support(asked, held.offer, held.held_on, "Session of support", words)
    for said in happened.outcomes:
        words = f"{Outcome.label_of(said.outcome)}. {said.seen}"
        yield _support(asked, said.offer, uk_day(said.recorded_at), "What came of support", words)


def _support(asked: Asked, offer: "SupportOffer", on: date, what: str, words: str) -> Entry:
    address = reverse("support_offer", kwargs={"offer_id": offer.pk})
    area = _name(asked.scope, offer.area_id)
    return Entry(on, Strand.CONTACTS, f"{what}: {offer.what}", words, address, area=area)


def conversations(asked: Asked) -> Iterable[Entry]:
    """Risk conversations that were held, in which the reader's body takes part."""
    for each in conversations_between(
        asked.scope.areas, asked.by.person, asked.since, asked.before, asked.limit
    ):
        title = "Risk conversation of scrutiny bodies"
        address = reverse("risk_conversation", kwargs={"conversation_id": each.pk})
        area = _name(asked.scope, each.area_id)
        yield Entry(each.held_on, Strand.CONTACTS, title, each.purpose, address, area=area)


def summaries(asked: Asked) -> Iterable[Entry]:
    """Summaries that were agreed with the council."""
    for each in frozen_between(asked.scope.areas, *asked.span, asked.limit):
        if each.frozen_at:
            address = reverse("area_summary", kwargs={"summary_id": each.pk})
            area = _name(asked.scope, each.area_id)
            title = "Yearly summary agreed with the council"
            yield Entry(uk_day(each.frozen_at), Strand.SCRUTINY, title, "", address, area=area)


# Another part joins by adding its source here. What is most plentiful is asked first: it sets how far back
# the others have to look.
SOURCES: dict[Strand, tuple[Source, ...]] = {
    Strand.CONTACTS: (notes, intensities, risks, resolved, factors, support, conversations),
    Strand.FIGURES: (care_services, numbers),
    Strand.PEOPLE: (posts, teams, committees),
    Strand.SCRUTINY: (inspections, reports, published_elsewhere, summaries),
}
# These give several lists, one after the other: of which one was cut short, the oldest line does not tell.
OF_SEVERAL: tuple[Source, ...] = (support, inspections, committees, factors)
