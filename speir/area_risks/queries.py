"""Questions about risks, and about barriers and enablers; whoever asks gets only what they may read."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from speir.area_risks.choices import SCORED, FactorStatus, RiskStatus
from speir.area_risks.lifecycle import FACTOR
from speir.area_risks.models import AreaRisk, Factor, Forecast
from speir.area_teams.queries import seen_by
from speir.area_teams.tiers import AreaReader
from speir.foundations.models import LifecycleMove
from speir.foundations.moves import moves_of
from speir.measures.forecasts import Score, Scored, score
from speir.partnerships.models import Area

# What a line of time prints of a risk.
OF_TIME = ("area_id", "status", "statement")


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
    found = seen_by(reader, _of(areas).filter(status=RiskStatus.OPEN)).select_related("area")
    listed = found.only("area", "status", "statement", "horizon_on", "impact")
    return _lines(listed, Forecast.objects.only("risk_id", "likelihood"))


def risk_seen(reader: AreaReader, risk_id: UUID) -> RiskLine | None:
    """One risk, if this person may read it."""
    found = seen_by(reader, _risks().filter(pk=risk_id))
    return next(iter(_lines(found, Forecast.objects.select_related("made_by"))), None)


def _risks() -> QuerySet[AreaRisk]:
    return AreaRisk.objects.select_related("area", "written_by", "resolved_by")


def _of(areas: Collection[Area]) -> QuerySet[AreaRisk]:
    return AreaRisk.objects.filter(area__in=list(areas))


def _lines(risks: QuerySet[AreaRisk], forecasts: QuerySet[Forecast]) -> list[RiskLine]:
    found = list(risks)
    made: dict[UUID, list[Forecast]] = defaultdict(list)
    for forecast in forecasts.filter(risk__in=found):
        made[forecast.risk_id].append(forecast)
    return [RiskLine(risk, tuple(made[risk.pk])) for risk in found]


def risks_raised(
    areas: Sequence[Area],
    reader: AreaReader,
    since: datetime,
    before: datetime,
    limit: int,
    *,
    with_writers: bool = False,
) -> list[AreaRisk]:
    """Risks that were first forecast between two moments, newest first."""
    found = seen_by(reader, _of(areas).filter(written_at__gte=since, written_at__lt=before))
    found = found.select_related("written_by") if with_writers else found.only(*OF_TIME, "written_at")
    return list(found.order_by("-written_at", "-pk")[:limit])


def risks_resolved(
    areas: Sequence[Area], reader: AreaReader, since: datetime, before: datetime, limit: int
) -> list[AreaRisk]:
    """Risks that were resolved between two moments, newest first."""
    found = seen_by(reader, _of(areas).filter(resolved_at__gte=since, resolved_at__lt=before))
    return list(found.only(*OF_TIME, "resolved_at", "outcome").order_by("-resolved_at", "-pk")[:limit])


def forecasting(reader: AreaReader, *, is_fictional: bool) -> Forecasting:
    """The score of every resolved risk that somebody may read, of real areas or of invented ones.

    A count of what somebody may not read would tell them that it is there.
    """
    found = seen_by(reader, AreaRisk.objects.filter(area__is_fictional=is_fictional))
    lines = _lines(found.only("status"), Forecast.objects.only("risk_id", "likelihood"))
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


def factors_gone(areas: Collection[Area], reader: AreaReader) -> list[Factor]:
    """Barriers that were overcome and enablers that are no longer there, barriers first."""
    found = seen_by(reader, Factor.objects.filter(area__in=list(areas), status=FactorStatus.GONE))
    return list(found.select_related("area", "written_by"))


def factors_noted(
    areas: Sequence[Area], reader: AreaReader, since: datetime, before: datetime, limit: int
) -> list[Factor]:
    """Barriers and enablers that were noted between two moments, newest first."""
    found = seen_by(reader, Factor.objects.filter(area__in=list(areas)))
    return list(
        found.filter(written_at__gte=since, written_at__lt=before).order_by("-written_at", "-pk")[:limit]
    )


def factors_moved(
    areas: Sequence[Area], reader: AreaReader, since: datetime, before: datetime, limit: int
) -> list[tuple[Factor, LifecycleMove]]:
    """What became of barriers and enablers between two moments, newest first, in two questions."""
    readable = seen_by(reader, Factor.objects.filter(area__in=list(areas)))
    known = {str(each.pk): each for each in readable}
    moves = LifecycleMove.objects.filter(lifecycle=FACTOR.name, subject_id__in=known)
    newest = moves.filter(at__gte=since, at__lt=before).order_by("-at", "-pk")[:limit]
    return [(known[each.subject_id], each) for each in newest]


def factor_seen(reader: AreaReader, factor_id: UUID) -> Factor | None:
    """One barrier or enabler, if this person may read it."""
    return seen_by(reader, Factor.objects.filter(pk=factor_id)).select_related("area", "written_by").first()


def life_of(factor: Factor) -> list[LifecycleMove]:
    """What became of a barrier or an enabler, first to last."""
    return list(moves_of(factor))


def may_become(factor: Factor) -> list[FactorStatus]:
    """How a barrier or an enabler may stand next."""
    return [FactorStatus(step.target) for step in FACTOR.steps if factor.status in step.sources]


def is_to_be_resolved(risk: AreaRisk, today: date) -> bool:
    """Whether the day has passed and nobody has said what happened."""
    return risk.status == RiskStatus.OPEN and risk.horizon_on < today


def risks_changed_since(areas: Collection[Area], reader: AreaReader, since: datetime) -> list[AreaRisk]:
    """Risks that others raised or resolved after a moment, as far as somebody may read them."""
    changed = Q(written_at__gt=since) & ~Q(written_by_id=reader.everywhere.person_id)
    changed |= Q(resolved_at__gt=since) & ~Q(resolved_by_id=reader.everywhere.person_id)
    return list(seen_by(reader, _risks().filter(changed, area__in=list(areas))))
