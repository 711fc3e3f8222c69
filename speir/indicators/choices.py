"""Collections of published numbers, what a column of a file may mean, and kinds of signal."""

from speir.foundations.choice import Choice


class Collection(Choice):
    """A set of numbers that is published or returned together."""

    CORE_SUITE = "core-suite", "Core suite of integration indicators"
    BENCHMARKING = "local-government-benchmarking", "Local government benchmarking"
    LOOKED_AFTER = "looked-after-children", "Looked-after children"
    CHILD_PROTECTION = "child-protection", "Child protection"
    JUSTICE = "justice-social-work", "Justice social work"
    ADULT_PROTECTION = "adult-protection", "Adult protection minimum dataset"
    RETURNS = "partnership-returns", "Partnership returns"


class Better(Choice):
    """Which way is better; none where more or fewer says nothing about quality."""

    UP = "up", "Higher is better"
    DOWN = "down", "Lower is better"
    NEITHER = "", "Neither way is better"


class Meaning(Choice):
    """What a column of a file holds."""

    AREA = "area", "Area (name or code)"
    KIND = "kind", "Kind of area (council, partnership, NHS board, police division)"
    INDICATOR = "indicator", "Indicator (code)"
    PERIOD = "period", "Period"
    VALUE = "value", "Value"
    NUMERATOR = "numerator", "Numerator (how many counted)"
    DENOMINATOR = "denominator", "Denominator (of how many)"
    FLAGS = "flags", "Flags (provisional, revised, hidden)"
    DEFINITION = "definition", "Version of the definition"


class SignalKind(Choice):
    """Why something is worth a look."""

    OUTSIDE_LIMITS = "outside_limits", "Outside its control limits"
    OUTSIDE_FUNNEL = "outside_funnel", "Outside the funnel of areas"
    THREE_WORSE = "three_worse", "Worse three times running"
    WORST_QUARTER = "worst_quarter", "In the worst quarter"
    GRADE_FALLS = "grade_falls", "Grades of services fell"
    ABSENCE = "absence", "None, or unusually few"
    LATE_RETURN = "late_return", "Return is late"
    OVERDUE_ACTIONS = "overdue_actions", "Actions overdue"
    REPEATED_FINDING = "repeated_finding", "Found again"
    BROKEN_TREND = "broken_trend", "Not comparable with before"


METHODS = {
    SignalKind.OUTSIDE_LIMITS: (
        "Individuals chart (XmR): the newest value against the centre and three sigma of the values "
        "before it, sigma from their mean moving range; at least 8 earlier values under the same "
        "definition."
    ),
    SignalKind.OUTSIDE_FUNNEL: (
        "Funnel: exact limits at the rate of all other areas together, such that chance alone puts 1 "
        "area in 1,000 beyond each."
    ),
    SignalKind.THREE_WORSE: (
        "The last four values under one definition, each worse than the one before. A plain count; "
        "small steps count like large ones."
    ),
    SignalKind.WORST_QUARTER: (
        "Rank among the areas of a group with the same period and definition, at least 4 of them; in "
        "the worst quarter in the two newest periods, in every group that can be ranked. A tie pushes "
        "nobody in."
    ),
    SignalKind.GRADE_FALLS: (
        "Minimum grades of each service known in both of the two newest months: one fell to 1 or 2, "
        "or at least three fell."
    ),
    SignalKind.ABSENCE: (
        "Poisson: the chance of so few or fewer, at the rate of all other areas together, is below 1 "
        "in 100. None at all is unusual only where 4.6 or more were expected."
    ),
    SignalKind.LATE_RETURN: (
        "At least half of the areas have the period, the time to return it has passed, and this area "
        "has earlier periods and not this one."
    ),
    SignalKind.OVERDUE_ACTIONS: ("Planned actions whose day has passed and that are not done."),
    SignalKind.REPEATED_FINDING: (
        "The same quality indicator led to an area for improvement in two published inspections, one "
        "after the other."
    ),
    SignalKind.BROKEN_TREND: (
        "The definition changed, or the source marks the newest period as not comparable."
    ),
}
