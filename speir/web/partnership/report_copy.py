"""A copy of the report as the partnership reads it: for factual accuracy, and later under embargo."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import slugify

from speir.reports.choices import SectionKind
from speir.reports.contents import FrozenConclusion, FrozenReport, FrozenSection
from speir.reports.pages import ReportText


@dataclass(frozen=True)
class CopySection:
    """One section; a conclusion says its level before its reasons; ``comments`` counts the reader's own."""

    key: str
    anchor: str
    title: str
    text: str
    conclusion: str
    comments: int


@dataclass(frozen=True)
class CopyPart:
    """What stands under one heading."""

    anchor: str
    heading: str
    sections: tuple[CopySection, ...]


@dataclass(frozen=True)
class ReportCopy:
    """The whole copy, with what identifies it."""

    title: str
    version: int | None
    checksum: str
    framework: str
    framework_is_indicative: bool
    bodies: tuple[str, ...]
    conclusions: tuple[FrozenConclusion, ...]
    parts: tuple[CopyPart, ...]


def report_copy(text: ReportText, commented_keys: Iterable[str] = ()) -> ReportCopy:
    """The copy from the very text this person may see."""
    content, comments = text.content, Counter(commented_keys)
    levels = {conclusion.item_id: conclusion.level_label for conclusion in content.conclusions}
    return ReportCopy(
        title=content.title,
        version=text.version_number,
        checksum=text.checksum,
        framework=content.framework,
        framework_is_indicative=content.framework_is_indicative,
        bodies=content.bodies,
        conclusions=content.conclusions,
        parts=_parts(content, levels, comments),
    )


def _parts(content: FrozenReport, levels: dict[str, str], comments: Counter[str]) -> tuple[CopyPart, ...]:
    return tuple(
        CopyPart(
            anchor=f"part-{number}-{slugify(heading)}",
            heading=heading,
            sections=tuple(_section(each, heading, levels, comments) for each in content.under(heading)),
        )
        for number, heading in enumerate(content.headings(), start=1)
    )


def _section(
    section: FrozenSection, heading: str, levels: dict[str, str], comments: Counter[str]
) -> CopySection:
    is_conclusion = section.kind == SectionKind.CONCLUSION
    return CopySection(
        key=section.key,
        anchor=f"section-{slugify(section.key)}",
        title="" if section.title == heading else section.title,
        text=section.text,
        conclusion=levels.get(section.item_id, "") if is_conclusion else "",
        comments=comments[section.key],
    )
