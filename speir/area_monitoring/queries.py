"""Questions about the log of areas; whoever asks gets only what they may read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Max, QuerySet

from speir.area_monitoring.briefing import Facts, Told, in_words
from speir.area_monitoring.choices import HandoverStatus, Intensity
from speir.area_monitoring.expectations import contact_due
from speir.area_monitoring.models import ContactNote, Dismissal, Handover, IntensityChange, LastLook, NextStep
from speir.area_risks.choices import FactorKind
from speir.area_risks.queries import factors_in, open_risks
from speir.area_teams.choices import PostKind
from speir.area_teams.queries import may_be_read, posts_now, seen_by
from speir.area_teams.tiers import AreaReader
from speir.enquiries.queries import waiting_in
from speir.foundations.uk_time import uk_day
from speir.partnerships.models import Area
from speir.people.models import Person

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


def notes_before(areas: Sequence[Area], reader: AreaReader, before: date, limit: int) -> list[ContactNote]:
    """Notes of contacts before a day that somebody may read, newest first."""
    found = seen_by(reader, ContactNote.objects.filter(area__in=areas, held_on__lt=before))
    return list(found.select_related("area", "written_by")[:limit])


def note_seen(reader: AreaReader, note_id: UUID) -> ContactNote | None:
    """One note, if this person may read it."""
    found = seen_by(reader, ContactNote.objects.filter(pk=note_id))
    return found.select_related("area", "written_by__body").first()


def steps_of(note: ContactNote) -> list[NextStep]:
    """What followed from a contact."""
    return list(NextStep.objects.filter(note=note).select_related("done_by"))


def open_steps(areas: Collection[Area], reader: AreaReader) -> list[NextStep]:
    """What still follows from contacts with these areas, the soonest due first."""
    found = _steps_seen(reader).filter(area__in=list(areas), done_at=None)
    return list(found.select_related("area", "note__written_by"))


def step_seen(reader: AreaReader, step_id: UUID) -> NextStep | None:
    """One next step, if this person may read the note it follows from."""
    return _steps_seen(reader).filter(pk=step_id).select_related("area", "note").first()


def _steps_seen(reader: AreaReader) -> QuerySet[NextStep]:
    return NextStep.objects.filter(may_be_read(reader, "note__"))


def times_written(person_id: UUID) -> int:
    """How many notes somebody has written; it never goes down."""
    return ContactNote.objects.filter(written_by_id=person_id).count()


def how_followed(areas: Collection[Area]) -> dict[UUID, Followed]:
    """How closely each of these areas is followed, in two questions; routine when nobody said."""
    ids = [area.pk for area in areas]
    newest = {each.area_id: each for each in IntensityChange.objects.filter(area_id__in=ids)}
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


def intensity_changes(areas: Sequence[Area], before: date, limit: int) -> list[IntensityChange]:
    """When areas came to be followed how closely, newest first."""
    found = IntensityChange.objects.filter(area__in=areas, from_on__lt=before)
    return list(found.select_related("area", "set_by").order_by("-from_on", "-set_at")[:limit])


def handover_of(area: Area) -> Handover | None:
    """The handover of an area that is under way."""
    found = Handover.objects.filter(area=area, status__in=UNDER_WAY)
    return found.select_related("area", "to_person__body", "started_by__body").first()


def handovers_for(person: Person) -> list[Handover]:
    """The areas that are being handed over to somebody and wait for them."""
    found = Handover.objects.filter(to_person=person, status=HandoverStatus.OFFERED)
    return list(found.select_related("area"))


def last_handover(area: Area) -> Handover | None:
    """The handover of an area that was accepted last."""
    found = Handover.objects.filter(area=area, status=HandoverStatus.ACCEPTED)
    return found.select_related("area", "to_person__body", "started_by__body").last()


def facts_for_briefing(area: Area, reader: AreaReader, today: date) -> Facts:
    """What is recorded of an area, as far as whoever starts the handover may read it."""
    how = how_followed([area])[area.pk]
    steps = open_steps([area], reader)
    since = f" since {in_words(how.since_on)}: {how.reason}" if how.since_on else ""
    return Facts(
        area=area.name,
        followed=f"{how.intensity.label}{since}",
        posts=[f"{PostKind.label_of(each.post)}: {each.name or 'vacant'}" for each in posts_now([area])],
        overdue=[Told(each.due_on, each.text) for each in steps if each.due_on < today],
        coming=[Told(each.due_on, each.text) for each in steps if each.due_on >= today],
        risks=[
            Told(line.risk.horizon_on, f"{line.risk.statement} Held {line.now}% likely")
            for line in open_risks([area], reader)
        ],
        factors=[f"{FactorKind.label_of(each.kind)}: {each.text}" for each in factors_in([area], reader)],
        enquiries=[Told(uk_day(each.received_at), each.mark) for each in waiting_in([area])],
        contacts=[
            Told(each.held_on, f"{each.who_with}: {each.result}")
            for each in notes_before([area], reader, today + timedelta(days=1), LAST_CONTACTS)
        ],
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
    return list(others.select_related("area", "written_by").order_by("-written_at")[:limit])


def intensity_changes_since(
    areas: Collection[Area], person: Person, since: datetime
) -> list[IntensityChange]:
    """Changes of how closely areas are followed that others made after a moment."""
    found = IntensityChange.objects.filter(area__in=list(areas), set_at__gt=since).exclude(set_by=person)
    return list(found.select_related("area", "set_by"))
