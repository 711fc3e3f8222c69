"""Questions about the log of areas; whoever asks gets only what they may read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet

from speir.area_monitoring.choices import Intensity
from speir.area_monitoring.expectations import contact_due
from speir.area_monitoring.models import ContactNote, IntensityChange, NextStep
from speir.area_teams.queries import seen_by
from speir.area_teams.tiers import AreaReader
from speir.partnerships.models import Area


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
    return NextStep.objects.filter(note__in=seen_by(reader, ContactNote.objects.all()).values("pk"))


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
