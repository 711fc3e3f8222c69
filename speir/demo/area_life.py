"""Invented risks, barriers and enquiries of the invented areas."""

from datetime import datetime, timedelta
from typing import Any

from speir.area_risks.choices import FactorKind, Impact, RiskStatus
from speir.area_risks.operations import forecast_again, note_factor, raise_risk, resolve_risk
from speir.area_teams.choices import Tier
from speir.demo.cast import Cast
from speir.enquiries.operations import receive_enquiry
from speir.foundations.uk_time import uk_day
from speir.partnerships.models import Area
from speir.people.operations import VISITOR


def add(cast: Cast, area: Area, life: dict[str, Any], at: datetime) -> None:
    """Everything told of one area, on the days on which it happened."""
    for told in life.get("risks", ()):
        _risk(cast, area, told, at)
    for kind, text in life.get("factors", ()):
        note_factor(
            area=area,
            kind=FactorKind(kind),
            text=text,
            tier=Tier.OWN_BODY,
            by=cast.person("link"),
            at=at - timedelta(days=60),
        )
    for days, name, asked in life.get("enquiries", ()):
        receive_enquiry(
            area=area,
            name=name,
            email="rosalind.invented@speir-demo.example",
            asked=asked,
            by=VISITOR,
            at=at - timedelta(days=days),
        )


def _risk(cast: Cast, area: Area, told: dict[str, Any], at: datetime) -> None:
    by = cast.person("link")
    risk = raise_risk(
        area=area,
        statement=told["says"],
        likelihood=told["likely"],
        horizon_on=uk_day(at) - timedelta(days=told["by"]),
        impact=Impact(told["impact"]),
        would_change=told["mind"],
        why=told["why"],
        tier=Tier.OWN_BODY,
        by=by,
        at=at - timedelta(days=told["days"]),
    )
    if "again" in told:
        days, likelihood, why = told["again"]
        forecast_again(risk=risk, likelihood=likelihood, why=why, by=by, at=at - timedelta(days=days))
    if "became" in told:
        days, status, outcome = told["became"]
        as_ = RiskStatus(status)
        resolve_risk(risk=risk, as_=as_, outcome=outcome, by=by, at=at - timedelta(days=days))
