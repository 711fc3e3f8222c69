"""When the next contact with an area is expected. The intervals are indicative: no source gives any."""

from datetime import date, timedelta

from speir.area_monitoring.choices import Intensity

DAYS_BETWEEN_CONTACTS = {
    Intensity.ROUTINE: 91,
    Intensity.AFTER_INSPECTION: 30,
    Intensity.FORMAL: 14,
}


def contact_due(intensity: Intensity, last_on: date | None, set_on: date | None) -> date | None:
    """The day by which the next contact is expected; None when nothing says since when to count.

    Counted from the last contact, or from the day on which the area came to be followed this closely, when
    that is later: a change to closer monitoring does not make anything late on the same day.
    """
    began = max((day for day in (last_on, set_on) if day is not None), default=None)
    if began is None:
        return None
    return began + timedelta(days=DAYS_BETWEEN_CONTACTS[intensity])


def expects(intensity: Intensity) -> str:
    """What is expected, in words."""
    return f"a contact every {DAYS_BETWEEN_CONTACTS[intensity]} days"
