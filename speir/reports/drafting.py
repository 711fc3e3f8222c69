"""The first words of a report, drafted from what the team found; people then make them their own."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from speir.inspections.letters import in_words
from speir.programmes.choices import WITHOUT_GRADES, FollowUp, Output, PhaseKind
from speir.reports.choices import SectionKind
from speir.reports.contents import ABOUT_LETTER

if TYPE_CHECKING:
    from speir.evaluations.models import Consolidation, Finding
    from speir.frameworks.models import FrameworkItem
    from speir.frameworks.terms import Terms
    from speir.inspections.models import Inspection

ABOUT, SUMMARY, NEXT_STEPS, METHOD = (
    "About this inspection",
    "Summary",
    "Next steps",
    "How we did it",
)


@dataclass(frozen=True)
class Judged:
    """One evaluated item with the team's agreed level and the reason it was chosen."""

    item_id: str
    number: str
    title: str
    level_label: str
    rationale: str


@dataclass(frozen=True)
class Found:
    """One finding, and the key area it belongs to."""

    finding_id: str
    number: int
    kind: str
    text: str
    item_id: str
    key_area: str


@dataclass(frozen=True)
class Gathered:
    """How many items of evidence came from one kind of source."""

    source: str
    n: int


@dataclass(frozen=True)
class Material:
    """Everything a first draft is made from, in plain values."""

    partnership: str
    is_fictional: bool
    programme: str
    phase: str
    framework: str
    framework_is_indicative: bool
    bodies: Sequence[str]
    key_areas: Sequence[str]
    judged: Sequence[Judged]
    found: Sequence[Found]
    gathered: Sequence[Gathered]
    strength: str
    area_for_improvement: str
    areas_for_improvement: str
    kind: str = PhaseKind.JOINT_INSPECTION.value
    output: str = Output.GRADED_REPORT.value
    follow_up: str = FollowUp.IMPROVEMENT_PLAN.value
    lens: str = ""


@dataclass(frozen=True)
class Drafted:
    """One drafted section, in the order in which the report prints it."""

    key: str
    kind: SectionKind
    heading: str
    title: str
    text: str
    item_id: str = ""
    finding_id: str = ""


def draft(material: Material) -> list[Drafted]:
    """The sections of a first draft: about, summary, each key area's findings, next steps, method."""
    return [
        _prose("about", about_heading(material.kind, material.output), _about(material)),
        *[_conclusion(judged) for judged in material.judged],
        *[section for area in material.key_areas for section in _findings(area, material)],
        _prose("next_steps", NEXT_STEPS, _next_steps(material)),
        _prose("method", METHOD, _method(material)),
    ]


def finding_key(number: int) -> str:
    """The key of the section that holds this finding."""
    return f"finding-{number}"


def as_section(found: Found, number_in_report: int, material: Material) -> Drafted:
    """The section that holds one finding, titled and numbered among those of its kind."""
    is_strength = found.kind == SectionKind.STRENGTH
    kind = SectionKind.STRENGTH if is_strength else SectionKind.AREA_FOR_IMPROVEMENT
    word = material.strength if is_strength else material.area_for_improvement
    title = f"{word[:1].upper()}{word[1:]} {number_in_report}"
    return Drafted(
        finding_key(found.number), kind, found.key_area, title, found.text, found.item_id, found.finding_id
    )


def _findings(area: str, material: Material) -> list[Drafted]:
    here: list[Drafted] = []
    for kind in (SectionKind.STRENGTH, SectionKind.AREA_FOR_IMPROVEMENT):
        alike = [found for found in material.found if found.kind == kind]
        # Numbered through the whole report, so that "area for improvement 4" means one thing.
        alike.sort(key=lambda found: (list(material.key_areas).index(found.key_area), found.number))
        here += [
            as_section(found, position, material)
            for position, found in enumerate(alike, start=1)
            if found.key_area == area
        ]
    return here


def _prose(key: str, heading: str, text: str) -> Drafted:
    return Drafted(key, SectionKind.PROSE, heading, heading, text)


def _conclusion(judged: Judged) -> Drafted:
    key = f"conclusion-{judged.number or judged.item_id}"
    return Drafted(key, SectionKind.CONCLUSION, SUMMARY, judged.title, judged.rationale, judged.item_id)


def _about(material: Material) -> str:
    paragraphs = [
        f"{_what_this_is(material)} It is part of {material.programme}, {material.phase}. It was carried out "
        f"{'jointly ' if len(material.bodies) > 1 else ''}by {in_words(material.bodies)}.",
        f"We used this framework: {material.framework}."
        + (
            " Its wording is indicative: it is not the official text."
            if material.framework_is_indicative
            else ""
        ),
    ]
    if material.lens:
        paragraphs.append(
            f"We looked through the experience of {material.lens}. We did not consider the quality of their "
            "specialist care."
        )
    if material.output in WITHOUT_GRADES:
        paragraphs.append("We give no grades.")
    if material.is_fictional:
        paragraphs.append(
            f"{material.partnership} is fictional. Everything in this {_called(material)} was made up for "
            "demonstration."
        )
    return "\n\n".join(paragraphs)


def about_heading(kind: str, output: str) -> str:
    """The heading of the first section: what this is."""
    if output == Output.LETTER:
        return ABOUT_LETTER
    return ABOUT if kind in (PhaseKind.JOINT_INSPECTION, PhaseKind.INSPECTION) else "About this report"


def _called(material: Material) -> str:
    return "letter" if material.output == Output.LETTER else "report"


def _what_this_is(material: Material) -> str:
    if material.output == Output.NATIONAL_REPORT:
        return "This report says what we found across the areas that took part. It names none of them."
    what = f"This {_called(material)} says what we found"
    if material.kind in (PhaseKind.JOINT_INSPECTION, PhaseKind.INSPECTION):
        return f"{what} when we inspected {material.partnership}."
    return f"{what} in our {PhaseKind.label_of(material.kind).lower()} in {material.partnership}."


def _next_steps(material: Material) -> str:
    n = sum(found.kind == SectionKind.AREA_FOR_IMPROVEMENT for found in material.found)
    if not n:
        return (
            f"We made no {material.areas_for_improvement}. "
            "The link inspector will keep in touch with the partnership."
        )
    if material.follow_up == FollowUp.NOTHING:
        return (
            f"We ask those whom the {material.areas_for_improvement} in this {_called(material)} concern to "
            "consider them. We ask for no improvement plan."
        )
    these = (
        f"the {material.area_for_improvement}"
        if n == 1
        else f"each of the {n} {material.areas_for_improvement}"
    )
    return (
        f"We ask the partnership to prepare an improvement plan that addresses {these} in this "
        f"{_called(material)}. "
        "The link inspector will follow the plan with the partnership and verify the progress made."
    )


def _method(material: Material) -> str:
    n = sum(gathered.n for gathered in material.gathered)
    counted = [f"{gathered.source}: n = {gathered.n}" for gathered in material.gathered]
    if material.output in WITHOUT_GRADES:
        return (
            f"What we found rests on {n} items of evidence. By source they are: {'; '.join(counted)}.\n\n"
            "The team settled each area of uncertainty together and graded nothing."
        )
    return (
        f"Our evaluations rest on {n} items of evidence. By source they are: {'; '.join(counted)}.\n\n"
        "Inspectors evaluated the evidence on their own first. The team then agreed each evaluation together "
        "and wrote down why. No evaluation was calculated from percentages."
    )


def named_in(text: str, names: Collection[str]) -> list[str]:
    """Which of these names stand in the text as whole words."""
    return sorted(name for name in names if re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE))


def material(
    inspection: "Inspection",
    *,
    terms: "Terms",
    bodies: Sequence[str],
    conclusions: Sequence["Consolidation"],
    findings: Sequence["Finding"],
    gathered: Sequence[Gathered],
) -> Material:
    """What a first draft of the report on this inspection is made from, in plain values."""
    framework = inspection.phase.framework
    return Material(
        partnership=inspection.partnership.name,
        is_fictional=inspection.is_fictional,
        programme=inspection.phase.programme.name,
        phase=inspection.phase.name,
        framework=str(framework),
        framework_is_indicative=framework.is_indicative,
        bodies=bodies,
        key_areas=_key_areas(findings),
        judged=[
            Judged(str(c.item_id), c.item.number, c.item.title, c.level.label, c.rationale)
            for c in conclusions
        ],
        found=[_found(finding) for finding in findings],
        gathered=gathered,
        strength=terms.strength.singular,
        area_for_improvement=terms.area_for_improvement.singular,
        areas_for_improvement=terms.area_for_improvement.plural,
        kind=inspection.phase.kind,
        output=inspection.phase.output,
        follow_up=inspection.phase.follow_up,
        lens=inspection.phase.lens,
    )


def _found(finding: "Finding") -> Found:
    return Found(
        finding_id=str(finding.pk),
        number=finding.number,
        kind=finding.kind,
        text=finding.text,
        item_id=str(finding.item_id),
        key_area=_top(finding.item).title,
    )


def _key_areas(findings: Sequence["Finding"]) -> list[str]:
    tops = {top.title: top.position for top in (_top(finding.item) for finding in findings)}
    return sorted(tops, key=lambda title: tops[title])


def _top(item: "FrameworkItem") -> "FrameworkItem":
    while item.parent is not None:
        item = item.parent
    return item
