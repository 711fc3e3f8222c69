"""The text of a report as pages print it: section by section, each with the evidence it can be traced to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from speir.evaluations.queries import evidence_under, findings_of, withdrawn_findings_of
from speir.evidence.permissions import may_read_evidence
from speir.people.standing import Standing
from speir.reports.choices import SectionKind
from speir.reports.contents import FrozenConclusion, FrozenReport, FrozenSection
from speir.web.inspectorate.findings import LONGEST_QUOTE, RestsOn
from speir.web.inspectorate.judging_forms import shortened
from speir.web.shared.changed_words import Piece, changed_words

if TYPE_CHECKING:
    from speir.evaluations.models import Finding
    from speir.evidence.models import EvidenceItem
    from speir.inspections.models import Inspection


@dataclass(frozen=True)
class Trail:
    """The way back from a section of the report: its finding, and the evidence the finding rests on."""

    finding: int
    stands: bool
    recorded: str
    rests_on: tuple[RestsOn, ...]

    @property
    def is_broken(self) -> bool:
        """Whether the finding or some of its evidence has been withdrawn."""
        return not self.stands or not all(each.stands for each in self.rests_on)


@dataclass(frozen=True)
class SectionLine:
    """One section; ``item_number`` is set where the judgement behind it can be opened."""

    key: str
    title: str
    text: str
    conclusion: str
    is_indicative: bool
    item_number: str
    trail: Trail | None


@dataclass(frozen=True)
class ReportPart:
    """What stands under one heading."""

    heading: str
    sections: tuple[SectionLine, ...]


@dataclass(frozen=True)
class SectionChange:
    """How one section differs between two versions."""

    title: str
    pieces: tuple[Piece, ...]


def trails_for(standing: Standing, inspection: "Inspection") -> dict[str, Trail] | None:
    """The trail of every finding by its identity; None for somebody who may not read the evidence."""
    if may_read_evidence.reason_refused(standing) is not None:
        return None
    found = [*findings_of(inspection), *withdrawn_findings_of(inspection)]
    return trails(found, evidence_under(found))


def trails(
    findings: Sequence["Finding"], evidence: Mapping[object, Sequence["EvidenceItem"]]
) -> dict[str, Trail]:
    """The trail of every finding by its identity."""
    return {
        str(finding.pk): Trail(
            finding=finding.number,
            stands=finding.withdrawn_at is None,
            recorded=finding.text,
            rests_on=tuple(
                RestsOn(each.number, shortened(each.says, LONGEST_QUOTE), each.withdrawn_at is None)
                for each in evidence.get(finding.pk, ())
            ),
        )
        for finding in findings
    }


def report_parts(content: FrozenReport, trails: Mapping[str, Trail] | None) -> tuple[ReportPart, ...]:
    """The report heading by heading."""
    concluded = {each.item_id: each for each in content.conclusions}
    return tuple(
        ReportPart(
            heading,
            tuple(section_line(each, concluded, trails) for each in content.under(heading)),
        )
        for heading in content.headings()
    )


def section_line(
    section: FrozenSection, concluded: Mapping[str, FrozenConclusion], trails: Mapping[str, Trail] | None
) -> SectionLine:
    """One section with its conclusion or its trail."""
    conclusion = concluded.get(section.item_id) if section.kind == SectionKind.CONCLUSION else None
    return SectionLine(
        key=section.key,
        title="" if section.title == section.heading else section.title,
        text=section.text,
        conclusion=conclusion.level_label if conclusion else "",
        is_indicative=bool(conclusion and conclusion.is_indicative),
        item_number=section.item_number if conclusion and trails is not None else "",
        trail=trails.get(section.finding_id) if trails else None,
    )


def changes_between(before: FrozenReport, after: FrozenReport) -> tuple[SectionChange, ...]:
    """Every section and conclusion that says something else in the later text, in its order."""
    pairs = [(each.title, _text_in(before, each.key), each.text) for each in after.sections]
    gone = [each for each in before.sections if after.section(each.key) is None]
    pairs += [(each.title, each.text, "") for each in gone]
    pairs += [
        (f"{each.item_title}: conclusion", _level_in(before, each.item_id), each.level_label)
        for each in after.conclusions
    ]
    return tuple(SectionChange(title, changed_words(old, new)) for title, old, new in pairs if old != new)


def _text_in(content: FrozenReport, key: str) -> str:
    section = content.section(key)
    return section.text if section else ""


def _level_in(content: FrozenReport, item_id: str) -> str:
    return next((each.level_label for each in content.conclusions if each.item_id == item_id), "")
