"""A form as text, in CSV or as tables in Markdown, as pyxform reads both; rows count from each heading."""

import csv
import io
import re
from collections.abc import Iterator

from speir.xforms.faults import Fault, FormFaults

ENDINGS = (".csv", ".md")
LARGEST_CELL = 1_000_000
Grids = dict[str, list[list[str]]]
_LINE = re.compile(r"^\s*\|(.*)\|\s*$")
_RULE = re.compile(r"[\s|:-]+")
_COMMENT = re.compile(r"#[^|]+$")
_PIPE = re.compile(r"(?<!\\)\|")
_FIRST_SHEET = re.compile(r"^[\s\"|]*(survey|choices|settings)[\s\"]*[,|]", re.IGNORECASE | re.MULTILINE)


def is_text_form(content: bytes) -> bool:
    """Whether a text begins a sheet that forms are made of; a list of choices or a page of words does not."""
    return _FIRST_SHEET.search(content[:20_000].decode("utf-8-sig", "replace")) is not None


def read_text(content: bytes, name: str) -> tuple[list[str], Grids]:
    """The names of the sheets in order, and their cells; what has no sheet is no form."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        what = "this is not text in UTF-8."
        raise FormFaults(Fault("file", what, "save it as “CSV UTF-8”, or as UTF-8.")) from fault
    lines = _of_markdown(text) if name.lower().endswith(".md") else _of_csv(text)
    grids: Grids = {}
    sheet = ""
    for first, cells in lines:
        if first:
            sheet = first
            grids.setdefault(sheet, [])
        if sheet and any(cells):
            grids[sheet].append(cells)
    if not grids:
        what = "no sheet begins in it: the first column names the sheet, as in “survey”."
        raise FormFaults(Fault("file", what, "write survey in the first column, above the headings."))
    return list(grids), grids


def _of_csv(text: str) -> Iterator[tuple[str, list[str]]]:
    for row in _rows_of_csv(text):
        cells = [each.strip() for each in row]
        yield (cells[0], cells[1:]) if cells else ("", [])


def _rows_of_csv(text: str) -> list[list[str]]:
    # The limit is one for the whole process: other readers of CSV must not find it changed.
    usual = csv.field_size_limit(LARGEST_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as fault:
        raise FormFaults(Fault("file", f"it is no CSV file ({fault}).", "save it again as CSV.")) from fault
    finally:
        csv.field_size_limit(usual)


def _of_markdown(text: str) -> Iterator[tuple[str, list[str]]]:
    for line in text.splitlines():
        found = None if line.startswith("#") else _LINE.match(_COMMENT.sub("", line))
        if found and not (_RULE.fullmatch(found[1]) and "-" in found[1]):
            first, *cells = [each.strip().replace(r"\|", "|") for each in _PIPE.split(found[1])]
            yield first, cells
