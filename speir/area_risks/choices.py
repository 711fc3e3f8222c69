"""How large an impact would be, where a risk stands, and what helps or hinders improvement."""

from speir.foundations.choice import Choice


class Impact(Choice):
    """What it would mean for people if a risk came true."""

    SMALL = "small", "Small: felt by few, and soon put right"
    LARGE = "large", "Large: felt by many, or for long"
    SEVERE = "severe", "Severe: people come to serious harm"


class RiskStatus(Choice):
    """Where one risk stands."""

    OPEN = "open", "Open"
    CAME_TRUE = "came_true", "Came true"
    DID_NOT = "did_not", "Did not come true"
    VOID = "void", "Cannot be judged"


SCORED = (RiskStatus.CAME_TRUE, RiskStatus.DID_NOT)


class FactorKind(Choice):
    """Whether something hinders improvement or helps it."""

    BARRIER = "barrier", "Barrier"
    ENABLER = "enabler", "Enabler"


class FactorStatus(Choice):
    """Where a barrier or an enabler stands."""

    SEEN = "seen", "Noted"
    WORKED_ON = "worked_on", "Being worked on"
    GONE = "gone", "Gone"


# What it means that it is gone.
GONE_WORDS = {FactorKind.BARRIER: "Overcome", FactorKind.ENABLER: "No longer there"}
