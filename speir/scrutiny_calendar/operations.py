"""Changes to the shared scrutiny calendar."""

from collections.abc import Sequence
from datetime import datetime

from speir.foundations import audit
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.partnerships.models import Area
from speir.people.models import Person
from speir.people.queries import standing_everywhere
from speir.scrutiny_calendar import rules
from speir.scrutiny_calendar.models import OtherScrutiny
from speir.scrutiny_calendar.permissions import may_keep_scrutiny_calendar
from speir.scrutiny_calendar.within import Noted, check_noted, set_areas, values_of


@operation
def note_scrutiny(
    *, noted: Noted, areas: Sequence[Area], by: Person, at: datetime, once: str = ""
) -> OtherScrutiny:
    """Note another body's scrutiny in council areas."""
    may_keep_scrutiny_calendar.check(standing_everywhere(by))
    check_noted(noted, areas)
    scrutiny = OtherScrutiny.objects.create(
        **values_of(noted), kept_by_body=by.body, noted_by=by, noted_at=at, changed_at=at
    )
    set_areas(scrutiny, areas)
    audit.record(f"Other scrutiny noted: {scrutiny}"[:300], subject=scrutiny, by=by, at=at)
    return scrutiny


@operation
def take_scrutiny_out(
    *, scrutiny: OtherScrutiny, reason: str, by: Person, at: datetime, once: str = ""
) -> None:
    """Take an entry out of the calendar; it and the reason are kept. Taking it out again changes nothing."""
    may_keep_scrutiny_calendar.check(standing_everywhere(by))
    check_all(
        rules.taking_out_has_a_reason.reason(reason),
        rules.entry_is_own_or_shared.reason(scrutiny.kept_by_body_id == by.body_id),
    )
    OtherScrutiny.objects.filter(pk=scrutiny.pk, taken_out_at=None).update(
        taken_out_at=at, taken_out_by=by, why_taken_out=reason.strip()[:300]
    )
    audit.record(f"Other scrutiny taken out: {scrutiny}"[:300], subject=scrutiny, by=by, at=at)
