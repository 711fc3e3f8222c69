"""Turning the rows about methods into methods, or into everything that is wrong with them. Plain Python."""

from collections.abc import Iterable

from speir.foundations.choice import Choice
from speir.foundations.library_faults import Reader, Row
from speir.partnerships.choices import PartnershipKind
from speir.people.choices import Role
from speir.programmes.checking_packs import (
    check_fields,
    checked_letters,
    checked_pack,
    wording_of,
    words_in,
)
from speir.programmes.choices import EvidenceMethodKind, FollowUp, InstrumentKind, Output
from speir.programmes.library import (
    WEEKDAYS,
    LibraryDocument,
    LibraryEvidenceMethod,
    LibraryInstrument,
    LibraryMethod,
    LibraryMilestone,
    LibraryTask,
    needed_milestones,
)

LOOKS_AT = tuple(kind.value for kind in PartnershipKind)


def checked_methods(reader: Reader) -> dict[str, LibraryMethod]:
    """The methods of a file by their keys."""
    rows = reader.rows("methods")
    reader.no_repeats(rows, ["key"])
    keys = [reader.key(row, "key") for row in rows]
    stages = _grouped(reader, "stages", keys, "key")
    milestones = _grouped(reader, "milestones", keys, "key")
    documents = _grouped(reader, "documents", keys, "number")
    tasks = _grouped(reader, "tasks", keys, "title")
    evidence = _grouped(reader, "evidence_methods", keys, "title")
    instruments = _grouped(reader, "instruments", keys, "title")
    packs = _grouped(reader, "pack", keys, "key")
    letters = _grouped(reader, "letters", keys, "key")
    parts = (stages, milestones, documents, tasks, evidence, instruments, packs, letters)
    return {
        key: _method(reader, row, [sheet.get(key, []) for sheet in parts])
        for key, row in zip(keys, rows, strict=True)
    }


def _method(reader: Reader, row: Row, parts: list[list[Row]]) -> LibraryMethod:
    stages, milestones, documents, tasks, evidence, instruments, pack, letters = parts
    is_indicative, source = wording_of(reader, row)
    named = _stages(reader, stages)
    keys = [stage for stage, _ in named]
    timetable, letter = _milestones(reader, milestones, keys), _letter(reader, row)
    last_week = max((each.week for each in timetable), default=0)
    method = LibraryMethod(
        key=row.cells["key"].text.strip() if "key" in row.cells else "",
        version=reader.text(row, "version", longest=30) or "1",
        title=reader.text(row, "title", longest=200),
        output=_one_of(reader, row, "output", Output, Output.GRADED_REPORT),
        follow_up=_one_of(reader, row, "follow_up", FollowUp, FollowUp.IMPROVEMENT_PLAN),
        looks_at=words_in(reader, row, "looks_at", LOOKS_AT),
        letter=letter,
        is_indicative=is_indicative,
        source=source,
        stages=named,
        milestones=timetable,
        documents=_documents(reader, documents),
        tasks=tuple(_task(reader, each, keys) for each in tasks),
        evidence_methods=tuple(_evidence_method(reader, each) for each in evidence),
        instruments=tuple(_instrument(reader, each) for each in instruments),
        pack=checked_pack(reader, pack, keys, last_week),
        letters=checked_letters(reader, letters, letter),
    )
    _check_whole(reader, row, method)
    return method


def _check_whole(reader: Reader, row: Row, method: LibraryMethod) -> None:
    missing = [
        key for key in needed_milestones(method.output) if key not in {each.key for each in method.milestones}
    ]
    if method.milestones and missing:
        what = f"The timetable lacks the milestones {', '.join(missing)}."
        reader.fault(row.place, what, "Add them to “milestones” under exactly these keys.")
    if method.milestones and not method.documents and method.output != Output.PROGRESS_JUDGEMENTS:
        to_do = "Add a row to “documents”: a position statement, a self-evaluation or a short list."
        reader.fault(row.place, "The method asks for no document, so gathering could not begin.", to_do)


def _one_of(reader: Reader, row: Row, column: str, kind: type[Choice], usual: Choice) -> str:
    if not reader.text(row, column):
        return str(usual.value)
    return reader.one_of(row, column, [str(each.value) for each in kind])


def _letter(reader: Reader, row: Row) -> str:
    letter = reader.text(row, "letter")
    check_fields(reader, row, "letter", letter)
    return letter


def _task(reader: Reader, row: Row, stages: list[str]) -> LibraryTask:
    return LibraryTask(
        stage=reader.defined(row, "stage", stages, "stages", needed=True),
        role=reader.one_of(row, "role", [role.value for role in Role]),
        title=reader.text(row, "title", needed=True, longest=300),
    )


def _evidence_method(reader: Reader, row: Row) -> LibraryEvidenceMethod:
    kind = reader.one_of(row, "kind", [kind.value for kind in EvidenceMethodKind])
    return LibraryEvidenceMethod(kind, reader.text(row, "title", needed=True, longest=300))


def _instrument(reader: Reader, row: Row) -> LibraryInstrument:
    kind = reader.one_of(row, "kind", [kind.value for kind in InstrumentKind])
    title = reader.text(row, "title", needed=True, longest=300)
    return LibraryInstrument(kind, title, reader.text(row, "questionnaire", longest=120))


def yes_unless_no(reader: Reader, row: Row, column: str) -> bool:
    """Yes or no, where nothing written is yes."""
    return reader.yes(row, column) if reader.text(row, column) else True


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


def _milestones(reader: Reader, rows: list[Row], stages: list[str]) -> tuple[LibraryMilestone, ...]:
    found: list[LibraryMilestone] = []
    for row in rows:
        milestone = _milestone(reader, row, stages)
        if found and (milestone.week, milestone.weekday) < (found[-1].week, found[-1].weekday):
            to_do = "Put the milestones in the order of their weeks, or mend the week."
            reader.fault(row.place_of("week"), "This comes before the milestone above it.", to_do)
        found.append(milestone)
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
