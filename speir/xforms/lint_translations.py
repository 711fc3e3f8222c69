"""Words that one language of a form has and another lacks: readers are shown the default language there."""

import re
from collections.abc import Iterator

from speir.xforms.findings import Finding, Looked
from speir.xforms.workbook import Row, Workbook, plain

TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
SHEETS = ("survey", "choices")
BETWEEN = re.compile(r"\s*::?\s*")


def translation_findings(looked: Looked) -> Iterator[Finding]:
    """One finding for each column of a language that has gaps, at the first of them."""
    if not looked.converted:
        return
    workbook = looked.converted.workbook
    languages = _languages(workbook)
    # A heading that names no language holds the words of the default one.
    usual = workbook.setting("default_language") or next(iter(languages), "")
    for sheet in SHEETS:
        for column in TRANSLATED:
            for language in languages:
                gaps = [row for row in workbook.rows(sheet) if _lacks(row, column, language, usual)]
                if gaps:
                    yield _finding(gaps, column, language)


def _languages(workbook: Workbook) -> list[str]:
    """Every language that a heading of either sheet names, in their order."""
    named = [
        _language(heading, "")
        for name in SHEETS
        if (sheet := workbook.sheets.get(name))
        for heading in sheet.headings
        if plain(BETWEEN.split(heading)[0]) in TRANSLATED
    ]
    return list(dict.fromkeys(filter(None, named)))


def _language(heading: str, usual: str) -> str:
    """The language of a heading, ``usual`` for one that names none."""
    _, *named = BETWEEN.split(heading.strip(), maxsplit=1)
    return named[0] if named else usual


def _lacks(row: Row, column: str, language: str, usual: str) -> bool:
    """Whether a row has words in this column, and none in this language."""
    said = row.texts(column)
    return bool(said) and language not in {_language(heading, usual) for heading in said}


def _finding(gaps: list[Row], column: str, language: str) -> Finding:
    more = f" ({len(gaps)} rows have the same gap)" if len(gaps) > 1 else ""
    return Finding(
        gaps[0].where(f"{column}::{language}"),
        f"another language has words and {language} has none{more}: the default language is shown.",
        "write the words, or take the language out of the whole form.",
    )
