"""What anybody may know of an area: where it lies, who works together there, and what was published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

from speir.national_overview.queries import (
    DateLine,
    FigureLine,
    JudgementLine,
    ResultPage,
    SourceLink,
    results_for_partnerships,
)
from speir.partnerships import partial_dates
from speir.partnerships.area_names import address_of
from speir.partnerships.choices import AreaKind, LinkKind, NameKind, PartnershipKind
from speir.partnerships.queries import (
    areas_around,
    areas_within,
    bodies_by_partnership,
    codes_of,
    names_of,
    partnerships_in,
)
from speir.reports.contents import FrozenPublication
from speir.reports.publication_queries import publications_about

if TYPE_CHECKING:
    from speir.partnerships.models import Area, AreaCode, AreaLink, AreaName, Partnership
    from speir.people.models import Body


@dataclass(frozen=True)
class Around:
    """An area that this one lies in, or that lies in this one."""

    kind: str
    name: str
    address: str
    code: str
    is_principal: bool
    is_indicative: bool
    source: str


@dataclass(frozen=True)
class OtherName:
    """Another name that an area answers to."""

    name: str
    kind: str
    is_indicative: bool


@dataclass(frozen=True)
class HeldCode:
    """A code that an area has or had, and when, in words."""

    code: str
    when: str
    is_indicative: bool


@dataclass(frozen=True)
class PartnershipLine:
    """A partnership that works in the area, with its bodies."""

    name: str
    kind: str
    is_fictional: bool
    bodies: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """Where facts were read; the number stands beside each fact."""

    number: int
    url: str
    words: str


@dataclass(frozen=True)
class Fact:
    """One published fact: what was asked or counted, the answer, and the numbers of its sources."""

    label: str
    words: str
    scale: str
    note: str
    is_found: bool
    is_inferred: bool
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class PublishedExercise:
    """Everything published about one exercise, each fact with its sources."""

    anchor: str
    title: str
    brief: str
    kind: str
    partnership: str
    activity: str
    published: str
    note: str
    judgements: tuple[Fact, ...]
    figures: tuple[Fact, ...]
    steps: tuple[Fact, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class OwnConclusion:
    """One conclusion of a report that was published here."""

    title: str
    label: str
    is_indicative: bool


@dataclass(frozen=True)
class OwnReport:
    """A report that was published here."""

    slug: str
    title: str
    published_on: date
    conclusions: tuple[OwnConclusion, ...]


@dataclass(frozen=True)
class AreaPage:
    """One area as everybody may read it."""

    name: str
    kind: str
    code: str
    address: str
    is_fictional: bool
    is_council: bool
    around: tuple[Around, ...]
    within: tuple[Around, ...]
    other_names: tuple[OtherName, ...]
    codes: tuple[HeldCode, ...]
    partnerships: tuple[PartnershipLine, ...]
    exercises: tuple[PublishedExercise, ...]
    reports: tuple[OwnReport, ...]

    @property
    def sub(self) -> str:
        """What stands under the name."""
        return f"{self.kind} · code {self.code}" if self.code else self.kind


def area_page(area: "Area") -> AreaPage:
    """Ask for everything that the page of one area prints; a fixed number of questions."""
    partnerships = partnerships_in(area)
    ids = [partnership.pk for partnership in partnerships]
    return AreaPage(
        name=area.name,
        kind=AreaKind.label_of(area.kind),
        code=area.code,
        address=address_of(area.kind, area.name),
        is_fictional=area.is_fictional,
        is_council=area.kind == AreaKind.COUNCIL,
        around=tuple(_around(link, link.parent) for link in areas_around(area)),
        within=tuple(_around(link, link.child) for link in areas_within(area)),
        other_names=other_names(area.name, names_of(area)),
        codes=held_codes(codes_of(area)),
        partnerships=_partnerships(partnerships, bodies_by_partnership(ids)),
        exercises=exercises(results_for_partnerships(each.slug for each in partnerships)),
        reports=tuple(own_report(each.content) for each in publications_about(ids)),
    )


def _around(link: "AreaLink", other: "Area") -> Around:
    return Around(
        kind=AreaKind.label_of(other.kind),
        name=other.name,
        address=address_of(other.kind, other.name),
        code=other.code,
        is_principal=link.kind == LinkKind.PRINCIPALLY_WITHIN,
        is_indicative=link.is_indicative,
        source=link.source,
    )


def other_names(name: str, names: Iterable["AreaName"]) -> tuple[OtherName, ...]:
    """The names of an area apart from the one it has today."""
    return tuple(
        OtherName(each.name, NameKind.label_of(each.kind), each.is_indicative)
        for each in names
        if each.name != name
    )


def held_codes(codes: Iterable["AreaCode"]) -> tuple[HeldCode, ...]:
    """The codes of an area with the times they were held, as far as known."""
    return tuple(HeldCode(each.code, _held(each), each.is_indicative) for each in codes)


def _held(code: "AreaCode") -> str:
    start, end = partial_dates.words(code.starts_on), partial_dates.words(code.ends_on)
    if end:
        return f"until {end}" if not start else f"{start} to {end}"
    return f"since {start}" if start else "in use"


def _partnerships(
    partnerships: Sequence["Partnership"], bodies: Mapping[UUID, Sequence["Body"]]
) -> tuple[PartnershipLine, ...]:
    return tuple(
        PartnershipLine(
            name=each.name,
            kind=PartnershipKind.label_of(each.kind),
            is_fictional=each.is_fictional,
            bodies=tuple(body.name for body in bodies.get(each.pk, ())),
        )
        for each in partnerships
    )


def own_report(content: FrozenPublication) -> OwnReport:
    """A report published here, as the page of an area names it."""
    return OwnReport(
        slug=content.slug,
        title=content.report.title,
        published_on=date.fromisoformat(content.published_on),
        conclusions=tuple(
            OwnConclusion(each.item_title, each.level_label, each.is_indicative)
            for each in content.report.conclusions
        ),
    )


def exercises(results: Iterable[ResultPage]) -> tuple[PublishedExercise, ...]:
    """What was published, the last exercise first, with sources numbered within each."""
    return tuple(_exercise(number, result) for number, result in enumerate(reversed([*results]), start=1))


def _exercise(number: int, result: ResultPage) -> PublishedExercise:
    sources = number_sources(result)
    return PublishedExercise(
        anchor=f"exercise-{number}",
        title=f"{result.programme_label}: {result.phase_label}",
        brief=f"{result.kind_label.lower()}, {result.phase_label}",
        kind=result.kind_label,
        partnership=result.partnership_name,
        activity=result.activity,
        published=result.published,
        note=result.note,
        judgements=tuple(_judgement(line, sources) for line in result.judgements),
        figures=tuple(_figure(line, sources) for line in result.figures),
        steps=tuple(_step(line, sources) for line in result.dates),
        sources=tuple(sources.values()),
    )


def number_sources(result: ResultPage) -> dict[str, Source]:
    """The sources of one exercise by address, numbered in the order in which they are first named."""
    lines: list[JudgementLine | FigureLine | DateLine] = [
        *result.judgements,
        *result.figures,
        *result.dates,
    ]
    named = [*result.sources, *(link for line in lines for link in line.sources)]
    urls = dict.fromkeys(link.url for link in named)
    return {url: Source(number, url, place_of(url)) for number, url in enumerate(urls, start=1)}


def place_of(url: str) -> str:
    """A web address as people read it: the site, and the last part of the path."""
    split = urlsplit(url)
    last = split.path.rstrip("/").rpartition("/")[2]
    site = split.netloc.removeprefix("www.")
    return f"{site}: {last.replace('-', ' ')}" if last else site


def _sources(links: Iterable[SourceLink], known: Mapping[str, Source]) -> tuple[Source, ...]:
    return tuple(known[link.url] for link in links)


def _judgement(line: JudgementLine, known: Mapping[str, Source]) -> Fact:
    sources = _sources(line.sources, known)
    return Fact(
        line.question,
        line.level_label,
        line.scale_label,
        line.note,
        line.is_found,
        line.is_inferred,
        sources if line.is_found else (),
    )


def _figure(line: FigureLine, known: Mapping[str, Source]) -> Fact:
    return Fact(line.label, line.words, "", line.note, True, False, _sources(line.sources, known))


def _step(line: DateLine, known: Mapping[str, Source]) -> Fact:
    return Fact(line.label, line.when, "", "", True, False, _sources(line.sources, known))
