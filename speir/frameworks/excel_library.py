"""Writing a library as Excel for an author to edit. Plain Python."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from speir.foundations.excel_tables import READ_ME
from speir.frameworks.choices import ItemKind, Wording
from speir.frameworks.library import (
    SHEETS,
    FrameworkLibrary,
    LibraryIllustration,
    LibraryItem,
    LibraryLevel,
)

WIDTHS = {"title": 40, "question": 50, "text": 80, "meaning": 60, "source": 40, "purpose": 60}
ANSWERS = {
    "wording": [wording.value for wording in Wording],
    "kind": [kind.value for kind in ItemKind],
    "evaluated": ["yes", "no"],
}
HOW_TO = (
    "This workbook holds one framework: one sheet for each part, one row for each thing.",
    "Keep the names of the sheets and the headings in the first row. Blank rows do no harm.",
    "wording: official when read in the official document (then give the source), else indicative.",
    "parent: the number of the key area that a quality indicator stands under.",
    "value: a higher value is a better level. evaluated: yes when the item gets an evaluation of its own.",
    "A version that an inspection has used never changes: give a changed framework a new version.",
)


def workbook_of(library: FrameworkLibrary) -> bytes:
    """The framework as an Excel file that an author can edit and import again."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in _rows_of(library).items():
        _write(workbook.create_sheet(name), SHEETS[name], rows)
    read_me = workbook.create_sheet(READ_ME)
    read_me.column_dimensions["A"].width = 120
    for line in HOW_TO:
        read_me.append([line])
    saved = BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def _rows_of(library: FrameworkLibrary) -> dict[str, list[list[str]]]:

    def wording(part: LibraryLevel | LibraryItem | LibraryIllustration) -> list[str]:
        return [(Wording.INDICATIVE if part.is_indicative else Wording.OFFICIAL).value, part.source]

    def evaluated(item: LibraryItem) -> list[str]:
        return ["yes" if item.is_evaluated else "no", item.scale]

    return {
        "framework": [[library.key, library.version, library.title, library.purpose, library.source]],
        "scales": [[scale.key, scale.title] for scale in library.scales],
        "levels": [
            [scale.key, each.key, str(each.value), each.label, each.meaning, *wording(each)]
            for scale in library.scales
            for each in scale.levels
        ],
        "items": [
            [each.number, each.parent, each.kind, each.title, each.question, *evaluated(each), *wording(each)]
            for each in library.items
        ],
        "illustrations": [
            [item.number, each.level, each.text, *wording(each)]
            for item in library.items
            for each in item.illustrations
        ],
        "terms": [[term.key, term.singular, term.plural] for term in library.terms],
    }


def _write(sheet: Worksheet, columns: tuple[str, ...], rows: list[list[str]]) -> None:
    sheet.append(columns)
    for at, row in enumerate(rows, start=2):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(at, column, text or None)
            cell.number_format = "@"  # text: otherwise Excel turns indicator 1.10 into 1.1
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if text.startswith("="):
                cell.data_type = "s"  # words, never a formula
    sheet.freeze_panes = "A2"
    for column, name in enumerate(columns, start=1):
        letter = get_column_letter(column)
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[letter].width = WIDTHS.get(name, 18)
        if name in ANSWERS:
            answers = DataValidation(type="list", formula1=f'"{",".join(ANSWERS[name])}"', allow_blank=False)
            answers.add(f"{letter}2:{letter}1000")
            sheet.add_data_validation(answers)
