"""The judgement page of one evaluated item: evidence first, then one's own judgement, then the team's."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from speir.evaluations.operations import (
    consolidate,
    reopen_evaluation,
    reopen_for_inspector,
    submit_evaluation,
)
from speir.evaluations.permissions import may_read_judgements
from speir.evaluations.queries import (
    cited_under,
    consolidation_of,
    earlier_versions_of,
    evaluation_of,
    evaluations_seen_by,
    findings_of,
    have_been_visible,
)
from speir.evidence.queries import evidence_for
from speir.frameworks.queries import (
    evaluated_items,
    illustrations_of_all,
    indicators_feeding,
    levels_of,
    terms_of,
)
from speir.web.inspectorate.evidence_lines import evidence_lines
from speir.web.inspectorate.inspection_header import inspection_header
from speir.web.inspectorate.judging_forms import OwnForm, ReopenForForm, ReopenForm, TeamForm, cited_hints
from speir.web.inspectorate.judging_page import Judged, judging_page
from speir.web.inspectorate.opened import open_inspection
from speir.web.shared import words
from speir.web.shared.forms import SpeirForm, perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.evaluations.models import Consolidation, Evaluation
    from speir.frameworks.models import FrameworkItem
    from speir.inspections.models import Inspection
    from speir.people.models import Person
    from speir.people.standing import Standing


def _open(request: SignedInRequest, reference: str, number: str) -> tuple["Inspection", "Standing", Judged]:
    inspection, standing = open_inspection(request, reference, may_read_judgements)
    for item in evaluated_items(inspection.phase.framework):
        if item.number == number:
            return inspection, standing, _load(inspection, standing, item, request.user)
    raise Http404


def _load(inspection: "Inspection", standing: "Standing", item: "FrameworkItem", reader: "Person") -> Judged:
    seen = evaluations_seen_by(standing, inspection, item)
    mine = evaluation_of(inspection, item, reader)
    shown = [one.evaluation for one in seen if one.evaluation] + ([mine] if mine else [])
    indicators = indicators_feeding(item)
    return Judged(
        item=item,
        indicators=indicators,
        evidence=evidence_for(inspection, item),
        levels=levels_of(item.scale) if item.scale else [],
        seen=seen,
        cited=cited_under(shown),
        earlier=earlier_versions_of(shown),
        are_visible=have_been_visible(inspection, item),
        mine=mine,
        consolidation=consolidation_of(inspection, item),
        illustrations=illustrations_of_all([item, *indicators]),
        findings=[each for each in findings_of(inspection) if each.item_id == item.pk],
        terms=terms_of(inspection.phase.framework),
        status=inspection.status,
    )


@inspectorate_screen(methods=READ_AND_CHANGE)
def evaluate(request: SignedInRequest, reference: str, number: str) -> HttpResponseBase:
    """The page, and submitting one's own evaluation."""
    inspection, standing, judged = _open(request, reference, number)
    if request.method != "POST":
        return _show(request, inspection, standing, judged)
    form = _own_form(judged, _kept_own(request, inspection, judged), request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: submit_evaluation(
            inspection=inspection,
            item=judged.item,
            level=form.chosen,
            rationale=form.cleaned_data["rationale"],
            evidence_ids=form.cleaned_data["evidence"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done="Your evaluation is submitted.",
    ):
        return redirect("evaluate", reference=reference, number=number)
    return _show(request, inspection, standing, judged, failed=form)


@inspectorate_screen(methods=CHANGE)
def reopen(request: SignedInRequest, reference: str, number: str) -> HttpResponseBase:
    """Take back one's own evaluation, with the reason."""
    inspection, standing, judged = _open(request, reference, number)
    if judged.mine is None:
        raise Http404
    mine, form = judged.mine, ReopenForm(request.POST, prefix="reopen")
    if form.is_valid() and perform(
        request,
        form,
        lambda: reopen_evaluation(
            evaluation=mine, why=form.cleaned_data["why"], by=request.user, at=timezone.now()
        ),
        done="Your evaluation is a draft again. Submit it when you have changed it.",
    ):
        return redirect("evaluate", reference=reference, number=number)
    return _show(request, inspection, standing, judged, failed=form)


@inspectorate_screen(methods=CHANGE)
def reopen_for(request: SignedInRequest, reference: str, number: str) -> HttpResponseBase:
    """Reopen an inspector's evaluation after all are in, with the reason."""
    inspection, standing, judged = _open(request, reference, number)
    form = _reopen_for_form(judged, request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: reopen_for_inspector(
            inspection=inspection,
            item=judged.item,
            inspector=form.chosen,
            why=form.cleaned_data["why"],
            by=request.user,
            at=timezone.now(),
        ),
        done="The evaluation is a draft again. Its inspector changes and submits it; both versions are kept.",
    ):
        return redirect("evaluate", reference=reference, number=number)
    return _show(request, inspection, standing, judged, failed=form)


@inspectorate_screen(methods=CHANGE)
def consolidate_it(request: SignedInRequest, reference: str, number: str) -> HttpResponseBase:
    """Record the team's judgement."""
    inspection, standing, judged = _open(request, reference, number)
    form = _team_form(judged, _kept_team(request, inspection, judged), request.POST)
    if form.is_valid() and perform(
        request,
        form,
        lambda: consolidate(
            inspection=inspection,
            item=judged.item,
            level=form.chosen,
            rationale=form.cleaned_data["rationale"],
            based_on=form.cleaned_data["base"],
            by=request.user,
            at=timezone.now(),
            once=form.once_key,
        ),
        done=f"The team's judgement of {judged.item.number} {judged.item.title} is recorded.",
    ):
        return redirect("evaluate", reference=reference, number=number)
    return _show(request, inspection, standing, judged, failed=form)


def _show(
    request: SignedInRequest,
    inspection: "Inspection",
    standing: "Standing",
    judged: Judged,
    failed: SpeirForm | None = None,
) -> HttpResponseBase:
    """The page with its forms; ``failed`` is the one that was sent and refused, with what was typed."""
    if isinstance(failed, TeamForm):
        failed.start_from(_base(judged))
    title = f"{judged.item.number} {judged.item.title}"
    header = inspection_header(inspection, standing, here="evaluations", heading=title)
    kept_own, kept_team = _kept_own(request, inspection, judged), _kept_team(request, inspection, judged)
    forms: dict[str, Any] = {
        "own": failed if isinstance(failed, OwnForm) else _own_form(judged, kept_own),
        "team": failed if isinstance(failed, TeamForm) else _team_form(judged, kept_team),
        "reopen": failed if isinstance(failed, ReopenForm) else ReopenForm(prefix="reopen"),
        "reopen_for": failed if isinstance(failed, ReopenForForm) else _reopen_for_form(judged),
        "form": failed,
    }
    return render_page(
        request,
        "inspectorate/evaluate.html.jinja",
        judging_page(header, judged, standing),
        kept_own=kept_own,
        kept_team=kept_team,
        hints=cited_hints(evidence_lines(judged.evidence)),
        **forms,
    )


def _saved(when: "Evaluation | Consolidation | None") -> str:
    """What changes whenever a judgement is accepted."""
    moment = getattr(when, "submitted_at", None) or getattr(when, "decided_at", None)
    return moment.isoformat() if moment else "new"


def _kept_own(request: SignedInRequest, inspection: "Inspection", judged: Judged) -> words.Kept:
    key = f"evaluation:{inspection.pk}:{judged.item.number}:rationale"
    return words.kept(key, version=_saved(judged.mine), by=request.user)


def _kept_team(request: SignedInRequest, inspection: "Inspection", judged: Judged) -> words.Kept:
    key = f"consolidation:{inspection.pk}:{judged.item.number}:rationale"
    return words.kept(key, version=_saved(judged.consolidation), by=request.user)


def _own_form(judged: Judged, kept: words.Kept, sent: QueryDict | None = None) -> OwnForm:
    mine = judged.mine
    return OwnForm(
        sent,
        prefix="own",
        levels=judged.levels,
        lines=evidence_lines(judged.evidence),
        initial={
            "level": mine.level.key if mine and mine.level else None,
            "rationale": kept.or_else(mine.rationale if mine else ""),
            "evidence": [str(each.pk) for each in judged.cited.get(mine.pk, ())] if mine else [],
        },
    )


def _reopen_for_form(judged: Judged, sent: QueryDict | None = None) -> ReopenForForm:
    submitted = [one.inspector for one in judged.seen if one.is_submitted]
    return ReopenForForm(sent, prefix="reopen_for", people=submitted)


def _base(judged: Judged) -> str:
    return str(judged.consolidation.pk) if judged.consolidation else ""


def _team_form(judged: Judged, kept: words.Kept, sent: QueryDict | None = None) -> TeamForm:
    made = judged.consolidation
    return TeamForm(
        sent,
        prefix="team",
        levels=judged.levels,
        initial={
            "level": made.level.key if made else None,
            "rationale": kept.or_else(made.rationale if made else ""),
            "base": _base(judged),
        },
    )


_HERE = "inspections/<slug:reference>/evaluations/<str:number>/"
ADDRESSES = [
    path(_HERE, evaluate, name="evaluate"),
    path(f"{_HERE}reopen/", reopen, name="reopen_evaluation"),
    path(f"{_HERE}reopen-for/", reopen_for, name="reopen_for_inspector"),
    path(f"{_HERE}team/", consolidate_it, name="consolidate"),
]
