"""Ways of writing a form that pyxform no longer reads, rewritten as it reads them today: for trying only."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from speir.xforms.counting import choices_by_list
from speir.xforms.workbook import Row, Sheet, Workbook, plain

CASCADES, OLD_CHOICES, DUPLICATES = "cascades", "choices and columns", "allow_choice_duplicates"
CASCADING = re.compile(r"^cascading[_ ]select\s+\S+$", re.IGNORECASE)
INCLUDE = re.compile(r"^include$", re.IGNORECASE)
# What the questions of a cascade took over from its row, as they always did.
TAKEN_OVER = (
    "relevant", "required", "required_message", "constraint", "constraint_message", "read_only", "readonly",
)  # fmt: skip
# Two choices of one name that differ in these alone cannot be told apart by any filter.
SHOWN = ("list_name", "list name", "name", "value", "label", "image", "audio", "video", "media")
Beside = Callable[[str], Workbook | None]


def nothing_beside(name: str) -> Workbook | None:
    """No other form is at hand."""
    return None


def in_todays_way(workbook: Workbook, beside: Beside = nothing_beside) -> Workbook:
    """The workbook as today's pyxform reads it; the workbook itself when nothing in it is old."""
    todays = _with_includes(_with_old_choices(workbook), beside)
    todays = _with_cascades(todays)
    if told_apart_by_filters(todays):
        todays = _with_setting(todays, DUPLICATES, "yes")
    return todays


def told_apart_by_filters(workbook: Workbook) -> list[Row]:
    """The second choices of a name in a list, when each differs from the first in what a filter may ask."""
    found: list[Row] = []
    for rows in choices_by_list(workbook).values() if not workbook.setting(DUPLICATES) else ():
        seen: dict[str, list[Row]] = {}
        for row in rows:
            others = seen.setdefault(row.get("name", "value"), [])
            if any(_for_filters(row) == _for_filters(other) for other in others):
                return []
            found += [row] if others else []
            others.append(row)
    return found


def _for_filters(row: Row) -> dict[str, str]:
    return {head: text for head, text in row.cells.items() if plain(head.split(":")[0]) not in SHOWN}


def _with_old_choices(workbook: Workbook) -> Workbook:
    old = workbook.sheets.get(OLD_CHOICES)
    return _put_in(workbook, "choices", old.rows, old.headings) if old else workbook


def _with_includes(workbook: Workbook, beside: Beside) -> Workbook:
    """The questions of another file in the place of the row that includes them."""
    made: list[Row] = []
    todays = workbook
    for row in workbook.rows("survey"):
        other = beside(row.get("name")) if INCLUDE.match(row.get("type")) else None
        if other is None or "survey" not in other.sheets:
            made.append(row)
            continue
        headings = {plain(each): each for each in todays.sheets["survey"].headings}
        for included in other.rows("survey"):
            cells = {headings.get(plain(head), head): text for head, text in included.cells.items()}
            made.append(Row(row.sheet, row.number, cells))
        known = choices_by_list(todays)
        new = [each for name, rows in choices_by_list(other).items() if name not in known for each in rows]
        todays = _put_in(todays, "choices", tuple(new), other.sheets["choices"].headings if new else ())
    return workbook if made == list(workbook.rows("survey")) else _with_rows(todays, made)


def _with_cascades(workbook: Workbook) -> Workbook:
    """A question for every level of a cascade, each filtered by the answers above it."""
    cascades = workbook.sheets.get(CASCADES)
    rows = list(workbook.rows("survey"))
    if cascades is None or not any(CASCADING.match(row.get("type")) for row in rows):
        return workbook
    levels = cascades.headings[1:]
    made: list[Row] = []
    for row in rows:
        is_old = CASCADING.match(row.get("type"))
        made += _questions(row, workbook, levels) if is_old else [row]
    choices = tuple(_choices(cascades, levels))
    return _put_in(_with_rows(workbook, made), "choices", choices, ("list_name", "name", "label", *levels))


def _questions(row: Row, workbook: Workbook, levels: tuple[str, ...]) -> Iterator[Row]:
    headings = workbook.sheets["survey"].headings
    label = next((each for each in headings if plain(each.split(":")[0]) == "label"), "label")
    labels = next(iter(workbook.rows(CASCADES)), row)
    name = row.get("name")
    taken = {head: text for head, text in row.cells.items() if plain(head) in TAKEN_OVER}
    for place, level in enumerate(levels):
        above = [f"{each}=${{{name}_{each}}}" for each in levels[:place]]
        cells = {
            "type": f"select_one {level}",
            "name": name if level == levels[-1] else f"{name}_{level}",
            label: labels.get(plain(level)) or level,
            **({"choice_filter": " and ".join(above)} if above else {}),
        }
        yield Row(row.sheet, row.number, {**taken, **cells})


def _choices(cascades: Sheet, levels: tuple[str, ...]) -> Iterator[Row]:
    """Each choice once below the same choices; the first row of the sheet has the questions' labels."""
    seen: set[tuple[str, ...]] = set()
    for row in list(cascades.filled())[1:]:
        for place, level in enumerate(levels):
            way = tuple(_name_of(row.cells.get(each, "")) for each in levels[: place + 1])
            if level not in row.cells or way in seen:
                continue
            seen.add(way)
            label = row.cells[level].strip()
            cells = {"list_name": level, "name": way[-1], "label": label}
            yield Row(row.sheet, row.number, {**cells, **dict(zip(levels[:place], way[:-1], strict=True))})


def _name_of(text: str) -> str:
    """The name that a choice of a cascade has always had: its words with underscores."""
    return re.sub(r"\W+", "_", text.strip().lower())


def _with_rows(workbook: Workbook, rows: list[Row]) -> Workbook:
    survey = workbook.sheets["survey"]
    headings = dict.fromkeys([*survey.headings, *(head for row in rows for head in row.cells)])
    sheet = Sheet(survey.name, tuple(headings), tuple(rows))
    return replace(workbook, sheets={**workbook.sheets, "survey": sheet})


def _put_in(workbook: Workbook, known: str, rows: tuple[Row, ...], headings: tuple[str, ...]) -> Workbook:
    """More rows in a sheet, with the headings that the sheet has for the same columns."""
    there = workbook.sheets.get(known, Sheet(known, (), ()))
    same = {plain(each): each for each in there.headings}
    added = [
        replace(row, cells={same.get(plain(head), head): text for head, text in row.cells.items()})
        for row in rows
    ]
    columns = dict.fromkeys([*there.headings, *(same.get(plain(head), head) for head in headings)])
    sheet = Sheet(there.name, tuple(columns), (*there.rows, *added))
    names = dict.fromkeys([*workbook.sheet_names, there.name])
    return replace(workbook, sheets={**workbook.sheets, known: sheet}, sheet_names=tuple(names))


def _with_setting(workbook: Workbook, name: str, value: str) -> Workbook:
    rows = list(workbook.rows("settings")) or [Row("settings", 2, {})]
    rows[0] = replace(rows[0], cells={**rows[0].cells, name: value})
    there = workbook.sheets.get("settings", Sheet("settings", (), ()))
    sheet = Sheet(there.name, tuple(dict.fromkeys([*there.headings, name])), tuple(rows))
    names = dict.fromkeys([*workbook.sheet_names, there.name])
    return replace(workbook, sheets={**workbook.sheets, "settings": sheet}, sheet_names=tuple(names))
