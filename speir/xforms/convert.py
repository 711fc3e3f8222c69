"""An author's Excel file into an XForm, through pyxform, with every fault named by its cell."""

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import Any

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert as pyxform_convert

from speir.xforms.counting import CHOICES_COLUMN, SURVEY_COLUMNS, CountingRule, counting_rules
from speir.xforms.faults import Fault, FormFaults
from speir.xforms.more_faults import more_faults
from speir.xforms.old_ways import Beside, in_todays_way, nothing_beside
from speir.xforms.pyxform_faults import fault_of, place
from speir.xforms.unsupported import in_workbook
from speir.xforms.workbook import OLD_SHEETS, Row, Workbook, plain, read_workbook

# Columns that only Speir reads: pyxform is not shown them.
OURS = {"survey": SURVEY_COLUMNS, "choices": (CHOICES_COLUMN,)}
BEGIN = re.compile(r"^begin[\s_]+(\w+)", re.IGNORECASE)
END = re.compile(r"^end[\s_]+(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class Converted:
    """A form as pyxform made it, with what only the workbook says."""

    xform: bytes
    form_id: str
    version: str
    title: str
    pyxform_version: str
    rules: dict[str, CountingRule]
    warnings: tuple[Fault, ...]
    workbook: Workbook = field(repr=False)
    places: dict[str, Row] = field(repr=False, default_factory=dict)
    media: dict[str, bytes] = field(repr=False, default_factory=dict)

    def where(self, path: str, column: str = "") -> str:
        """The place in the workbook of a path of the form; the path itself if there is none."""
        row = self.places.get(path)
        return row.where(column) if row else path


def convert(xlsx: bytes, name: str, beside: Beside = nothing_beside) -> Converted:
    """Convert a form in Excel, CSV or Markdown; raise ``FormFaults`` with sheet, row and column.

    ``beside`` gives another form of the same folder, for a form that includes one.
    """
    workbook = read_workbook(xlsx, name)
    if "survey" not in workbook.sheets:
        raise FormFaults(fault_of("You must have a sheet named 'survey'", workbook))
    said: list[str] = []
    todays = in_todays_way(workbook, beside)
    try:
        made = _through_pyxform(todays, _form_name(name), said)
    except FormFaults:
        if todays is workbook:
            raise
        # Told of the rows that the author sees, not of those that were made from them.
        made = _through_pyxform(workbook, _form_name(name), said)
    survey = made._survey
    root = str(getattr(survey, "name", "data"))
    places = {f"/{root}/{path}": row for path, row in paths_of(todays)}
    return Converted(
        xform=made.xform.encode(),
        form_id=str(getattr(survey, "id_string", "") or ""),
        version=str(getattr(survey, "version", "") or ""),
        title=str(getattr(survey, "title", "") or ""),
        pyxform_version=pyxform_version(),
        rules=counting_rules(todays, places),
        warnings=tuple(_advice(message, workbook) for message in said),
        workbook=workbook,
        places=places,
        media={"itemsets.csv": made.itemsets.encode()} if made.itemsets else {},
    )


@cache
def pyxform_version() -> str:
    """The version of pyxform that makes our forms; kept with every published one."""
    return version("pyxform")


def paths_of(workbook: Workbook) -> Iterator[tuple[str, Row]]:
    """Every question, group and repeat of the survey sheet with its path below the root."""
    above: list[str] = []
    for row in workbook.rows("survey"):
        kind, name = row.get("type", "command"), row.get("name", "value")
        if END.match(kind):
            del above[-1:]
        elif kind and name:
            yield "/".join([*above, name]), row
        if BEGIN.match(kind):
            above.append(name)


def _through_pyxform(workbook: Workbook, name: str, said: list[str]) -> Any:
    """Call pyxform; whatever it stumbles over becomes a fault."""
    logging.getLogger("pyxform").setLevel(logging.CRITICAL)
    try:
        return pyxform_convert(_for_pyxform(workbook, name), warnings=said)
    except PyXFormError as fault:
        raise FormFaults(*_all_faults(str(fault), workbook)) from fault
    except Exception as fault:  # pyxform meets workbooks it was not made for
        what = f"the form is put together in a way that cannot be converted ({type(fault).__name__})."
        instead = "compare it with a form that works: types, names, groups and lists."
        raise FormFaults(Fault("survey", what, instead)) from fault


def _all_faults(message: str, workbook: Workbook) -> list[Fault]:
    """What pyxform says, and behind it what it did not come to; a merged cell is told as that alone."""
    told = [*_faults(message, workbook)]
    places = {each.where for each in told}
    more = (*more_faults(workbook), *in_workbook(workbook))
    told += [each for each in more if each.where not in places]
    merged = {each.fault.where: each.fault for each in workbook.merged}
    left = (each for each in told if not any(cells.explains(each.where) for cells in workbook.merged))
    return list(dict.fromkeys(merged.get(each.where, each) for each in left))


def _faults(message: str, workbook: Workbook) -> Iterator[Fault]:
    """One fault a line where pyxform lists several."""
    lines = message.split("\n") if message.count("[row :") > 1 else [message]
    return (fault_of(line, workbook) for line in lines if line.strip())


def _advice(message: str, workbook: Workbook) -> Fault:
    return fault_of(message, workbook)


def _for_pyxform(workbook: Workbook, name: str) -> dict[str, Any]:
    """The workbook in the shape that pyxform reads itself, without our own columns."""
    told: dict[str, Any] = {"sheet_names": list(workbook.sheet_names), "fallback_form_name": name}
    for known, sheet in workbook.sheets.items():
        if known in OLD_SHEETS:
            continue
        ours = OURS.get(known, ())
        headings = [heading for heading in sheet.headings if plain(heading) not in ours]
        told[known] = [
            {heading: row.cells[heading] for heading in headings if heading in row.cells}
            for row in sheet.rows
        ]
        told[f"{known}_header"] = [dict.fromkeys(headings)] if headings else []
    return told


def _form_name(name: str) -> str:
    """A file's name without folder and ending; pyxform falls back on it for the form's identity."""
    text = name.encode("utf-8", "replace").decode()  # a file's name need not be text
    return re.split(r"[/\\]", text)[-1].rsplit(".", 1)[0] or "form"


__all__ = ["Converted", "convert", "paths_of", "place", "pyxform_version"]
