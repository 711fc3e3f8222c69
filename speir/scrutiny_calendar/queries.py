"""Questions about other bodies' scrutiny."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Paginator

from speir.partnerships.area_names import fold
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area
from speir.partnerships.queries import areas_of_kind
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.people.standing import Standing
from speir.scrutiny_calendar.choices import CalendarFileStatus, Firmness, Sharing
from speir.scrutiny_calendar.models import CalendarFile, OtherScrutiny, OtherScrutinyQuerySet, ScrutinyArea


@dataclass(frozen=True)
class Entry:
    """One entry with its areas."""

    scrutiny: OtherScrutiny
    areas: tuple[Area, ...]

    @property
    def is_fictional(self) -> bool:
        """Whether it falls in a made-up area."""
        return any(area.is_fictional for area in self.areas)


@dataclass(frozen=True)
class EntriesPage:
    """One page of entries, its number from 1, the last page, and how many entries there are in all."""

    entries: tuple[Entry, ...]
    number: int
    last: int
    total: int


def entries_for(
    standing: Standing,
    first: date,
    last: date,
    areas: Collection[UUID] | None = None,
    most: int | None = None,
) -> list[Entry]:
    """What may be read with this standing and touches these days, in these areas if named; two questions.

    ``most`` leaves out what comes after the first so many.
    """
    found = OtherScrutiny.objects.visible_to(standing).standing()
    found = found.filter(first_day__lte=last, last_day__gte=first).select_related("noted_by__body")
    if areas is not None:
        there = ScrutinyArea.objects.filter(area__in=list(areas)).values("scrutiny")
        found = found.filter(pk__in=there)
    return _with_areas(list(found[:most]))


def entries_page(standing: Standing, first: date, last: date, page: str, length: int) -> EntriesPage:
    """One page of what ``entries_for`` answers, however much there is; three questions."""
    found = OtherScrutiny.objects.visible_to(standing).standing()
    found = found.filter(first_day__lte=last, last_day__gte=first).select_related("noted_by__body")
    pages = Paginator(found.order_by("first_day", "body_name", "what", "pk"), length)
    shown = pages.get_page(page)
    return EntriesPage(tuple(_with_areas(list(shown))), shown.number, pages.num_pages, pages.count)


def entry_for(person: Person, identity: UUID) -> Entry | None:
    """One entry that this person may read of and that was not taken out."""
    found = OtherScrutiny.objects.visible_to(standing_everywhere(person)).standing().filter(pk=identity)
    return next(iter(_with_areas(list(found))), None)


def to_be_shared(person: Person, first: date, last: date) -> list[Entry]:
    """What may leave Speir: for all scrutiny bodies, and not gone."""
    return [
        each
        for each in entries_for(standing_everywhere(person), first, last)
        if each.scrutiny.sharing == Sharing.SCRUTINY and each.scrutiny.gone_at is None
    ]


def to_be_planned_around(person: Person, areas: Collection[UUID], first: date, last: date) -> list[Entry]:
    """What a plan of capacity keeps clear of: in these areas and days, not gone, and not merely tentative."""
    return [
        each
        for each in entries_for(standing_everywhere(person), first, last, areas)
        if each.scrutiny.gone_at is None and each.scrutiny.firmness != Firmness.TENTATIVE
    ]


def calendars_to_land() -> list[CalendarFile]:
    """The handed-in calendars that have not come to their end: those that wait, then those that began."""
    found = CalendarFile.objects.filter(status__in=(CalendarFileStatus.WAITING, CalendarFileStatus.LANDING))
    return list(found.select_related("kept", "handed_in_by__body").order_by("-status", "began_at"))


def calendar_file(identity: UUID) -> CalendarFile | None:
    """One calendar that was handed in, as it stands now."""
    found = CalendarFile.objects.select_related("kept", "handed_in_by__body")
    return found.filter(pk=identity).first()


def council_areas() -> list[Area]:
    """The areas that can be chosen, by name."""
    return list(areas_of_kind(AreaKind.COUNCIL))


def areas_finder(areas: Sequence[Area]) -> Callable[[str], list[Area]]:
    """What finds the areas whose name stands in some words; their names are made ready once."""
    ready = [(f" {fold(area.name)} ", area) for area in areas]

    def named_in(words: str) -> list[Area]:
        text = f" {fold(words)} "
        return [area for name, area in ready if name in text]

    return named_in


def area_ids_of(entries: OtherScrutinyQuerySet) -> dict[UUID, frozenset[UUID]]:
    """The areas of many entries by identity, in one question."""
    found: dict[UUID, set[UUID]] = {}
    pairs = ScrutinyArea.objects.filter(scrutiny__in=entries.values("pk")).order_by()
    for entry, area in pairs.values_list("scrutiny_id", "area_id"):
        found.setdefault(entry, set()).add(area)
    return {entry: frozenset(areas) for entry, areas in found.items()}


def _with_areas(found: list[OtherScrutiny]) -> list[Entry]:
    if not found:
        return []
    places: dict[UUID, list[Area]] = {each.pk: [] for each in found}
    for place in ScrutinyArea.objects.filter(scrutiny__in=list(places)).select_related("area"):
        places[place.scrutiny_id].append(place.area)
    return [Entry(each, tuple(places[each.pk])) for each in found]
