"""Risks of an area as forecasts, with barriers and enablers; one of each; and how well the team forecasts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.area_risks import operations, queries
from speir.area_risks.choices import FactorKind, FactorStatus, Impact, RiskStatus
from speir.area_risks.permissions import may_forecast, may_see_forecasting
from speir.area_risks.queries import Forecasting, RiskLine
from speir.area_teams.choices import Tier
from speir.area_teams.permissions import may_see_area_team
from speir.area_teams.queries import reader_of_areas, standing_in
from speir.foundations.uk_clock import uk_today
from speir.partnerships.area_names import address_of
from speir.people.queries import standing_everywhere
from speir.web.inspectorate.area_risk_forms import (
    FactorForm,
    ForecastForm,
    MoveFactorForm,
    ResolveForm,
    RiskForm,
)
from speir.web.inspectorate.area_scope import council_area_or_404, place_address, refused, share_address
from speir.web.inspectorate.choosing import set_choices
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day, lower
from speir.web.shared.small_forms import Given, Kinds, SmallForms

if TYPE_CHECKING:
    from speir.area_risks.models import AreaRisk, Factor
    from speir.area_teams.tiers import AreaReader
    from speir.partnerships.models import Area
    from speir.people.models import Person


@dataclass(frozen=True)
class RiskShown:
    """One open risk in a list."""

    statement: str
    address: str
    likelihood: str
    by_day: str
    impact: str
    area: str
    is_to_be_resolved: bool


@dataclass(frozen=True)
class FactorShown:
    """One barrier or enabler in a list."""

    kind: str
    status: str
    text: str
    address: str


@dataclass(frozen=True)
class AreaRisksPage:
    """The risks of one area; ``may_not`` is "" for somebody who forecasts here."""

    name: str
    address: str
    is_fictional: bool
    risks: tuple[RiskShown, ...]
    factors: tuple[FactorShown, ...]
    gone: tuple[FactorShown, ...]
    may_not: str


def risk_shown(line: RiskLine) -> RiskShown:
    """An open risk for a list."""
    moved = f", first {line.first}%" if line.first != line.now else ""
    return RiskShown(
        statement=line.risk.statement,
        address=reverse("area_risk", kwargs={"risk_id": line.risk.pk}),
        likelihood=f"{line.now}%{moved}",
        by_day=day(line.risk.horizon_on),
        impact=Impact.label_of(line.risk.impact).partition(":")[0],
        area=line.risk.area.name,
        is_to_be_resolved=queries.is_to_be_resolved(line.risk, uk_today()),
    )


def factor_shown(factor: "Factor") -> FactorShown:
    """A barrier or an enabler for a list."""
    return FactorShown(
        kind=FactorKind.label_of(factor.kind),
        status=factor.words_for(factor.status),
        text=factor.text,
        address=reverse("area_factor", kwargs={"factor_id": factor.pk}),
    )


def risks_address(area: "Area") -> str:
    """The address of the risks of an area."""
    return reverse("area_risks", kwargs={"address": address_of(area.kind, area.name)})


def area_risks_page(area: "Area", reader: "AreaReader", may_not: str) -> AreaRisksPage:
    """The page of the risks of one area."""
    return AreaRisksPage(
        name=area.name,
        address=place_address(area),
        is_fictional=area.is_fictional,
        risks=tuple(risk_shown(line) for line in queries.open_risks([area], reader)),
        factors=tuple(factor_shown(each) for each in queries.factors_in([area], reader)),
        gone=tuple(factor_shown(each) for each in queries.factors_gone([area], reader)),
        may_not=may_not,
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def area_risks(request: SignedInRequest, address: str) -> HttpResponseBase:
    """What might go wrong in an area, and what hinders or helps."""
    area, today = council_area_or_404(address), uk_today()
    standing = standing_in(request.user, [area], today)
    may_see_area_team.check(standing)

    sent = SmallForms(request, _kinds(area, request.user))
    if sent.is_done:
        return redirect(risks_address(area))
    reader = reader_of_areas(request.user, today)
    page = area_risks_page(area, reader, refused(standing, may_forecast))
    return render_page(
        request, "inspectorate/area_risks.html.jinja", page, form=sent.failed, forms=sent.shown
    )


def _kinds(area: "Area", by: "Person") -> Kinds:
    def raise_risk(given: Given) -> object:
        impact, tier = Impact(given.pop("impact")), Tier(given.pop("tier"))
        operations.raise_risk(area=area, impact=impact, tier=tier, by=by, at=timezone.now(), **given)
        return f"Risk forecast: {given['likelihood']}% likely by {day(given['horizon_on'])}."

    def note_factor(given: Given) -> object:
        kind, tier = FactorKind(given.pop("kind")), Tier(given.pop("tier"))
        operations.note_factor(area=area, kind=kind, tier=tier, by=by, at=timezone.now(), **given)
        return f"{kind.label} noted."

    return {"risk": (RiskForm, raise_risk, str), "factor": (FactorForm, note_factor, str)}


@dataclass(frozen=True)
class RiskPage:
    """One risk with every forecast."""

    statement: str
    area: str
    area_address: str
    risks_address: str
    is_fictional: bool
    status: str
    facts: tuple[tuple[str, str], ...]
    forecasts: tuple[tuple[str, str, str, str], ...]
    is_open: bool
    may_not: str
    share_address: str


def _facts(risk: "AreaRisk") -> tuple[tuple[str, str], ...]:
    facts = [
        ("By when", day(risk.horizon_on)),
        ("What it would mean", Impact.label_of(risk.impact)),
        ("What would change my mind", risk.would_change),
        ("Who may read this", Tier.label_of(risk.tier)),
    ]
    if risk.resolved_by and risk.resolved_at:
        facts.append(("Resolved", f"{day(risk.resolved_at)}, {risk.resolved_by.full_name}: {risk.outcome}"))
    return tuple(facts)


def risk_page(line: RiskLine, may_not: str) -> RiskPage:
    """The page of one risk."""
    risk = line.risk
    return RiskPage(
        statement=risk.statement,
        area=risk.area.name,
        area_address=place_address(risk.area),
        risks_address=risks_address(risk.area),
        is_fictional=risk.area.is_fictional,
        status=RiskStatus.label_of(risk.status),
        facts=_facts(risk),
        forecasts=tuple(
            (day(each.made_at), f"{each.likelihood}%", each.why, each.made_by.full_name)
            for each in line.forecasts
        ),
        is_open=risk.status == RiskStatus.OPEN,
        may_not=may_not,
        share_address=share_address(risk),
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def area_risk(request: SignedInRequest, risk_id: UUID) -> HttpResponseBase:
    """One risk: its forecasts, a further one, and what became of it."""
    today = uk_today()
    line = queries.risk_seen(reader_of_areas(request.user, today), risk_id)
    if line is None:
        raise Http404

    def again(given: Given) -> object:
        operations.forecast_again(risk=line.risk, by=request.user, at=timezone.now(), **given)
        return f"Forecast again: {given['likelihood']}% likely."

    def resolve(given: Given) -> object:
        as_ = RiskStatus(given["as_"])
        operations.resolve_risk(
            risk=line.risk, as_=as_, outcome=given["outcome"], by=request.user, at=timezone.now()
        )
        return f"Resolved: {lower(as_.label)}."

    sent = SmallForms(request, {"again": (ForecastForm, again, str), "resolve": (ResolveForm, resolve, str)})
    if sent.is_done:
        return redirect("area_risk", risk_id=risk_id)
    page = risk_page(line, refused(standing_in(request.user, [line.risk.area], today), may_forecast))
    return render_page(request, "inspectorate/area_risk.html.jinja", page, form=sent.failed, forms=sent.shown)


@dataclass(frozen=True)
class FactorPage:
    """One barrier or enabler with its life."""

    kind: str
    text: str
    status: str
    area: str
    area_address: str
    risks_address: str
    is_fictional: bool
    noted: str
    life: tuple[tuple[str, str, str], ...]
    may_not: str


def factor_page(factor: "Factor", may_not: str) -> FactorPage:
    """The page of one barrier or enabler."""
    return FactorPage(
        kind=FactorKind.label_of(factor.kind),
        text=factor.text,
        status=factor.words_for(factor.status),
        area=factor.area.name,
        area_address=place_address(factor.area),
        risks_address=risks_address(factor.area),
        is_fictional=factor.area.is_fictional,
        noted=f"{day(factor.written_at)}, {factor.written_by.full_name}",
        life=tuple(
            (day(each.at), factor.words_for(each.to_status), f"{each.why} ({each.by_name})")
            for each in queries.life_of(factor)
        ),
        may_not=may_not,
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def area_factor(request: SignedInRequest, factor_id: UUID) -> HttpResponseBase:
    """One barrier or enabler, and what became of it."""
    today = uk_today()
    factor = queries.factor_seen(reader_of_areas(request.user, today), factor_id)
    if factor is None:
        raise Http404

    def move(given: Given) -> object:
        to = FactorStatus(given["to"])
        operations.move_factor(factor=factor, to=to, why=given["why"], by=request.user, at=timezone.now())
        return f"{FactorKind.label_of(factor.kind)}: {lower(factor.words_for(to))}."

    def move_form(*given: Any, **options: Any) -> MoveFactorForm:
        form = MoveFactorForm(*given, **options)
        set_choices(form, "to", [(to.value, factor.words_for(to)) for to in queries.may_become(factor)])
        return form

    sent = SmallForms(request, {"move": (move_form, move, str)})
    if sent.is_done:
        return redirect("area_factor", factor_id=factor_id)
    may_not = refused(standing_in(request.user, [factor.area], today), may_forecast)
    page = factor_page(factor, may_not)
    return render_page(
        request, "inspectorate/area_factor.html.jinja", page, form=sent.failed, forms=sent.shown
    )


@dataclass(frozen=True)
class ForecastingPage:
    """How well the team forecasts: real areas, and invented ones apart."""

    real: Forecasting
    invented: Forecasting


@inspectorate_screen()
def forecasting(request: SignedInRequest) -> HttpResponseBase:
    """How well the team forecasts."""
    may_see_forecasting.check(standing_everywhere(request.user))
    reader = reader_of_areas(request.user, uk_today())
    page = ForecastingPage(
        queries.forecasting(reader, is_fictional=False), queries.forecasting(reader, is_fictional=True)
    )
    return render_page(request, "inspectorate/forecasting.html.jinja", page)


ADDRESSES = [
    path("office/areas/<str:address>/risks/", area_risks, name="area_risks"),
    path("office/risks/<uuid:risk_id>/", area_risk, name="area_risk"),
    path("office/factors/<uuid:factor_id>/", area_factor, name="area_factor"),
    path("office/forecasting/", forecasting, name="forecasting"),
]
