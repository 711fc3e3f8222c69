"""How risks are resolved, and the life of barriers and enablers."""

from speir.area_risks.choices import FactorStatus, RiskStatus
from speir.foundations.lifecycle import Lifecycle, Step

RISK = Lifecycle(
    name="risk of an area",
    statuses=RiskStatus,
    first=RiskStatus.OPEN,
    steps=(
        Step("came_true", (RiskStatus.OPEN,), RiskStatus.CAME_TRUE),
        Step("did_not", (RiskStatus.OPEN,), RiskStatus.DID_NOT),
        Step("void", (RiskStatus.OPEN,), RiskStatus.VOID),
    ),
    turn={
        RiskStatus.OPEN: "Link inspector",
        RiskStatus.CAME_TRUE: "Nobody",
        RiskStatus.DID_NOT: "Nobody",
        RiskStatus.VOID: "Nobody",
    },
)

FACTOR = Lifecycle(
    name="barrier or enabler",
    statuses=FactorStatus,
    first=FactorStatus.SEEN,
    steps=(
        Step("work_on", (FactorStatus.SEEN, FactorStatus.GONE), FactorStatus.WORKED_ON),
        Step("gone", (FactorStatus.SEEN, FactorStatus.WORKED_ON), FactorStatus.GONE),
    ),
    turn={
        FactorStatus.SEEN: "Link inspector",
        FactorStatus.WORKED_ON: "Link inspector",
        FactorStatus.GONE: "Nobody",
    },
)
