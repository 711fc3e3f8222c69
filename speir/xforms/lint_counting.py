"""Whether “no”, “not recorded” and “not applicable” stay three different answers, and whether all is used."""

import re
from collections.abc import Iterator

from speir.xforms.counting import CHOICES_COLUMN, choices_by_list, list_of
from speir.xforms.findings import Finding, Looked
from speir.xforms.outline import Asked

NOT_APPLICABLE = re.compile(
    r"\bnot applicable\b|\bn/?a\b|\b(was|were|is|are) not (needed|required)\b|\bdoes not apply\b",
    re.IGNORECASE,
)
NOT_RECORDED = re.compile(
    r"\bnot (recorded|known|stated|clear)\b|\bnone recorded\b|\bunknown\b|\bdon.t know\b|\bnot enough\b",
    re.IGNORECASE,
)


def counting_findings(looked: Looked) -> Iterator[Finding]:
    """Everything about counting."""
    for asked in looked.questions():
        if asked.kind in ("select_one", "select_multiple") and asked.choices:
            yield from _of_question(looked, asked)
    yield from _of_lists(looked)


def _of_question(looked: Looked, asked: Asked) -> Iterator[Finding]:
    rule = looked.converted.rules.get(asked.path) if looked.converted else None
    if not rule:
        return
    for name, label in asked.choices:
        if NOT_APPLICABLE.search(label) and name not in rule.out:
            yield Finding(
                _choice(looked, asked, name),
                f"“{label}” stays in the denominator of “{asked.title}”.",
                "write out if those it does not apply to are not to be counted, or in if they are.",
            )
        elif NOT_RECORDED.search(label) and not {name} & {*rule.missing, *rule.out}:
            yield Finding(
                _choice(looked, asked, name),
                f"“{label}” counts as an answer like any other.",
                "write missing, so that it is told on a line of its own.",
            )
    if looked.is_record_reading and asked.kind == "select_one" and not rule.missing:
        yield Finding(
            looked.where(asked, "type"),
            f"readers of “{asked.title}” cannot say that the record is silent.",
            "add a choice “Not recorded” that counts_as missing, unless the record always says.",
        )


def _choice(looked: Looked, asked: Asked, name: str) -> str:
    rows = choices_by_list(looked.converted.workbook).get(asked.list_name, []) if looked.converted else []
    for row in rows:
        if row.get("name", "value") == name:
            return row.where(CHOICES_COLUMN)
    return f"{asked.path}, choice {name}"


def _of_lists(looked: Looked) -> Iterator[Finding]:
    """Lists that no question uses."""
    if not looked.converted:
        return
    workbook = looked.converted.workbook
    told = " ".join(text for row in workbook.rows("survey") for text in row.cells.values())
    used = {list_of(row) for row in workbook.rows("survey")}
    for name, rows in choices_by_list(workbook).items():
        if name and name not in used and not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", told):
            what = f"no question uses the list “{name}”."
            yield Finding(rows[0].where("list_name"), what, "delete its rows, or use it.")
