"""Where a scenario stands."""

from speir.foundations.choice import Choice


class ScenarioStatus(Choice):
    """Where a scenario is."""

    WAITING = "waiting", "Being worked out"
    PLANNED = "planned", "Planned"
    WITHOUT_PLAN = "without_plan", "No plan"
    ADOPTED = "adopted", "Adopted"
    REPLACED = "replaced", "Replaced by another"


class HolidayKind(Choice):
    """What a stretch of days is to the work in an area."""

    SCHOOL = "school", "School holidays"
    LOCAL = "local", "Local holiday"
    WORKED = "worked", "Public holiday that is worked there"
