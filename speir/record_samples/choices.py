"""The populations of a frame, the agencies that hold records, and where a sampled record stands."""

from speir.foundations.choice import Choice


class Population(Choice):
    """Who was read about: two groups that are drawn and counted apart."""

    INVESTIGATION = "investigation", "Adults who reached investigation"
    INQUIRY = "inquiry", "Inquiry-only episodes"


class Agency(Choice):
    """Who holds a record of the adult."""

    SOCIAL_WORK = "social_work", "Social work"
    HEALTH = "health", "Health"
    POLICE = "police", "Police"


class Exclusion(Choice):
    """Why a row of the frame cannot be drawn."""

    NONE = "", "Can be drawn"
    TOO_EARLY = "too_early", "Before the two years that are looked back on"
    TOO_LATE = "too_late", "After the inspection’s start date"
    NO_RECORD = "no_record", "No agency holds a record"


class RecordStatus(Choice):
    """Where one drawn record stands."""

    TO_READ = "to_read", "To be read"
    RESERVE = "reserve", "Reserve"
    SET_ASIDE = "set_aside", "Set aside"


# The usual sizes of an adult protection inspection; caps, so that a small population is taken whole.
USUAL_TARGETS = {Population.INVESTIGATION: 50, Population.INQUIRY: 40}
USUAL_RESERVES = 10
