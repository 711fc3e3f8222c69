"""What noting an entry and bringing a calendar in share within one transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from speir.foundations.rules import check_all
from speir.partnerships.models import Area
from speir.scrutiny_calendar import rules
from speir.scrutiny_calendar.choices import Firmness, ScrutinyKind, Sharing
from speir.scrutiny_calendar.models import OtherScrutiny, ScrutinyArea


@dataclass(frozen=True)
class Noted:
    """What is said of one stretch of another body's scrutiny."""

    body_name: str
    kind: ScrutinyKind
    what: str
    first_day: date
    last_day: date
    firmness: Firmness
    source: str
    sharing: Sharing


def check_noted(noted: Noted, areas: Collection[Area]) -> None:
    """Every fault of an entry at once."""
    check_all(
        rules.scrutiny_names_its_body.reason(noted.body_name),
        rules.scrutiny_says_what_it_is.reason(noted.what),
        rules.scrutiny_ends_after_it_begins.reason(noted.first_day, noted.last_day),
        rules.scrutiny_is_somewhere.reason(areas),
        rules.scrutiny_has_a_source.reason(noted.source),
    )


def values_of(noted: Noted) -> dict[str, object]:
    """The columns of an entry."""
    return {
        "body_name": noted.body_name.strip(),
        "kind": noted.kind,
        "what": noted.what.strip()[:200],
        "first_day": noted.first_day,
        "last_day": noted.last_day,
        "firmness": noted.firmness,
        "source": noted.source.strip()[:300],
        "sharing": noted.sharing,
    }


def set_areas(scrutiny: OtherScrutiny, areas: Sequence[Area]) -> bool:
    """Say in which areas it falls; True when that changed."""
    wanted = {area.pk for area in areas}
    held = set(ScrutinyArea.objects.filter(scrutiny=scrutiny).values_list("area_id", flat=True))
    ScrutinyArea.objects.filter(scrutiny=scrutiny).exclude(area__in=wanted).delete()
    ScrutinyArea.objects.bulk_create(ScrutinyArea(scrutiny=scrutiny, area_id=pk) for pk in wanted - held)
    return wanted != held
