"""Changes to risks, and to barriers and enablers."""

from datetime import date, datetime

from speir.area_risks import permissions, rules
from speir.area_risks.choices import FactorKind, FactorStatus, Impact, RiskStatus
from speir.area_risks.lifecycle import FACTOR, RISK
from speir.area_risks.models import AreaRisk, Factor, Forecast
from speir.area_teams.choices import Tier
from speir.area_teams.queries import check_may
from speir.foundations import audit
from speir.foundations.moves import move
from speir.foundations.operation import operation
from speir.foundations.rules import check_all
from speir.foundations.uk_time import uk_day
from speir.partnerships.models import Area
from speir.people.models import Person


@operation
def raise_risk(
    *,
    area: Area,
    statement: str,
    likelihood: int,
    horizon_on: date,
    impact: Impact,
    would_change: str,
    why: str,
    tier: Tier,
    by: Person,
    at: datetime,
    once: str = "",
) -> AreaRisk:
    """Say what might happen in an area by a day, how likely it is, and what would change one's mind."""
    check_may(permissions.may_forecast, by, area, at)
    check_all(
        rules.says_what_would_have_happened.reason(statement),
        rules.likelihood_is_a_percentage.reason(likelihood),
        rules.horizon_lies_ahead.reason(horizon_on, uk_day(at)),
        rules.says_what_would_change_my_mind.reason(would_change),
        rules.says_why.reason(why),
    )
    risk = AreaRisk.objects.create(
        area=area,
        tier=tier,
        statement=statement.strip(),
        horizon_on=horizon_on,
        impact=impact,
        would_change=would_change.strip(),
        written_by=by,
        written_at=at,
    )
    Forecast.objects.create(risk=risk, likelihood=likelihood, why=why.strip(), made_by=by, made_at=at)
    audit.record("Risk forecast", subject=risk, by=by, at=at, thread=area.pk)
    return risk


@operation
def forecast_again(
    *, risk: AreaRisk, likelihood: int, why: str, by: Person, at: datetime, once: str = ""
) -> Forecast:
    """Say how likely a risk is now; the earlier forecasts stay."""
    check_may(permissions.may_forecast, by, risk.area, at)
    check_all(
        rules.likelihood_is_a_percentage.reason(likelihood),
        rules.forecast_before_the_day.reason(risk.horizon_on, uk_day(at)),
        rules.says_why.reason(why),
    )
    made = Forecast.objects.create(risk=risk, likelihood=likelihood, why=why.strip(), made_by=by, made_at=at)
    audit.record("Risk forecast again", subject=risk, by=by, at=at, thread=risk.area_id)
    return made


@operation
def resolve_risk(*, risk: AreaRisk, as_: RiskStatus, outcome: str, by: Person, at: datetime) -> None:
    """Say what became of a risk: it came true, did not, or cannot be judged."""
    check_may(permissions.may_forecast, by, risk.area, at)
    did_not = as_ == RiskStatus.DID_NOT
    check_all(
        rules.says_how_it_is_known.reason(outcome),
        rules.not_happening_is_known_after_the_day.reason(did_not, risk.horizon_on, uk_day(at)),
    )
    move(risk, RISK, as_.value, by=by, at=at, why=outcome.strip())
    AreaRisk.objects.filter(pk=risk.pk).update(resolved_by=by, resolved_at=at, outcome=outcome.strip())
    audit.record(f"Risk resolved: {as_.label}", subject=risk, by=by, at=at, thread=risk.area_id)


@operation
def note_factor(
    *, area: Area, kind: FactorKind, text: str, tier: Tier, by: Person, at: datetime, once: str = ""
) -> Factor:
    """Write down something that hinders improvement in an area, or helps it."""
    check_may(permissions.may_forecast, by, area, at)
    rules.says_what_helps_or_hinders.check(text)
    factor = Factor.objects.create(
        area=area, kind=kind, text=text.strip(), tier=tier, written_by=by, written_at=at
    )
    audit.record(f"{kind.label} noted", subject=factor, by=by, at=at, thread=area.pk)
    return factor


@operation
def move_factor(*, factor: Factor, to: FactorStatus, why: str, by: Person, at: datetime) -> None:
    """Say that a barrier or an enabler is worked on, or is overcome or no longer there, and why."""
    check_may(permissions.may_forecast, by, factor.area, at)
    rules.says_why.check(why)
    step = "gone" if to == FactorStatus.GONE else "work_on"
    move(factor, FACTOR, step, by=by, at=at, why=why.strip())
    audit.record(
        f"{FactorKind.label_of(factor.kind)}: {factor.words_for(to).lower()}",
        subject=factor,
        by=by,
        at=at,
        thread=factor.area_id,
    )
