"""pyxform stops at its first error: these are the others of the same workbook, to be mended at once."""

import re
from collections.abc import Iterator

from speir.xforms.counting import choices_by_list, list_of
from speir.xforms.faults import Fault
from speir.xforms.pyxform_advice import BY_CODE, BY_WORDS, Advice
from speir.xforms.workbook import Row, Workbook

NAME = re.compile(r"^[^\W\d][\w.\-]*$")
REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^}\s]*)\s*\}")
BEGIN_OR_END = re.compile(r"^(begin|end)[\s_]+(\w+)", re.IGNORECASE)
KNOWN = re.compile(
    r"^(text|string|integer|int|decimal|date|time|datetime|note|calculate|acknowledge|trigger|hidden|file|image|"
    r"photo|audio|video|barcode|range|rank.*|geo\w+|start|end|today|deviceid|username|email|phonenumber|audit|"
    r"start-geopoint|background-\w+|select.*|add .*|q .*|get .*|osm.*|csv-external|xml-external|"
    r"simserial|subscriberid|instance.*|uri:.*|.*\(.*|url|imei|percentage|dateTime|signature|comments?|number.*|"
    r"phone number|gps|location|xml.*|include.*|cascading.*|begin.*|end.*|deviceid|acknowledge|.* prompt)$",
    re.IGNORECASE,
)


def more_faults(workbook: Workbook) -> list[Fault]:
    """Every fault of names, types, lists and references that can be seen without pyxform."""
    rows = list(workbook.rows("survey"))
    names = {row.get("name", "value") for row in rows}
    lists = choices_by_list(workbook)
    found: list[Fault] = []
    for row in rows:
        found += _of_name(row)
        found += _of_type(row, lists)
        found += _of_references(row, names)
    return [*found, *_of_groups(rows)]


def _advice(code: str, row: Row, **words: str) -> Fault:
    return _fault(BY_CODE[code], row, **words)


def _by_words(start: str, row: Row, **words: str) -> Fault:
    advice = next(advice for pattern, advice in BY_WORDS if pattern.startswith(start))
    return _fault(advice, row, **words)


def _fault(advice: Advice, row: Row, **words: str) -> Fault:
    column = advice.column.format(**words)
    return Fault(row.where(column), advice.what.format(**words), advice.instead.format(**words))


def _of_name(row: Row) -> Iterator[Fault]:
    kind, name = row.get("type", "command"), row.get("name", "value")
    if not kind:
        if name or row.texts("label"):
            yield _by_words("Question with no type", row)
    elif not name:
        if not kind.lower().startswith(("end", "note", "audit")):
            yield _by_words("Question or group with no name", row)
    elif not NAME.match(name) and not kind.lower().startswith("end"):
        yield _advice("NAMES_008", row, sheet="survey", column="name")


def _of_type(row: Row, lists: dict[str, list[Row]]) -> Iterator[Fault]:
    kind = row.get("type", "command")
    if kind and not KNOWN.match(kind):
        yield _by_words("Unknown question type '(?P<kind>[^", row, kind=kind)
    wanted = list_of(row)
    if wanted and wanted not in lists and not re.search(r"\.\w+$|\$\{", wanted) and lists:
        yield _by_words("List name not in (?:", row, list=wanted)
    worked_out = row.get("calculation", "calculate", "bind::calculate", "default", "trigger")
    if kind.lower() == "calculate" and not worked_out:
        yield _by_words("Missing calculation", row)


def _of_references(row: Row, names: set[str]) -> Iterator[Fault]:
    for heading, text in row.cells.items():
        for name in REFERENCE.findall(text) if heading != "parameters" else ():
            if name not in names:
                yield _advice("PYREF_003", row, sheet="survey", column=heading, q=name)


def _of_groups(rows: list[Row]) -> Iterator[Fault]:
    """Groups that are not ended, ends without a beginning, and names that are there twice in one group."""
    open_groups: list[tuple[Row, str, set[str]]] = []
    taken: set[str] = set()
    for row in rows:
        name = row.get("name", "value")
        found = BEGIN_OR_END.match(row.get("type", "command"))
        word, what = (found[1].lower(), found[2].lower()) if found else ("", "")
        if word == "end":
            if not open_groups or open_groups[-1][1] != what:
                yield _advice("SURVEY_001", row, type=what)
            if open_groups:
                taken = open_groups.pop()[2]
            continue
        if name and name in taken:
            yield _advice("NAMES_001", row, value=name)
        taken.add(name)
        if word == "begin":
            open_groups.append((row, what, taken))
            taken = set()
    for row, what, _ in open_groups:
        yield _advice("SURVEY_002", row, type=what, name=row.get("name", "value"))
