"""Choosing partnerships for a phase: what the stated rules say of each, and why somebody was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.area_risks.queries import RiskLine
from speir.area_teams.queries import reader_of_areas
from speir.foundations.uk_clock import uk_today
from speir.national_overview.choices import Basis
from speir.national_overview.operations import choose_partnership, set_choice_aside
from speir.national_overview.queries import candidates_for, chosen_for, open_risks_of, risks_behind
from speir.partnerships.choices import PartnershipKind
from speir.people.queries import standing_everywhere
from speir.programmes.choices import EligibilityRule
from speir.programmes.operations import record_approved_timetable, record_ministers_request
from speir.programmes.permissions import may_choose_partnerships
from speir.programmes.queries import eligibility_of, requests_for, timetables_approved
from speir.web.design_system.fields import DayField
from speir.web.inspectorate.choosing import set_choices
from speir.web.inspectorate.programmes import phase_address, phase_or_404
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.area_risks.models import AreaRisk
    from speir.area_teams.tiers import AreaReader
    from speir.national_overview.models import ChosenPartnership, RiskBehindChoice
    from speir.national_overview.queries import Candidate
    from speir.programmes.models import ApprovedTimetable, MinistersRequest, Phase, PhaseEligibility

Risks = Mapping[UUID, Sequence[RiskLine]]
WORDS = {True: ("ok", "eligible"), None: ("warn", "not known"), False: ("grey", "not eligible")}


class ChooseForm(SpeirForm):
    """One choice with its footing and reason."""

    partnership = forms.ChoiceField(
        label="Partnership", error_messages={"required": "Choose the partnership."}
    )
    basis = forms.ChoiceField(
        label="On what footing",
        choices=Basis.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say on what footing it is chosen."},
    )
    risks = forms.MultipleChoiceField(
        label="Open risks that led to it",
        help_text="Of the areas in which it works. Only those who may read a risk see it beside the choice.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(
        label="Why",
        help_text="What is known of risk, how long ago it was looked at, or what Ministers asked. It stays, "
        "and every scrutiny body reads it.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Say why this partnership is chosen."},
    )


class SetAsideForm(SpeirForm):
    """Why a choice is set aside."""

    reason = forms.CharField(
        label="Why it is set aside", max_length=1000, error_messages={"required": "Say why."}
    )


class RequestForm(SpeirForm):
    """What Ministers asked for under section 115."""

    asked_on = DayField(label="Asked on", error_messages={"required": "Enter the day of the request."})
    asks = forms.CharField(
        label="What they asked for",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Say what Ministers asked for."},
    )
    approved_on = DayField(label="Timetable approved on", required=False)
    timetable = forms.CharField(label="Which timetable", max_length=1000, required=False)


class TimetableForm(SpeirForm):
    """The timetable that Ministers approved after they had asked."""

    approved_on = DayField(
        label="Timetable approved on", error_messages={"required": "Enter the day on which it was approved."}
    )
    timetable = forms.CharField(
        label="Which timetable",
        max_length=1000,
        error_messages={"required": "Say which timetable was approved, for example which months."},
    )


@dataclass(frozen=True)
class CandidateLine:
    """One partnership: what the rules say, and when it was last looked at."""

    name: str
    kind: str
    is_fictional: bool
    tag: tuple[str, str]
    why: tuple[str, ...]
    last: str
    risks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ChoosingPage:
    """Choosing for one phase; ``refused`` is "" when this person may choose."""

    phase: str
    programme: str
    phase_address: str
    plan_address: str
    slugs: tuple[str, str]
    rules: tuple[str, ...]
    candidates: tuple[CandidateLine, ...]
    chosen: tuple["ChosenPartnership", ...]
    risks_behind: Mapping[UUID, tuple[tuple[str, str], ...]]
    requests: tuple["MinistersRequest", ...]
    timetables: Mapping[UUID, Sequence["ApprovedTimetable"]]
    refused: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def choosing(request: SignedInRequest, programme: str, phase: str) -> HttpResponseBase:
    """Candidates for a phase, why each is eligible or not, and who was chosen."""
    found = phase_or_404(programme, phase)
    candidates = candidates_for(found)
    form = _choose_form(request.POST or None, found, candidates, _risks(request, candidates))
    if form.is_valid() and perform(
        request,
        form,
        lambda: choose_partnership(
            phase=found,
            partnership=_named(candidates, form.cleaned_data["partnership"]),
            basis=Basis(form.cleaned_data["basis"]),
            reason=form.cleaned_data["reason"],
            risks=form.cleaned_data["risks"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Chosen. The reason stays with the choice.",
    ):
        return redirect("choosing", programme=programme, phase=phase)
    return _show(request, found, candidates, form=form)


@inspectorate_screen(methods=CHANGE)
def set_aside(request: SignedInRequest, programme: str, phase: str, chosen: UUID) -> HttpResponseBase:
    """Set a choice aside."""
    found = phase_or_404(programme, phase)
    one = next((each for each in chosen_for(found) if each.pk == chosen), None)
    if one is None:
        raise Http404
    form = SetAsideForm(request.POST, auto_id=f"{chosen}-%s")
    if form.is_valid() and perform(
        request,
        form,
        lambda: set_choice_aside(
            chosen=one, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        ),
        done="Set aside. It stays readable, with the reason.",
    ):
        return redirect("choosing", programme=programme, phase=phase)
    return _show(request, found, candidates_for(found), {chosen: form})


@inspectorate_screen(methods=CHANGE)
def ministers_request(request: SignedInRequest, programme: str, phase: str) -> HttpResponseBase:
    """Record what Ministers asked for, and the timetable they approved."""
    found = phase_or_404(programme, phase)
    form = RequestForm(request.POST, prefix="asked")
    if form.is_valid() and perform(
        request,
        form,
        lambda: record_ministers_request(
            programme=found.programme,
            **{name: form.cleaned_data[name] for name in ("asked_on", "asks", "approved_on", "timetable")},
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="The request is recorded.",
    ):
        return redirect("choosing", programme=programme, phase=phase)
    return _show(request, found, candidates_for(found), asked=form)


@inspectorate_screen(methods=CHANGE)
def approved_timetable(request: SignedInRequest, programme: str, phase: str, asked: UUID) -> HttpResponseBase:
    """Record the timetable that Ministers approved after they had asked."""
    found = phase_or_404(programme, phase)
    one = next((each for each in requests_for(found.programme) if each.pk == asked), None)
    if one is None:
        raise Http404
    form = TimetableForm(request.POST, auto_id=f"{asked}-%s")
    if form.is_valid() and perform(
        request,
        form,
        lambda: record_approved_timetable(
            request=one,
            approved_on=form.cleaned_data["approved_on"],
            timetable=form.cleaned_data["timetable"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="The approved timetable is recorded.",
    ):
        return redirect("choosing", programme=programme, phase=phase)
    return _show(request, found, candidates_for(found), {asked: form})


def _risks(request: SignedInRequest, candidates: Sequence["Candidate"]) -> Risks:
    """The open risks of the candidates' areas that the reader may read."""
    return open_risks_of([one.partnership.pk for one in candidates], _reader(request))


def _reader(request: SignedInRequest) -> "AreaReader":
    return reader_of_areas(request.user, uk_today())


def _choose_form(sent: Any, phase: "Phase", candidates: Sequence["Candidate"], risks: Risks) -> ChooseForm:
    form = ChooseForm(sent)
    offered = {
        str(line.risk.pk): f"{one.partnership.name}: {line.risk.statement} ({line.now}%)"
        for one in candidates
        for line in risks.get(one.partnership.pk, ())
    }
    set_choices(form, "risks", list(offered.items()))
    has_rules = bool(eligibility_of(phase))
    named = [
        (
            one.partnership.slug,
            f"{one.partnership.name}: {WORDS[one.is_eligible][1]}" if has_rules else one.partnership.name,
        )
        for one in candidates
    ]
    set_choices(form, "partnership", [("", "Choose"), *named])
    # Where a phase states no rule, none can be met.
    set_choices(
        form, "basis", [(each.value, each.label) for each in Basis if has_rules or each != Basis.RULES]
    )
    return form


def _named(candidates: Sequence["Candidate"], slug: str) -> Any:
    return next(one.partnership for one in candidates if one.partnership.slug == slug)


def _show(
    request: SignedInRequest,
    phase: "Phase",
    candidates: Sequence["Candidate"],
    sent: Mapping[UUID, SpeirForm] = MappingProxyType({}),
    **forms_: SpeirForm,
) -> HttpResponseBase:
    risks, chosen = _risks(request, candidates), chosen_for(phase)
    requests = requests_for(phase.programme)
    page = choosing_page(
        phase,
        candidates,
        eligibility_of(phase),
        chosen,
        requests,
        timetables_approved(requests),
        may_choose_partnerships.reason_refused(standing_everywhere(request.user)) or "",
        risks,
        _behind(risks_behind(chosen, _reader(request))),
    )
    named: dict[str, Any] = {
        "form": next(iter([*forms_.values(), *sent.values()]), None),
        "choose": forms_.get("form") or _choose_form(None, phase, candidates, risks),
        "asides": {one.pk: sent.get(one.pk) or SetAsideForm(auto_id=f"{one.pk}-%s") for one in chosen},
        "asked": forms_.get("asked") or RequestForm(prefix="asked"),
        "approved": {one.pk: sent.get(one.pk) or TimetableForm(auto_id=f"{one.pk}-%s") for one in requests},
    }
    return render_page(request, "inspectorate/choosing.html.jinja", page, **named)


def _risk(risk: "AreaRisk", likelihood: int) -> tuple[str, str]:
    address = reverse("area_risk", kwargs={"risk_id": risk.pk})
    return f"{risk.statement} {likelihood}% by {day(risk.horizon_on)}", address


def _behind(
    found: Mapping[UUID, Sequence["RiskBehindChoice"]],
) -> Mapping[UUID, tuple[tuple[str, str], ...]]:
    return {pk: tuple(_risk(row.risk, row.likelihood) for row in rows) for pk, rows in found.items()}


def choosing_page(
    phase: "Phase",
    candidates: Sequence["Candidate"],
    rules: Sequence["PhaseEligibility"],
    chosen: Sequence["ChosenPartnership"],
    requests: Sequence["MinistersRequest"],
    timetables: Mapping[UUID, Sequence["ApprovedTimetable"]],
    refused: str,
    risks: Risks,
    behind: Mapping[UUID, tuple[tuple[str, str], ...]],
) -> ChoosingPage:
    """What the page prints."""
    return ChoosingPage(
        phase=phase.name,
        programme=phase.programme.name,
        phase_address=phase_address("phase", phase),
        plan_address=phase_address("plan_inspection", phase),
        slugs=(phase.programme.slug, phase.slug),
        rules=tuple(f"{EligibilityRule.label_of(each.rule)}: {each.published_phase}" for each in rules),
        candidates=tuple(
            CandidateLine(
                one.partnership.name,
                PartnershipKind.label_of(one.partnership.kind),
                one.partnership.is_fictional,
                WORDS[one.is_eligible] if rules else ("", ""),
                one.why,
                one.last_words,
                tuple(_risk(line.risk, line.now) for line in risks.get(one.partnership.pk, ())),
            )
            for one in candidates
        ),
        chosen=tuple(chosen),
        risks_behind=behind,
        requests=tuple(requests),
        timetables=timetables,
        refused=refused,
    )


_HERE = "programmes/<slug:programme>/<slug:phase>/choosing/"
ADDRESSES = [
    path(_HERE, choosing, name="choosing"),
    path(f"{_HERE}<uuid:chosen>/set-aside/", set_aside, name="set_choice_aside"),
    path(f"{_HERE}ministers-request/", ministers_request, name="ministers_request"),
    path(f"{_HERE}ministers-request/<uuid:asked>/timetable/", approved_timetable, name="approved_timetable"),
]
