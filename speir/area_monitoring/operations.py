"""Changes to the log of an area."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid4

from speir.area_monitoring import permissions, rules
from speir.area_monitoring.briefing import draft
from speir.area_monitoring.choices import Activity, ContactKind, HandoverStatus, Intensity
from speir.area_monitoring.lifecycle import HANDOVER
from speir.area_monitoring.models import (
    ContactNote,
    Dismissal,
    Handover,
    IntensityChange,
    LastLook,
    NextStep,
    TouchedIndicator,
)
from speir.area_monitoring.queries import facts_for_briefing, handover_of
from speir.area_teams.choices import AreaRole, Tier
from speir.area_teams.operations import appoint_to_area
from speir.area_teams.queries import check_may, link_inspector_in, reader_of_areas
from speir.foundations import audit, outbox
from speir.foundations.identifiers import CERTAIN, likely_identifiers
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.overtaking import OVERTAKEN
from speir.foundations.refusals import NotNow, Reason
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.indicators.models import Indicator
from speir.partnerships.models import Area
from speir.people.choices import Side
from speir.people.models import Person
from speir.people.queries import standing_everywhere


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
    touched: Collection[Indicator] = (),
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
    TouchedIndicator.objects.bulk_create(TouchedIndicator(note=note, indicator=one) for one in touched)
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
    """Decide how closely an area is followed from today, with the reason; the same again changes nothing."""
    check_may(permissions.may_set_intensity, by, area, at)
    rules.change_of_intensity_has_a_reason.check(reason)
    now: IntensityChange | None = IntensityChange.objects.filter(area=area).last()
    if now is not None and now.intensity == intensity:
        rules.intensity_changes.check(now.reason == reason.strip())
        audit.record(f"Followed as before: {intensity.label}", subject=area, by=by, at=at, thread=area.pk)
        return now
    change = IntensityChange.objects.create(
        area=area, intensity=intensity, reason=reason.strip(), from_on=uk_day(at), set_by=by, set_at=at
    )
    audit.record(f"Followed: {intensity.label}", subject=area, by=by, at=at, thread=area.pk)
    return change


@operation
def start_handover(*, area: Area, to_person: Person, by: Person, at: datetime) -> Handover:
    """Begin to hand an area over; the briefing writes itself from what is recorded, and is then edited."""
    check_may(permissions.may_start_handover, by, area, at)
    today = uk_day(at)
    now = link_inspector_in(area, today)
    check_all(
        rules.one_handover_at_a_time.reason(handover_of(area) is not None),
        rules.somebody_else_takes_over.reason(now is not None and now.pk == to_person.pk),
        rules.takes_over_from_a_scrutiny_body.reason(to_person.body.side == Side.SCRUTINY),
    )
    # Written as the present link inspector may read it, so that nothing they know is left out.
    reader = reader_of_areas(now or by, today)
    briefing = draft(facts_for_briefing(area, reader, today))
    handover = Handover.objects.create(
        area=area, to_person=to_person, briefing=briefing, started_by=by, started_at=at
    )
    audit.record("Handover begun", subject=handover, by=by, at=at, thread=area.pk)
    return handover


@operation
def write_briefing(*, handover: Handover, briefing: str, base: int, by: Person, at: datetime) -> None:
    """Edit the briefing; ``base`` is the revision that the writer saw."""
    check_may(permissions.may_write_briefing, by, handover.area, at)
    check_all(rules.briefing_says_something.reason(briefing), _no_numbers_of_people(briefing))
    still = Handover.objects.filter(pk=handover.pk, revision=base, status=HandoverStatus.DRAFTING)
    if not still.update(briefing=briefing.strip(), revision=base + 1):
        raise NotNow(Reason(OVERTAKEN))
    audit.record("Briefing edited", subject=handover, by=by, at=at, thread=handover.area_id)


@operation
def offer_handover(*, handover: Handover, by: Person, at: datetime) -> None:
    """Offer the area with its briefing to the new link inspector, who is told."""
    check_may(permissions.may_write_briefing, by, handover.area, at)
    move(handover, HANDOVER, "offer", by=by, at=at)
    outbox.put(
        key=f"handover:{handover.pk}:{handover.revision}:{at:%Y%m%d%H%M%S}",
        to=handover.to_person.email,
        subject=f"{handover.area.name} is being handed over to you",
        body="The briefing waits for you in Speir, under My areas.\n",
        at=at,
    )
    audit.record("Handover offered", subject=handover, by=by, at=at, thread=handover.area_id)


@operation
def answer_handover(*, handover: Handover, is_accepted: bool, why: str, by: Person, at: datetime) -> None:
    """Accept the area, which is theirs from now on; or send the briefing back, with what is missing."""
    rules.only_the_new_link_inspector_answers.check(handover.to_person_id == by.pk)
    if not is_accepted:
        rules.sending_back_says_what_is_missing.check(why)
    move(handover, HANDOVER, "accept" if is_accepted else "send_back", by=by, at=at, why=why.strip())
    if is_accepted:
        # The service manager who began the handover makes the appointment, by having begun it.
        appoint_to_area(
            area=handover.area,
            role=AreaRole.LINK_INSPECTOR,
            person=by,
            by=handover.started_by,
            at=at,
        )
    what = "Handover accepted" if is_accepted else "Briefing sent back"
    audit.record(what, subject=handover, by=by, at=at, thread=handover.area_id)


@operation
def withdraw_handover(*, handover: Handover, by: Person, at: datetime) -> None:
    """Take a handover back before it is accepted."""
    check_may(permissions.may_start_handover, by, handover.area, at)
    move(handover, HANDOVER, "withdraw", by=by, at=at)
    audit.record("Handover withdrawn", subject=handover, by=by, at=at, thread=handover.area_id)


@operation
def mark_seen(*, up_to: datetime, by: Person, at: datetime) -> None:
    """Say that one has seen what changed in one's areas up to a moment; it never goes back."""
    permissions.may_keep_morning_page.check(standing_everywhere(by))
    look, is_new = LastLook.objects.get_or_create(person=by, defaults={"seen_up_to_at": min(up_to, at)})
    if not is_new:
        LastLook.objects.filter(pk=look.pk, seen_up_to_at__lt=up_to).update(seen_up_to_at=min(up_to, at))
    audit.record("Saw what changed in one's areas", subject=look, by=by, at=at)


@operation
def dismiss_line(*, line: str, by: Person, at: datetime) -> None:
    """Put one line of the morning page away, for oneself alone; again changes nothing."""
    permissions.may_keep_morning_page.check(standing_everywhere(by))
    rules.line_is_known.check(line)
    gone, _ = Dismissal.objects.get_or_create(person=by, line=line, defaults={"dismissed_at": at})
    audit.record("A line of the morning page put away", subject=gone, by=by, at=at)
