"""A file of published facts, read and checked: every fact with its sources, what was not found left empty."""

import hashlib
from dataclasses import dataclass, field

from speir.national_overview import located_yaml
from speir.national_overview.choices import Certainty, ResultKind
from speir.national_overview.located_yaml import Entry, Fault, Faults

FORMAT = "speir published facts 1"
TOP = ("format", "title", "programme", "sources", "scales", "results")
RESULT = (
    *("phase", "partnership", "kind", "activity_from", "activity_to", "published_on"),
    *("is_published_on_inferred", "news_id", "note", "source", "judgements", "figures", "dates"),
)
JUDGEMENT = ("question", "scale", "level", "certainty", "note", "source")
FIGURE = ("label", "value", "of", "unit", "is_approximate", "note", "source")
DATE = ("label", "from", "until", "source")


@dataclass(frozen=True)
class Source:
    """Where something was read."""

    key: str
    url: str


@dataclass(frozen=True)
class Level:
    """One level of a published scale; a higher value is better."""

    label: str
    value: int


@dataclass(frozen=True)
class Scale:
    """A scale that published judgements use."""

    label: str
    levels: dict[str, Level]


@dataclass(frozen=True)
class Judgement:
    """The published level for one question; "" and None when it was not found."""

    question: str
    scale_label: str
    level_label: str
    level_value: int | None
    certainty: str
    note: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Figure:
    """A published number."""

    label: str
    value: int
    of: int | None
    unit: str
    is_approximate: bool
    note: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Step:
    """A published step with its partial dates."""

    label: str
    from_on: str
    until_on: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Result:
    """Everything published about one exercise in one partnership."""

    line: int
    programme_label: str
    phase_label: str
    partnership: str
    kind: str
    activity_from: str
    activity_to: str
    published_on: str
    is_published_on_inferred: bool
    news_id: str
    note: str
    sources: tuple[Source, ...]
    judgements: tuple[Judgement, ...]
    figures: tuple[Figure, ...]
    dates: tuple[Step, ...]


@dataclass(frozen=True)
class Library:
    """A checked file of published facts."""

    file: str
    title: str
    checksum: str
    results: tuple[Result, ...]


@dataclass
class _Page:
    """What the entries of one file share."""

    programme: str
    sources: dict[str, Source] = field(default_factory=dict)
    scales: dict[str, Scale] = field(default_factory=dict)


def read(text: str, file: str) -> tuple[Library | None, list[Fault]]:
    """The library in a file, or None with every fault of the file."""
    faults = Faults(file)
    top = located_yaml.read(text, faults, TOP)
    if top is None:
        return None, faults.found
    top.choice("format", (FORMAT,))
    page = _Page(programme=top.text("programme", is_needed=True, longest=200))
    page.sources = _sources(top)
    page.scales = _scales(top, page)
    results = tuple(_result(entry, page) for entry in top.entries("results", RESULT))
    if not results:
        top.fault("results", "There are no results in this file. Add at least one.")
    _note_doubles(results, faults)
    checksum = hashlib.sha256(text.encode()).hexdigest()
    library = Library(file, top.text("title", is_needed=True, longest=200), checksum, results)
    return (None if faults.found else library), faults.found


def _sources(top: Entry) -> dict[str, Source]:
    written = top.entry("sources", None)
    return {key: Source(key, written.address(key)) for key in written.names()}


def _scales(top: Entry, page: _Page) -> dict[str, Scale]:
    written = top.entry("scales", None)
    scales = {}
    for key in written.names():
        scale = written.entry(key, ("title", "levels", "source"))
        _given_sources(scale, page)
        levels = {
            level.text("key", is_needed=True): Level(
                level.text("label", is_needed=True), level.number("value", is_needed=True, least=1) or 0
            )
            for level in scale.entries("levels", ("key", "label", "value"))
        }
        scales[key] = Scale(scale.text("title", is_needed=True, longest=200), levels)
    return scales


def _result(entry: Entry, page: _Page) -> Result:
    sources = _given_sources(entry, page)
    published_on = entry.partial_date("published_on")
    is_inferred = entry.flag("is_published_on_inferred")
    if is_inferred and not published_on:
        entry.fault("is_published_on_inferred", "There is no publication date to be inferred. Take this out.")
    return Result(
        line=entry.line,
        programme_label=page.programme,
        phase_label=entry.text("phase", is_needed=True, longest=200),
        partnership=entry.text("partnership", is_needed=True),
        kind=entry.choice("kind", [kind.value for kind in ResultKind]),
        activity_from=entry.partial_date("activity_from"),
        activity_to=entry.partial_date("activity_to"),
        published_on=published_on,
        is_published_on_inferred=is_inferred,
        news_id=entry.text("news_id", longest=20),
        note=entry.text("note", longest=2000),
        sources=sources,
        judgements=tuple(_judgement(one, page, sources) for one in entry.entries("judgements", JUDGEMENT)),
        figures=tuple(_figure(one, page, sources) for one in entry.entries("figures", FIGURE)),
        dates=tuple(_step(one, page, sources) for one in entry.entries("dates", DATE)),
    )


def _given_sources(
    entry: Entry, page: _Page, otherwise: tuple[Source, ...] | None = None
) -> tuple[Source, ...]:
    """The sources an entry names; those of the entry around it when it names none, else a fault."""
    keys = entry.texts("source")
    for key in keys:
        if key not in page.sources:
            entry.fault(
                "source", f"“{key}” is not in the list of sources. Add it there with its web address."
            )
    given = tuple(page.sources[key] for key in keys if key in page.sources)
    if not keys and otherwise is None:
        entry.fault("source", "Every published fact needs a source. Add the key of at least one.")
    return given or otherwise or ()


def _judgement(entry: Entry, page: _Page, around: tuple[Source, ...]) -> Judgement:
    scale = page.scales.get(entry.choice("scale", tuple(page.scales))) or Scale("", {})
    key = entry.choice("level", tuple(scale.levels), otherwise="")
    level = scale.levels.get(key)
    certain = (Certainty.STATED.value, Certainty.INFERRED.value)
    certainty = entry.choice("certainty", certain, otherwise=Certainty.STATED.value)
    if level is None and entry.text("certainty"):
        entry.fault("certainty", "No level is given, so there is nothing to be certain of. Take this out.")
    return Judgement(
        question=entry.text("question", is_needed=True),
        scale_label=scale.label,
        level_label=level.label if level else "",
        level_value=level.value if level else None,
        certainty=certainty if level else Certainty.NOT_FOUND.value,
        note=entry.text("note", longest=2000),
        sources=_given_sources(entry, page, around),
    )


def _figure(entry: Entry, page: _Page, around: tuple[Source, ...]) -> Figure:
    return Figure(
        label=entry.text("label", is_needed=True),
        value=entry.number("value", is_needed=True) or 0,
        of=entry.number("of", least=1),
        unit=entry.text("unit", longest=20),
        is_approximate=entry.flag("is_approximate"),
        note=entry.text("note", longest=2000),
        sources=_given_sources(entry, page, around),
    )


def _step(entry: Entry, page: _Page, around: tuple[Source, ...]) -> Step:
    from_on, until_on = entry.partial_date("from", is_needed=True), entry.partial_date("until")
    precision = min(len(from_on), len(until_on))
    if until_on[:precision] < from_on[:precision]:
        entry.fault("until", "This ends before it starts. Check both dates.")
    return Step(entry.text("label", is_needed=True), from_on, until_on, _given_sources(entry, page, around))


def _note_doubles(results: tuple[Result, ...], faults: Faults) -> None:
    first: dict[tuple[str, str, str], int] = {}
    for result in results:
        identity = (result.phase_label, result.partnership, result.kind)
        if identity in first:
            message = f"This exercise is already on line {first[identity]}. Put both together."
            faults.add(result.line, "partnership", message)
        first.setdefault(identity, result.line)
