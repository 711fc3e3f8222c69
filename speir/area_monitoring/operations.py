"""Changes to the log of an area."""

from datetime import date, datetime
from uuid import UUID, uuid4

from speir.area_monitoring import permissions, rules
from speir.area_monitoring.choices import Activity, ContactKind, Intensity
from speir.area_monitoring.models import ContactNote, IntensityChange, NextStep
from speir.area_teams.choices import Tier
from speir.area_teams.queries import check_may
from speir.foundations import audit
from speir.foundations.identifiers import CERTAIN, likely_identifiers
from speir.foundations.operation import operation
from speir.foundations.refusals import Reason
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.partnerships.models import Area
from speir.people.models import Person


@operation
def record_contact(
    *,
    area: Area,
    activity: Activity,
    how: ContactKind,
    who_with: str,
    held_on: date,
    result: str,
    tier: Tier,
    by: Person,
    at: datetime,
    purpose: str = "",
    indicators: str = "",
    next_step: str = "",
    next_due_on: date | None = None,
    once: str = "",
) -> ContactNote:
    """Write down a contact with an area; ``once`` is the identity that the device gave the note."""
    check_may(permissions.may_record_contact, by, area, at)
    check_all(
        rules.contact_has_happened.reason(held_on, uk_day(at)),
        rules.says_who_with.reason(who_with),
        rules.says_what_came_of_it.reason(result),
        rules.next_step_has_a_day.reason(next_step, next_due_on),
        _no_numbers_of_people(who_with, purpose, result, indicators, next_step),
    )
    note = ContactNote.objects.create(
        id=UUID(once) if once else uuid4(),
        area=area,
        tier=tier,
        activity=activity,
        how=how,
        who_with=who_with.strip(),
        held_on=held_on,
        purpose=purpose.strip(),
        result=result.strip(),
        indicators=indicators.strip(),
        written_by=by,
        written_at=at,
    )
    if next_due_on is not None:
        NextStep.objects.create(note=note, area=area, text=next_step.strip(), due_on=next_due_on)
    audit.record("Contact recorded", subject=note, by=by, at=at, thread=area.pk)
    return note


def _no_numbers_of_people(*texts: str) -> Reason | None:
    """The reason to refuse words that hold a number which belongs to one person, or None."""
    found = (one for text in texts for one in likely_identifiers(text))
    return rules.holds_no_number_of_a_person.reason(any(one.kind in CERTAIN for one in found))


@operation
def finish_step(*, step: NextStep, by: Person, at: datetime) -> None:
    """Say that a next step is done."""
    check_may(permissions.may_record_contact, by, step.area, at)
    changed = NextStep.objects.filter(pk=step.pk, done_at=None).update(done_by=by, done_at=at)
    rules.step_is_open.check(changed == 0)
    audit.record("Next step done", subject=step, by=by, at=at, thread=step.area_id)


@operation
def set_intensity(
    *, area: Area, intensity: Intensity, reason: str, by: Person, at: datetime, once: str = ""
) -> IntensityChange:
    """Decide how closely an area is followed from today, with the reason."""
    check_may(permissions.may_set_intensity, by, area, at)
    rules.change_of_intensity_has_a_reason.check(reason)
    change = IntensityChange.objects.create(
        area=area, intensity=intensity, reason=reason.strip(), from_on=uk_day(at), set_by=by, set_at=at
    )
    audit.record(f"Followed: {intensity.label}", subject=area, by=by, at=at, thread=area.pk)
    return change
