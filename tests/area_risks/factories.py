"""Risks and factors of a fictional area."""

from datetime import timedelta
from typing import Any

from speir.area_risks.choices import FactorKind, Impact
from speir.area_risks.models import AreaRisk, Factor
from speir.area_risks.operations import note_factor, raise_risk
from speir.area_teams.choices import Tier
from tests.area_teams.factories import area_of
from tests.factories import NOW, TODAY, World


def risk(world: World, **fields: Any) -> AreaRisk:
    """A risk that the link inspector forecasts."""
    usual: dict[str, Any] = {
        "area": area_of(world),
        "statement": "The chief officer's post is vacant for half a year.",
        "likelihood": 70,
        "horizon_on": TODAY + timedelta(days=90),
        "impact": Impact.LARGE,
        "would_change": "An appointment before the spring.",
        "why": "Two rounds of advertising drew nobody.",
        "tier": Tier.OWN_BODY,
        "by": world.link,
        "at": NOW,
    }
    return raise_risk(**{**usual, **fields})


def barrier(world: World) -> Factor:
    """A barrier that the link inspector notes."""
    return note_factor(
        area=area_of(world),
        kind=FactorKind.BARRIER,
        text="Two recording systems that do not speak to each other.",
        tier=Tier.OWN_BODY,
        by=world.link,
        at=NOW,
    )
