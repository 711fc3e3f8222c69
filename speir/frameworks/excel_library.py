"""Writing a library as Excel for an author to edit. Plain Python."""

from speir.foundations.excel_writing import Look, workbook_from
from speir.frameworks.choices import ItemKind, Relation, Wording
from speir.frameworks.library import (
    SHEETS,
    FrameworkLibrary,
    LibraryCrosswalkLine,
    LibraryIllustration,
    LibraryItem,
    LibraryLevel,
)

WIDTHS = {"title": 40, "question": 50, "text": 80, "meaning": 60, "source": 40, "purpose": 60}
ANSWERS = {
    "wording": [wording.value for wording in Wording],
    "kind": [kind.value for kind in ItemKind],
    "evaluated": ["yes", "no"],
    "relation": [relation.value for relation in Relation],
}
HOW_TO = (
    "This workbook holds one framework: one sheet for each part, one row for each thing.",
    "Keep the names of the sheets and the headings in the first row. Blank rows do no harm.",
    "wording: official when read in the official document (then give the source), else indicative.",
    "parent: the number of the key area that a quality indicator stands under.",
    "value: a higher value is a better level. evaluated: yes when the item gets an evaluation of its own.",
    "crosswalk: how items stand to those of an earlier framework; leave the sheet empty if there was none.",
    "A version that an inspection has used never changes: give a changed framework a new version.",
)


def workbook_of(library: FrameworkLibrary) -> bytes:
    """The framework as an Excel file that an author can edit and import again."""
    return workbook_from(SHEETS, _rows_of(library), Look(WIDTHS, ANSWERS, HOW_TO))


def _rows_of(library: FrameworkLibrary) -> dict[str, list[list[str]]]:

    def wording(part: LibraryLevel | LibraryItem | LibraryIllustration | LibraryCrosswalkLine) -> list[str]:
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
        "crosswalk": [
            [
                *(each.earlier, each.earlier_version, each.earlier_number),
                *(each.number, each.relation, each.note, *wording(each)),
            ]
            for each in library.crosswalk
        ],
    }
