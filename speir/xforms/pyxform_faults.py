"""What pyxform says of a form, turned into a place in the workbook and what to write there instead."""

import re
from collections.abc import Mapping
from functools import cache

from pyxform.errors import ErrorCode

from speir.xforms.faults import Fault
from speir.xforms.pyxform_advice import BY_CODE, BY_WORDS, UNSUPPORTED_ENTITIES, Advice
from speir.xforms.workbook import Workbook


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What each coded message of pyxform looks like, longest first."""
    made = []
    for code in ErrorCode:
        words = re.sub(r"\\\{(\w+)\\\}", r"{\1}", re.escape(code.value.msg))
        seen: set[str] = set()

        def placeholder(match: re.Match[str], seen: set[str] = seen) -> str:
            again = match[1] in seen
            seen.add(match[1])
            return ".*?" if again else f"(?P<{match[1]}>.*?)"

        words = words.replace(r"\{\{", r"\{").replace(r"\}\}", r"\}")
        made.append((code.name, re.compile(re.sub(r"\{(\w+)\}", placeholder, words), re.DOTALL)))
    return tuple(sorted(made, key=lambda each: -len(each[1].pattern)))


def fault_of(message: str, workbook: Workbook) -> Fault:
    """The fault that a message of pyxform means."""
    for name, pattern in _patterns():
        if (match := pattern.match(message)) and (name in BY_CODE or name.startswith("ENTITY")):
            entities = Advice("save_to", "the form uses entities.", UNSUPPORTED_ENTITIES)
            row = "1" if name.startswith("HEADER") else ""
            return _told(BY_CODE.get(name, entities), match.groupdict(), message, workbook, row)
    for words, advice in BY_WORDS:
        if match := re.search(words, message, re.DOTALL):
            return _told(advice, match.groupdict(), message, workbook)
    return _unknown(message)


def _told(
    advice: Advice, words: Mapping[str, str | None], message: str, workbook: Workbook, row: str = ""
) -> Fault:
    known = {name: text or "" for name, text in words.items()}
    sheet, column = advice.sheet.format(**known), advice.column.format(**known)
    row = row or known.get("row") or _row_in(message) or _row_that_says(known, sheet, workbook)
    what, instead = advice.what.format(**known), advice.instead.format(**known)
    return Fault(place(sheet, row, column), what, instead)


def place(sheet: str, row: str = "", column: str = "") -> str:
    """A place as people say it: survey, row 12, column relevant."""
    parts = [sheet, f"row {row}" if row else "", f"column {column}" if column else ""]
    return ", ".join(part for part in parts if part)


def _row_in(message: str) -> str:
    found = re.search(r"\[row : (\d+)\]", message)
    return found[1] if found else ""


def _row_that_says(words: Mapping[str, str], sheet: str, workbook: Workbook) -> str:
    """Where pyxform names no row: the first row whose cells hold the word it complains of."""
    rows = list(workbook.rows(sheet))
    for row in rows if words.get("parameter") else ():
        if re.search(rf"(^|[\s;,]){re.escape(words['parameter'])}\s*=", row.get("parameters")):
            return str(row.number)
    for word in (words.get(name, "") for name in ("kind", "choice", "list", "name", "other")):
        for is_it in (_is, _is_named) if word else ():
            for row in rows:
                if any(is_it(word, cell) for cell in row.cells.values()):
                    return str(row.number)
    return ""


def _is(word: str, cell: str) -> bool:
    return word == cell


def _is_named(word: str, cell: str) -> bool:
    return f"${{{word}}}" in cell or re.split(r"\s", cell)[0] == word


def _unknown(message: str) -> Fault:
    """A message we have no advice for: pyxform's own first sentence, without its decoration."""
    row = _row_in(message)
    words = re.sub(r"\[row : \d+\]\s*|Learn more: \S+", "", message).strip().split("\n")[0]
    sheet = re.search(r"[Oo]n the '(\w+)' sheet, (?:the '([\w ]+)' value)?", words)
    where = place(sheet[1] if sheet else "survey", row, (sheet[2] or "") if sheet else "")
    shortened = (words[:240] or "the form could not be converted").rstrip(".") + "."
    return Fault(where, shortened, "mend this cell and try again; the XLSForm reference is at xlsform.org.")
