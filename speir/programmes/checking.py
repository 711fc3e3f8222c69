"""Turning the tables of a file into a programme, or into everything that is wrong with it. Plain Python."""

from collections.abc import Iterable, Mapping

from speir.foundations.library_faults import Place, Reader, Row, Tables
from speir.frameworks.choices import Wording
from speir.people.choices import Role
from speir.programmes.choices import PhaseKind
from speir.programmes.library import (
    NEEDED_MILESTONES,
    NEEDED_SHEETS,
    SHEETS,
    WEEKDAYS,
    FrameworkName,
    LibraryBody,
    LibraryDocument,
    LibraryMethod,
    LibraryMilestone,
    LibraryPhase,
    ProgrammeLibrary,
)

WORDINGS = [wording.value for wording in Wording]


def checked(tables: Tables) -> ProgrammeLibrary:
    """The programme in these tables; raises LibraryFaults with every fault found."""
    reader = Reader(tables)
    reader.expect_sheets(SHEETS, NEEDED_SHEETS)
    head = _head(reader)
    methods = _methods(reader)
    phases = _phases(reader, methods)
    reader.raise_faults()
    return ProgrammeLibrary(*head, phases=phases)


def _head(reader: Reader) -> tuple[str, str, str]:
    rows = reader.rows("programme")
    for extra in rows[1:]:
        reader.fault(extra.place, "A file holds one programme.", "Move the second one to a file of its own.")
    if not rows:
        if "programme" in reader.tables.sheets:
            place = Place(reader.tables.file, "programme")
            reader.fault(place, "The programme has no row.", "Write its slug and name.")
        return "", "", ""
    name = reader.text(rows[0], "name", needed=True, longest=200)
    return reader.key(rows[0], "slug"), name, reader.text(rows[0], "summary")


def _wording(reader: Reader, row: Row) -> tuple[bool, str]:
    wording = reader.one_of(row, "wording", WORDINGS)
    source = reader.text(row, "source")
    if wording == Wording.OFFICIAL and not source:
        to_do = "Name the document it was read in, or call it indicative."
        reader.fault(row.place_of("source"), "Official facts have no source.", to_do)
    return wording == Wording.INDICATIVE, source


def _phases(reader: Reader, methods: Mapping[str, LibraryMethod]) -> tuple[LibraryPhase, ...]:
    rows = reader.rows("phases")
    if not rows and "phases" in reader.tables.sheets:
        place = Place(reader.tables.file, "phases")
        reader.fault(place, "The programme has no phase.", "Add at least one row.")
    reader.no_repeats(rows, ["slug"])
    bodies = _bodies(reader, [row.cells["slug"].text.strip() for row in rows if "slug" in row.cells])
    return tuple(_phase(reader, row, methods, bodies) for row in rows)


def _phase(
    reader: Reader,
    row: Row,
    methods: Mapping[str, LibraryMethod],
    bodies: Mapping[str, list[LibraryBody]],
) -> LibraryPhase:
    slug = reader.key(row, "slug")
    taking_part = bodies.get(slug, [])
    if slug and sum(body.is_lead for body in taking_part) != 1:
        to_do = "Name its bodies in “bodies”, and write yes under “lead” for one of them."
        reader.fault(row.place, f"The phase “{slug}” does not have exactly one lead body.", to_do)
    starts_on, ends_on = reader.day(row, "starts_on"), reader.day(row, "ends_on")
    if starts_on and ends_on and ends_on < starts_on:
        reader.fault(row.place_of("ends_on"), "The phase ends before it starts.", "Mend one of the dates.")
    method = reader.defined(row, "method", methods, "methods")
    is_indicative, source = _wording(reader, row)
    return LibraryPhase(
        slug=slug,
        name=reader.text(row, "name", needed=True, longest=200),
        kind=reader.one_of(row, "kind", [kind.value for kind in PhaseKind]),
        summary=reader.text(row, "summary"),
        starts_on=starts_on,
        ends_on=ends_on,
        framework=_framework(reader, row, "framework"),
        progress_framework=_framework(reader, row, "progress_framework")
        if reader.text(row, "progress_framework")
        else None,
        bodies=tuple(taking_part),
        method=methods.get(method, LibraryMethod()),
        is_indicative=is_indicative,
        source=source,
        place=row.place,
    )


def _framework(reader: Reader, row: Row, column: str) -> FrameworkName:
    version = reader.text(row, f"{column}_version", needed=True)
    return FrameworkName(reader.key(row, column), version, row.place_of(column))


def _bodies(reader: Reader, phases: list[str]) -> dict[str, list[LibraryBody]]:
    rows = reader.rows("bodies")
    reader.no_repeats(rows, ["phase", "name"])
    bodies: dict[str, list[LibraryBody]] = {}
    for row in rows:
        phase = reader.defined(row, "phase", phases, "phases", needed=True)
        name = reader.text(row, "name", needed=True, longest=200)
        short_name = reader.text(row, "short_name", needed=True, longest=60)
        body = LibraryBody(name, short_name, reader.yes(row, "lead"), row.place_of("name"))
        bodies.setdefault(phase, []).append(body)
    return bodies


def _methods(reader: Reader) -> dict[str, LibraryMethod]:
    rows = reader.rows("methods")
    reader.no_repeats(rows, ["key"])
    keys = [reader.key(row, "key") for row in rows]
    stages = _grouped(reader, "stages", keys, "key")
    milestones = _grouped(reader, "milestones", keys, "key")
    documents = _grouped(reader, "documents", keys, "number")
    methods = {}
    for key, row in zip(keys, rows, strict=True):
        is_indicative, source = _wording(reader, row)
        named = _stages(reader, stages.get(key, []))
        methods[key] = LibraryMethod(
            is_indicative=is_indicative,
            source=source,
            stages=named,
            milestones=_milestones(reader, row, milestones.get(key, []), [stage for stage, _ in named]),
            documents=_documents(reader, documents.get(key, [])),
        )
    return methods


def _grouped(reader: Reader, sheet: str, methods: list[str], unique: str) -> dict[str, list[Row]]:
    rows = reader.rows(sheet)
    reader.no_repeats(rows, ["method", unique])
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(reader.defined(row, "method", methods, "methods", needed=True), []).append(row)
    return groups


def _stages(reader: Reader, rows: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (reader.key(row, "key"), reader.text(row, "title", needed=True, longest=120)) for row in rows
    )


def _milestones(
    reader: Reader, method: Row, rows: list[Row], stages: list[str]
) -> tuple[LibraryMilestone, ...]:
    found: list[LibraryMilestone] = []
    for row in rows:
        milestone = _milestone(reader, row, stages)
        if found and (milestone.week, milestone.weekday) < (found[-1].week, found[-1].weekday):
            to_do = "Put the milestones in the order of their weeks, or mend the week."
            reader.fault(row.place_of("week"), "This comes before the milestone above it.", to_do)
        found.append(milestone)
    missing = [key for key in NEEDED_MILESTONES if key not in {each.key for each in found}]
    if found and missing:
        what = f"The timetable lacks the milestones {', '.join(missing)}."
        reader.fault(method.place, what, "Add them to “milestones” under exactly these keys.")
    return tuple(found)


def _milestone(reader: Reader, row: Row, stages: list[str]) -> LibraryMilestone:
    weekday = reader.one_of(row, "weekday", WEEKDAYS)
    return LibraryMilestone(
        stage=reader.defined(row, "stage", stages, "stages", needed=True),
        key=reader.key(row, "key"),
        title=reader.text(row, "title", needed=True, longest=120),
        week=reader.whole(row, "week", least=1, most=104),
        weekday=WEEKDAYS.index(weekday) if weekday in WEEKDAYS else 0,
        whose_turn=reader.one_of(row, "whose_turn", [role.value for role in Role]),
    )


def _documents(reader: Reader, rows: list[Row]) -> tuple[LibraryDocument, ...]:
    found: list[LibraryDocument] = []
    for row in rows:
        is_position_statement = reader.yes(row, "position_statement")
        if is_position_statement and any(each.is_position_statement for each in found):
            to_do = "Write no for all but one of the documents."
            reader.fault(row.place_of("position_statement"), "There is already a position statement.", to_do)
        found.append(
            LibraryDocument(
                number=reader.whole(row, "number", least=1, most=500),
                title=reader.text(row, "title", needed=True, longest=200),
                why=reader.text(row, "why"),
                is_position_statement=is_position_statement,
            )
        )
    return tuple(sorted(found, key=lambda each: each.number))
