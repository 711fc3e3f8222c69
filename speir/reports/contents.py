"""What a frozen report holds, and the checksum that shows it has not been changed since."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from speir.reports.choices import SectionKind

if TYPE_CHECKING:
    from speir.evaluations.models import Consolidation
    from speir.people.models import Body
    from speir.reports.models import Report, ReportSection


@dataclass(frozen=True)
class FrozenConclusion:
    """The agreed evaluation of one evaluated item, in the words of its scale."""

    item_id: str
    item_number: str
    item_title: str
    level_key: str
    level_label: str
    level_meaning: str
    is_indicative: bool


@dataclass(frozen=True)
class FrozenSection:
    """One section as it was when the version was made; findings keep the identity they were made with."""

    key: str
    kind: str
    heading: str
    title: str
    text: str
    item_id: str = ""
    item_number: str = ""
    item_title: str = ""
    finding_id: str = ""
    finding_number: int = 0


ABOUT_LETTER = "About this letter"


@dataclass(frozen=True)
class FrozenReport:
    """Everything that a version of a report says, and what it is about."""

    title: str
    reference: str
    partnership: str
    is_fictional: bool
    programme: str
    phase: str
    framework: str
    framework_is_indicative: bool
    bodies: tuple[str, ...]
    conclusions: tuple[FrozenConclusion, ...]
    sections: tuple[FrozenSection, ...]

    @property
    def called(self) -> str:
        """What it is, in one word: a method without grades may end in a letter."""
        return "letter" if ABOUT_LETTER in self.headings() else "report"

    def of_kind(self, kind: str) -> tuple[FrozenSection, ...]:
        """The sections of one kind, in order."""
        return tuple(section for section in self.sections if section.kind == kind)

    def section(self, key: str) -> FrozenSection | None:
        """The section with this key, if there is one."""
        return next((section for section in self.sections if section.key == key), None)

    def headings(self) -> tuple[str, ...]:
        """The headings of the report in order, each once."""
        return tuple(dict.fromkeys(section.heading for section in self.sections))

    def under(self, heading: str) -> tuple[FrozenSection, ...]:
        """The sections under one heading, in order."""
        return tuple(section for section in self.sections if section.heading == heading)

    def as_json(self) -> dict[str, Any]:
        """The plain value that is stored and whose checksum is taken."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain


def as_it_stands(
    report: "Report",
    bodies: Sequence["Body"],
    conclusions: Sequence["Consolidation"],
    sections: Sequence["ReportSection"],
) -> FrozenReport:
    """The report as its words stand now, in the shape in which versions are frozen."""
    inspection = report.inspection
    framework = inspection.phase.framework
    return FrozenReport(
        title=report.title,
        reference=inspection.reference,
        partnership=inspection.partnership.name,
        is_fictional=inspection.is_fictional,
        programme=inspection.phase.programme.name,
        phase=inspection.phase.name,
        framework=str(framework),
        framework_is_indicative=framework.is_indicative,
        bodies=tuple(body.name for body in bodies),
        conclusions=tuple(_conclusion(agreed) for agreed in conclusions),
        sections=tuple(_section(section) for section in sections),
    )


def _conclusion(agreed: "Consolidation") -> FrozenConclusion:
    return FrozenConclusion(
        item_id=str(agreed.item_id),
        item_number=agreed.item.number,
        item_title=agreed.item.title,
        level_key=agreed.level.key,
        level_label=agreed.level.label,
        level_meaning=agreed.level.meaning,
        is_indicative=agreed.level.is_indicative,
    )


def _section(section: "ReportSection") -> FrozenSection:
    item, finding = section.item, section.finding
    return FrozenSection(
        key=section.key,
        kind=section.kind,
        heading=section.heading,
        title=section.title,
        text=section.text,
        item_id=str(item.pk) if item else "",
        item_number=item.number if item else "",
        item_title=item.title if item else "",
        finding_id=str(finding.pk) if finding else "",
        finding_number=finding.number if finding else 0,
    )


def from_json(content: Mapping[str, Any]) -> FrozenReport:
    """The frozen report that this stored value holds."""
    fields = dict(content)
    fields["bodies"] = tuple(fields["bodies"])
    fields["conclusions"] = tuple(FrozenConclusion(**one) for one in fields["conclusions"])
    fields["sections"] = tuple(FrozenSection(**one) for one in fields["sections"])
    return FrozenReport(**fields)


def canonical(content: object) -> bytes:
    """The one way of writing a stored value as bytes: sorted keys, no spaces, UTF-8."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def checksum_of(content: object) -> str:
    """The SHA-256 of a stored value, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content)).hexdigest()


@dataclass(frozen=True)
class FrozenSignature:
    """One body's approval, as the public reads it."""

    body: str
    signed_on: str


@dataclass(frozen=True)
class FrozenPublication:
    """One edition: the signed report, who signed it, and when it was published; 2 and on are corrections."""

    slug: str
    published_on: str
    version_number: int
    version_checksum: str
    signatures: tuple[FrozenSignature, ...]
    report: FrozenReport
    edition: int = 1
    first_published_on: str = ""

    @property
    def published_first_on(self) -> str:
        """The day of the first edition."""
        return self.first_published_on or self.published_on

    def as_json(self) -> dict[str, Any]:
        """The plain value that is stored and whose checksum is printed."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain


def publication_from_json(content: Mapping[str, Any]) -> FrozenPublication:
    """The frozen publication that this stored value holds."""
    fields = dict(content)
    fields["signatures"] = tuple(FrozenSignature(**one) for one in fields["signatures"])
    fields["report"] = from_json(fields["report"])
    return FrozenPublication(**fields)


def changed_sections(before: FrozenReport, after: FrozenReport) -> tuple[FrozenSection, ...]:
    """The sections that say something else in the later text, notes about corrections left out."""
    earlier = {section.key: section.text for section in before.sections}
    return tuple(
        section
        for section in after.sections
        if section.kind != SectionKind.CORRECTION and earlier.get(section.key) != section.text
    )


@dataclass(frozen=True)
class ChangedSection:
    """One section whose words a correction changed."""

    title: str
    before: str
    after: str


def changes_in_words(before: FrozenReport, after: FrozenReport) -> tuple[ChangedSection, ...]:
    """What a correction changed, section by section."""
    earlier = {section.key: section.text for section in before.sections}
    return tuple(
        ChangedSection(section.title, earlier.get(section.key, ""), section.text)
        for section in changed_sections(before, after)
    )


def new_note(before: FrozenReport, after: FrozenReport) -> str:
    """The note about a correction that the earlier text does not have."""
    known = {section.key for section in before.sections}
    notes = [each.text for each in after.of_kind(SectionKind.CORRECTION) if each.key not in known]
    return "\n\n".join(notes)


def levels_in(report: FrozenReport) -> dict[str, str]:
    """The level concluded for each evaluated item."""
    return {concluded.item_id: concluded.level_key for concluded in report.conclusions}


def is_unchanged(content: Mapping[str, Any], checksum: str) -> bool:
    """Whether a stored publication, and the signed report inside it, still have the checksums they had."""
    inside = checksum_of(content["report"]) == content["version_checksum"]
    return inside and checksum_of(content) == checksum
