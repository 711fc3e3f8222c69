"""The evidence ledger: every item by indicator, lodging from sources other than documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone

from speir.evaluations.choices import Position
from speir.evaluations.permissions import may_make_findings, may_read_judgements
from speir.evaluations.queries import positions_of
from speir.evaluations.rules import position_may_change
from speir.evidence.choices import Bearing, SourceKind
from speir.evidence.operations import lodge_evidence
from speir.evidence.permissions import may_lodge_evidence, may_read_evidence
from speir.evidence.queries import ledger, times_lodged
from speir.evidence.rules import inspection_takes_evidence
from speir.frameworks.queries import indicators_of
from speir.inspections.queries import partnership_bodies
from speir.web.inspectorate.evidence_forms import LodgeOtherForm
from speir.web.inspectorate.evidence_lines import EvidenceLine, contradictions, evidence_line
from speir.web.inspectorate.evidence_matrix import POSITION_KINDS
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared import words
from speir.web.shared.forms import perform
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.evaluations.models import PositionTaken
    from speir.evidence.models import EvidenceItem
    from speir.frameworks.models import FrameworkItem
    from speir.inspections.models import Inspection


@dataclass(frozen=True)
class Wanted:
    """What the reader asked to see; "" is everything."""

    indicator: str = ""
    source: str = ""
    bearing: str = ""

    def takes(self, line: EvidenceLine) -> bool:
        """Whether an item is wanted."""
        return (
            self.indicator in ("", line.indicator)
            and self.source in ("", line.kind.value)
            and self.bearing in ("", line.bearing.value)
        )

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Wanted()


@dataclass(frozen=True)
class PositionLine:
    """Where the team stands on an indicator."""

    label: str
    tag: str
    why: str
    taken_by: str
    taken_at: datetime


@dataclass(frozen=True)
class Section:
    """One indicator of the ledger; ``standing`` counts what stands of it, filtered or not."""

    number: str
    title: str
    is_indicative: bool
    position: PositionLine | None
    lines: tuple[EvidenceLine, ...]
    standing: int
    contradictions: tuple[str, ...]


@dataclass(frozen=True)
class LedgerPage:
    """The ledger as filtered."""

    header: InspectionHeader
    sections: tuple[Section, ...]
    wanted: Wanted
    shown: int
    standing: int
    withdrawn: int
    lodge_refused: str
    position_refused: str


class FilterForm(forms.Form):
    """Which part of the ledger to show."""

    use_required_attribute = False

    indicator = forms.ChoiceField(label="Indicator")
    source = forms.ChoiceField(label="Source", choices=[("", "Every source"), *SourceKind.choices()])
    bearing = forms.ChoiceField(label="Bearing", choices=[("", "Either way"), *Bearing.choices()])

    def __init__(self, wanted: Wanted, indicators: Sequence["FrameworkItem"]) -> None:
        super().__init__(initial=vars(wanted))
        self.fields["indicator"].choices = [  # type: ignore[attr-defined]
            ("", "Every indicator"),
            *[(item.number, f"{item.number} {item.title}") for item in indicators],
        ]


def wanted_from(given: Mapping[str, str], numbers: Sequence[str]) -> Wanted:
    """What an address asks for; what it names and does not exist is ignored."""

    def one(name: str, known: Sequence[str]) -> str:
        return given.get(name, "") if given.get(name, "") in known else ""

    return Wanted(
        one("indicator", numbers),
        one("source", [kind.value for kind in SourceKind]),
        one("bearing", [bearing.value for bearing in Bearing]),
    )


def position_line(taken: "PositionTaken") -> PositionLine:
    """A position as printed."""
    position = Position(taken.position)
    return PositionLine(
        position.label, POSITION_KINDS[position], taken.why, taken.taken_by.full_name, taken.taken_at
    )


def ledger_page(
    header: InspectionHeader,
    indicators: Sequence["FrameworkItem"],
    items: Sequence["EvidenceItem"],
    positions: Mapping[object, "PositionTaken"],
    wanted: Wanted,
    refusals: tuple[str, str],
) -> LedgerPage:
    """Every wanted indicator with its wanted items; those left without any show only when all is wanted."""
    lines = [evidence_line(item) for item in items]
    sections = [_section(item, lines, positions.get(item.pk), wanted) for item in indicators]
    only_some = wanted.source or wanted.bearing
    return LedgerPage(
        header=header,
        sections=tuple(
            section
            for section in sections
            if wanted.indicator in ("", section.number) and (section.lines or not only_some)
        ),
        wanted=wanted,
        shown=sum(wanted.takes(line) and line.stands for line in lines),
        standing=sum(line.stands for line in lines),
        withdrawn=sum(not line.stands for line in lines),
        lodge_refused=refusals[0],
        position_refused=refusals[1],
    )


def _section(
    item: "FrameworkItem",
    lines: Sequence[EvidenceLine],
    position: "PositionTaken | None",
    wanted: Wanted,
) -> Section:
    own = [line for line in lines if line.indicator == item.number]
    return Section(
        number=item.number,
        title=item.title,
        is_indicative=item.is_indicative,
        position=position_line(position) if position else None,
        lines=tuple(line for line in own if wanted.takes(line)),
        standing=sum(line.stands for line in own),
        contradictions=contradictions(own),
    )


@inspectorate_screen()
def evidence(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """The ledger, all of it or a part."""
    inspection, standing = open_inspection(request, reference, may_read_evidence)
    indicators = indicators_of(inspection.phase.framework)
    wanted = wanted_from(request.GET.dict(), [item.number for item in indicators])
    may_see = may_read_judgements.reason_refused(standing) is None
    page = ledger_page(
        inspection_header(inspection, standing, here="evidence"),
        indicators,
        ledger(inspection),
        positions_of(inspection) if may_see else {},
        wanted,
        (
            why_not(standing, may_lodge_evidence, inspection_takes_evidence.reason(inspection.status)),
            why_not(standing, may_make_findings, position_may_change.reason(inspection.status)),
        ),
    )
    return render_page(
        request, "inspectorate/evidence.html.jinja", page, filters=FilterForm(wanted, indicators)
    )


@dataclass(frozen=True)
class LodgePage:
    """The form that lodges; ``refused`` is "" when this person may."""

    header: InspectionHeader
    refused: str


@inspectorate_screen(methods=READ_AND_CHANGE)
def lodge(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """Lodge evidence from record reading, surveys and people."""
    inspection, standing = open_inspection(request, reference, may_read_evidence)
    kept = words.kept(
        f"lodge:{inspection.pk}:says", version=times_lodged(inspection, request.user, [""]), by=request.user
    )
    form = _lodge_form(request, inspection, kept)
    if (
        request.method == "POST"
        and form.is_valid()
        and perform(
            request,
            form,
            lambda: _lodge(request, inspection, form),
            done=f"Evidence lodged against {form.indicator.number} {form.indicator.title}.",
        )
    ):
        return _onward(request, reference, form.indicator.number)
    page = LodgePage(
        inspection_header(inspection, standing, here="evidence", heading="Lodge evidence"),
        why_not(standing, may_lodge_evidence, inspection_takes_evidence.reason(inspection.status)),
    )
    return render_page(request, "inspectorate/lodge_evidence.html.jinja", page, form=form, kept=kept)


def _lodge_form(request: SignedInRequest, inspection: "Inspection", kept: words.Kept) -> LodgeOtherForm:
    indicators = indicators_of(inspection.phase.framework)
    asked = request.GET.get("indicator", "")
    return LodgeOtherForm(
        request.POST or None,
        indicators=indicators,
        bodies=partnership_bodies(inspection),
        initial={
            "says": kept.or_else(""),
            "item": next((str(item.pk) for item in indicators if item.number == asked), ""),
        },
    )


def _lodge(request: SignedInRequest, inspection: "Inspection", form: LodgeOtherForm) -> object:
    return lodge_evidence(
        inspection=inspection,
        item=form.indicator,
        source_kind=SourceKind(form.cleaned_data["source_kind"]),
        source_title=form.cleaned_data["source_title"],
        says=form.cleaned_data["says"],
        bearing=form.bears,
        locator=form.cleaned_data["locator"],
        agency=form.body,
        by=request.user,
        at=timezone.now(),
        once=form.once_key,
    )


def _onward(request: SignedInRequest, reference: str, indicator: str) -> HttpResponseBase:
    """To another one against the same indicator, or back to the ledger."""
    name = "lodge_evidence" if "another" in request.POST else "evidence"
    return redirect(f"{reverse(name, args=[reference])}?indicator={indicator}")


ADDRESSES = [
    path("inspections/<slug:reference>/evidence/", evidence, name="evidence"),
    path("inspections/<slug:reference>/evidence/lodge/", lodge, name="lodge_evidence"),
]
