"""Strengths and areas for improvement, each with the evidence it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.urls import path

from speir.evaluations.choices import FindingKind
from speir.evaluations.permissions import may_make_findings, may_read_judgements
from speir.evaluations.queries import evidence_under, findings_of, withdrawn_findings_of
from speir.evaluations.rules import inspection_is_evaluating
from speir.frameworks.queries import items_found_about, terms_of
from speir.web.inspectorate.inspection_header import InspectionHeader, inspection_header
from speir.web.inspectorate.judging_forms import shortened
from speir.web.inspectorate.opened import open_inspection, why_not
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen

if TYPE_CHECKING:
    from speir.evaluations.models import Finding
    from speir.evidence.models import EvidenceItem
    from speir.frameworks.models import FrameworkItem
    from speir.frameworks.terms import Terms

LONGEST_QUOTE = 140


@dataclass(frozen=True)
class RestsOn:
    """An item of evidence under a finding."""

    number: int
    says: str
    stands: bool


@dataclass(frozen=True)
class FindingRow:
    """One finding with its evidence."""

    number: int
    item: str
    text: str
    agency: str
    made_by: str
    made_at: datetime
    rests_on: tuple[RestsOn, ...]

    @property
    def has_lost_evidence(self) -> bool:
        """Whether something it rests on has been withdrawn since."""
        return any(not each.stands for each in self.rests_on)


@dataclass(frozen=True)
class Withdrawn:
    """A finding taken out of use."""

    number: int
    item: str
    text: str
    withdrawn_by: str
    withdrawn_at: datetime | None
    why: str


@dataclass(frozen=True)
class KindOfFinding:
    """All findings of one kind, under the framework's own word for it."""

    heading: str
    word: str
    findings: tuple[FindingRow, ...]


@dataclass(frozen=True)
class FindingsPage:
    """Every finding; ``record_refused`` is "" when this person may record and withdraw."""

    header: InspectionHeader
    kinds: tuple[KindOfFinding, ...]
    withdrawn: tuple[Withdrawn, ...]
    items: tuple[tuple[str, str], ...]
    record_refused: str


def findings_page(
    header: InspectionHeader,
    findings: Sequence["Finding"],
    evidence: Mapping[object, Sequence["EvidenceItem"]],
    withdrawn: Sequence["Finding"],
    items: Sequence["FrameworkItem"],
    terms: "Terms",
    record_refused: str,
) -> FindingsPage:
    """Findings by kind, in the framework's words."""
    return FindingsPage(
        header=header,
        kinds=tuple(_kind(kind, findings, evidence, terms) for kind in FindingKind),
        withdrawn=tuple(_withdrawn(finding) for finding in withdrawn),
        items=tuple((item.number, item.title) for item in items),
        record_refused=record_refused,
    )


def _kind(
    kind: FindingKind,
    findings: Sequence["Finding"],
    evidence: Mapping[object, Sequence["EvidenceItem"]],
    terms: "Terms",
) -> KindOfFinding:
    word = terms.of(kind.value)
    return KindOfFinding(
        heading=word.plural[:1].upper() + word.plural[1:],
        word=word.singular,
        findings=tuple(_row(each, evidence.get(each.pk, ())) for each in findings if each.kind == kind),
    )


def _row(finding: "Finding", evidence: Sequence["EvidenceItem"]) -> FindingRow:
    return FindingRow(
        number=finding.number,
        item=f"{finding.item.number} {finding.item.title}",
        text=finding.text,
        agency=finding.agency.short_name if finding.agency else "",
        made_by=finding.made_by.full_name,
        made_at=finding.made_at,
        rests_on=tuple(
            RestsOn(each.number, shortened(each.says, LONGEST_QUOTE), each.withdrawn_at is None)
            for each in evidence
        ),
    )


def _withdrawn(finding: "Finding") -> Withdrawn:
    return Withdrawn(
        number=finding.number,
        item=f"{finding.item.number} {finding.item.title}",
        text=finding.text,
        withdrawn_by=finding.withdrawn_by.full_name if finding.withdrawn_by else "",
        withdrawn_at=finding.withdrawn_at,
        why=finding.withdrawn_why,
    )


@inspectorate_screen()
def findings(request: SignedInRequest, reference: str) -> HttpResponseBase:
    """What was found."""
    inspection, standing = open_inspection(request, reference, may_read_judgements)
    framework, found = inspection.phase.framework, findings_of(inspection)
    page = findings_page(
        inspection_header(inspection, standing, here="findings"),
        found,
        evidence_under(found),
        withdrawn_findings_of(inspection),
        items_found_about(framework),
        terms_of(framework),
        why_not(standing, may_make_findings, inspection_is_evaluating.reason(inspection.status)),
    )
    return render_page(request, "inspectorate/findings.html.jinja", page)


ADDRESSES = [path("inspections/<slug:reference>/findings/", findings, name="findings")]
