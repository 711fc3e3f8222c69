"""Questions about the log of areas; whoever asks gets only what they may read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from speir.area_monitoring.briefing import Facts, Told
from speir.area_monitoring.choices import HandoverStatus, Intensity
from speir.area_monitoring.expectations import contact_due
from speir.area_monitoring.models import (
    ContactNote,
    Dismissal,
    Handover,
    IntensityChange,
    LastLook,
    NextStep,
    TouchedIndicator,
)
from speir.area_risks.choices import FactorKind
from speir.area_risks.queries import factors_in, open_risks
from speir.area_teams.queries import link_inspector_in, may_be_read, posts_now, reader_of_areas, seen_by
from speir.area_teams.tiers import AreaReader
from speir.enquiries.queries import waiting_for
from speir.foundations.uk_time import day_in_words, uk_day
from speir.improvement_plans.choices import CARRIED_OUT
from speir.improvement_plans.models import PlannedAction
from speir.indicators.models import Indicator
from speir.indicators.signal_queries import signals_of_area
from speir.inspections.models import Inspection
from speir.partnerships.models import Area, PartnershipArea
from speir.people.models import Person
from speir.people.standing import Standing

UNDER_WAY = (HandoverStatus.DRAFTING, HandoverStatus.OFFERED)
LAST_CONTACTS = 8


@dataclass(frozen=True)
class Followed:
    """How closely an area is followed, since when and why, and when the next contact is expected."""

    intensity: Intensity
    since_on: date | None
    reason: str
    last_contact_on: date | None
    due_on: date | None


@dataclass(frozen=True)
class OverdueInPlan:
    """How many actions of one improvement plan are overdue, and which of them the longest."""

    partnership: str
    reference: str
    overdue: int
    first: str
    first_due_on: date
    is_fictional: bool


def notes_before(
    areas: Sequence[Area], reader: AreaReader, before: date, limit: int, since: date = date.min
) -> list[ContactNote]:
    """Notes of contacts before a day, from ``since`` on, that somebody may read, newest first."""
    found = seen_by(
        reader, ContactNote.objects.filter(area__in=areas, held_on__gte=since, held_on__lt=before)
    )
    listed = ("activity", "purpose", "who_with", "held_on", "result", "tier", "area_id")
    writer = ("written_by__full_name", "written_by__body")
    newest = found.order_by("-held_on", "-written_at", "-pk")
    return list(newest.select_related("written_by").only(*listed, *writer)[:limit])


def note_seen(reader: AreaReader, note_id: UUID) -> ContactNote | None:
    """One note, if this person may read it."""
    found = seen_by(reader, ContactNote.objects.filter(pk=note_id))
    return found.select_related("area", "written_by__body").first()


def indicators_touched(note: ContactNote) -> list[Indicator]:
    """The indicators that a contact touched, chosen from those that are kept."""
    rows = TouchedIndicator.objects.filter(note=note).select_related("indicator")
    return [row.indicator for row in rows]


def steps_of(note: ContactNote) -> list[NextStep]:
    """What followed from a contact."""
    return list(NextStep.objects.filter(note=note).select_related("done_by"))


def open_steps(areas: Collection[Area], reader: AreaReader) -> list[NextStep]:
    """What still follows from contacts with these areas, the soonest due first."""
    found = _steps_seen(reader).filter(area__in=list(areas), done_at=None).select_related("area", "note")
    listed = found.only("text", "due_on", "area", "note__held_on")
    return list(listed.order_by("due_on", "note__written_at", "pk"))


def step_seen(reader: AreaReader, step_id: UUID) -> NextStep | None:
    """One next step, if this person may read the note it follows from."""
    return _steps_seen(reader).filter(pk=step_id).select_related("area", "note").first()


def _steps_seen(reader: AreaReader) -> QuerySet[NextStep]:
    return NextStep.objects.filter(may_be_read(reader, "note__"))


def times_written(person_id: UUID) -> int:
    """How many notes somebody has written; it never goes down."""
    return ContactNote.objects.filter(written_by_id=person_id).count()


def plans_with_overdue_actions(
    areas: Collection[Area], standing: Standing, today: date
) -> list[OverdueInPlan]:
    """The plans that somebody may know of here in which agreed actions are overdue, in one question."""
    places = PartnershipArea.objects.filter(area__in=list(areas)).values("partnership")
    known = Inspection.objects.visible_to(standing).filter(partnership__in=places).values("pk")
    late = PlannedAction.objects.filter(
        area__plan__inspection__in=known,
        area__plan__status__in=CARRIED_OUT,
        done_at=None,
        dropped_at=None,
        due_on__lt=today,
    ).order_by("due_on", "planned_at", "pk")
    where = "area__plan__inspection__"
    listed = (f"{where}partnership__name", f"{where}partnership__is_fictional", f"{where}reference")
    found: dict[str, OverdueInPlan] = {}
    for name, is_fictional, reference, text, due_on in late.values_list(*listed, "text", "due_on"):
        before = found.get(reference)
        found[reference] = (
            replace(before, overdue=before.overdue + 1)
            if before
            else OverdueInPlan(name, reference, 1, text, due_on, is_fictional)
        )
    return list(found.values())


def how_followed(areas: Collection[Area]) -> dict[UUID, Followed]:
    """How closely each of these areas is followed, in two questions; routine when nobody said."""
    ids = [area.pk for area in areas]
    changes = IntensityChange.objects.filter(area_id__in=ids)
    newest = {each.area_id: each for each in changes.only("area_id", "intensity", "reason", "from_on")}
    # The day of a contact is no secret of its note: it counts also for those who cannot read it.
    contacts = ContactNote.objects.filter(area_id__in=ids).order_by().values_list("area_id")
    last = dict(contacts.annotate(last=Max("held_on")))
    return {pk: _followed(newest.get(pk), last.get(pk)) for pk in ids}


def _followed(change: IntensityChange | None, last: date | None) -> Followed:
    intensity = Intensity(change.intensity) if change else Intensity.ROUTINE
    since = change.from_on if change else None
    return Followed(
        intensity, since, change.reason if change else "", last, contact_due(intensity, last, since)
    )


def intensity_changes(
    areas: Sequence[Area], before: date, limit: int, since: date = date.min
) -> list[IntensityChange]:
    """When areas came to be followed how closely, before a day and from ``since`` on, newest first."""
    found = IntensityChange.objects.filter(area__in=areas, from_on__gte=since, from_on__lt=before)
    listed = found.only("from_on", "intensity", "reason", "area_id")
    return list(listed.order_by("-from_on", "-set_at", "-pk")[:limit])


def handover_of(area: Area) -> Handover | None:
    """The handover of an area that is under way."""
    found = Handover.objects.filter(area=area, status__in=UNDER_WAY)
    return found.select_related("area", "to_person__body", "started_by__body").first()


def handovers_for(person: Person) -> list[Handover]:
    """The areas that are being handed over to somebody and wait for them."""
    found = Handover.objects.filter(to_person=person, status=HandoverStatus.OFFERED)
    return list(found.select_related("area"))


def handovers_waiting(person: Person, areas: Sequence[Area]) -> list[Handover]:
    """Handovers that wait for somebody's answer, and those of these areas whose briefing is being written."""
    offered = Q(to_person=person, status=HandoverStatus.OFFERED)
    found = Handover.objects.filter(offered | Q(area__in=areas, status=HandoverStatus.DRAFTING))
    return list(found.select_related("area", "to_person").order_by("started_at", "pk"))


def last_handover(area: Area) -> Handover | None:
    """The handover of an area that was accepted last."""
    found = Handover.objects.filter(area=area, status=HandoverStatus.ACCEPTED)
    return found.select_related("area", "to_person__body", "started_by__body").last()


def may_read_briefing(person: Person, area: Area, handover: Handover | None, today: date) -> bool:
    """Whether somebody may read a whole briefing: the team; without one, whoever began the handover."""
    if area.pk in reader_of_areas(person, today).around:
        return True
    began = handover is not None and handover.started_by_id == person.pk
    return began and link_inspector_in(area, today) is None


def facts_for_briefing(area: Area, reader: AreaReader, today: date) -> Facts:
    """What is recorded of an area, as far as whoever starts the handover may read it."""
    how = how_followed([area])[area.pk]
    steps = open_steps([area], reader)
    since = f" since {day_in_words(how.since_on)}: {how.reason}" if how.since_on else ""
    return Facts(
        area=area.name,
        followed=f"{how.intensity.label}{since}",
        posts=[f"{each.words}: {each.name or 'vacant'}" for each in posts_now([area])],
        overdue=[Told(each.due_on, each.text) for each in steps if each.due_on < today],
        coming=[Told(each.due_on, each.text) for each in steps if each.due_on >= today],
        risks=[
            Told(line.risk.horizon_on, f"{line.risk.statement} Held {line.now}% likely")
            for line in open_risks([area], reader)
        ],
        factors=[f"{FactorKind.label_of(each.kind)}: {each.text}" for each in factors_in([area], reader)],
        enquiries=[Told(uk_day(each.received_at), each.mark) for each in waiting_for(reader, [area], today)],
        contacts=[
            Told(each.held_on, f"{each.who_with}: {each.result}")
            for each in notes_before([area], reader, today + timedelta(days=1), LAST_CONTACTS)
        ],
        signals=[f"{each.title}. {each.reason}" for each in signals_of_area(area)],
    )


def last_look(person: Person) -> datetime | None:
    """Up to which moment somebody has seen what changed in their areas."""
    found = LastLook.objects.filter(person=person).first()
    return found.seen_up_to_at if found else None


def dismissed_by(person: Person) -> set[str]:
    """The keys of the lines that somebody has put away."""
    return set(Dismissal.objects.filter(person=person).values_list("line", flat=True))


def notes_since(
    areas: Collection[Area], reader: AreaReader, since: datetime, limit: int
) -> list[ContactNote]:
    """Notes that others wrote after a moment, of whatever day, as far as somebody may read them."""
    found = seen_by(reader, ContactNote.objects.filter(area__in=list(areas), written_at__gt=since))
    others = found.exclude(written_by_id=reader.everywhere.person_id)
    return list(others.select_related("area", "written_by").order_by("-written_at", "-pk")[:limit])


def intensity_changes_since(
    areas: Collection[Area], person: Person, since: datetime
) -> list[IntensityChange]:
    """Changes of how closely areas are followed that others made after a moment."""
    found = IntensityChange.objects.filter(area__in=list(areas), set_at__gt=since).exclude(set_by=person)
    return list(found.select_related("area", "set_by"))
