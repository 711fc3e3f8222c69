"""Questions about risks, and about barriers and enablers; whoever asks gets only what they may read."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from speir.area_risks.choices import SCORED, FactorStatus, RiskStatus
from speir.area_risks.models import AreaRisk, Factor, Forecast
from speir.area_teams.queries import seen_by
from speir.area_teams.tiers import AreaReader
from speir.foundations.models import LifecycleMove
from speir.foundations.moves import moves_of
from speir.measures.forecasts import Score, Scored, score
from speir.partnerships.models import Area


@dataclass(frozen=True)
class RiskLine:
    """A risk with every forecast made of it, first to last."""

    risk: AreaRisk
    forecasts: tuple[Forecast, ...]

    @property
    def first(self) -> int:
        """The likelihood in the first forecast, in percent."""
        return self.forecasts[0].likelihood

    @property
    def now(self) -> int:
        """The likelihood in the newest forecast, in percent."""
        return self.forecasts[-1].likelihood


@dataclass(frozen=True)
class Forecasting:
    """How well the team forecast: by its first forecasts, and by its last."""

    first: Score
    last: Score
    open: int
    void: int


def open_risks(areas: Collection[Area], reader: AreaReader) -> list[RiskLine]:
    """The open risks of these areas that somebody may read, the nearest day first."""
    return _lines(seen_by(reader, _risks().filter(area__in=list(areas), status=RiskStatus.OPEN)))


def risk_seen(reader: AreaReader, risk_id: UUID) -> RiskLine | None:
    """One risk, if this person may read it."""
    return next(iter(_lines(seen_by(reader, _risks().filter(pk=risk_id)))), None)


def _risks() -> QuerySet[AreaRisk]:
    return AreaRisk.objects.select_related("area", "written_by", "resolved_by")


def _lines(risks: QuerySet[AreaRisk]) -> list[RiskLine]:
    found = list(risks)
    made: dict[UUID, list[Forecast]] = defaultdict(list)
    for forecast in Forecast.objects.filter(risk__in=found).select_related("made_by"):
        made[forecast.risk_id].append(forecast)
    return [RiskLine(risk, tuple(made[risk.pk])) for risk in found]


def risks_raised(areas: Sequence[Area], reader: AreaReader, before: datetime, limit: int) -> list[AreaRisk]:
    """Risks that were first forecast before a moment, newest first."""
    found = seen_by(reader, _risks().filter(area__in=areas, written_at__lt=before))
    return list(found.order_by("-written_at")[:limit])


def risks_resolved(areas: Sequence[Area], reader: AreaReader, before: datetime, limit: int) -> list[AreaRisk]:
    """Risks that were resolved before a moment, newest first."""
    found = seen_by(reader, _risks().filter(area__in=areas, resolved_at__lt=before))
    return list(found.order_by("-resolved_at")[:limit])


def forecasting(*, is_fictional: bool) -> Forecasting:
    """The score of every resolved risk, of real areas or of invented ones; names nobody and no area."""
    lines = _lines(_risks().filter(area__is_fictional=is_fictional))
    resolved = [line for line in lines if line.risk.status in SCORED]
    happened = {line.risk.pk: line.risk.status == RiskStatus.CAME_TRUE for line in resolved}
    return Forecasting(
        first=score([Scored(line.first, happened[line.risk.pk]) for line in resolved]),
        last=score([Scored(line.now, happened[line.risk.pk]) for line in resolved]),
        open=sum(line.risk.status == RiskStatus.OPEN for line in lines),
        void=sum(line.risk.status == RiskStatus.VOID for line in lines),
    )


def factors_in(areas: Collection[Area], reader: AreaReader) -> list[Factor]:
    """Barriers and enablers that are not gone, barriers first."""
    found = seen_by(reader, Factor.objects.filter(area__in=list(areas)))
    return list(found.exclude(status=FactorStatus.GONE).select_related("area", "written_by"))


def factor_seen(reader: AreaReader, factor_id: UUID) -> Factor | None:
    """One barrier or enabler, if this person may read it."""
    return seen_by(reader, Factor.objects.filter(pk=factor_id)).select_related("area", "written_by").first()


def life_of(factor: Factor) -> list[LifecycleMove]:
    """What became of a barrier or an enabler, first to last."""
    return list(moves_of(factor))


def is_to_be_resolved(risk: AreaRisk, today: date) -> bool:
    """Whether the day has passed and nobody has said what happened."""
    return risk.status == RiskStatus.OPEN and risk.horizon_on < today


def risks_changed_since(areas: Collection[Area], reader: AreaReader, since: datetime) -> list[AreaRisk]:
    """Risks that others raised or resolved after a moment, as far as somebody may read them."""
    changed = Q(written_at__gt=since) & ~Q(written_by_id=reader.everywhere.person_id)
    changed |= Q(resolved_at__gt=since) & ~Q(resolved_by_id=reader.everywhere.person_id)
    return list(seen_by(reader, _risks().filter(changed, area__in=list(areas))))
