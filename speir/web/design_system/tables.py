"""Tables whose rows become cards on a narrow screen: each cell carries the head of its column."""

import re
from collections.abc import Sequence

from markupsafe import Markup, escape

Head = str | tuple[str, str]

# Fewer columns fit a telephone as they are; a matrix and many columns of numbers are compared side by side.
FEWEST_COLUMNS = 3
MANY_COLUMNS = 5
LONG_WORD = re.compile(r"(?:^|>)[^<]*?[^\s<]{25}")
CELL = re.compile(
    r"<tr\b(?P<row>[^>]*)>|<(?P<kind>td|th)\b(?P<marks>[^>]*)>(?P<words>.*?)</(?P=kind)>", re.DOTALL
)
COLSPAN = re.compile(r'colspan="(\d+)"')


def stacks(heads: Sequence[Head]) -> bool:
    """Whether a table with these heads is read better as cards when there is no room for columns."""
    kinds = [set(head[1].split()) if not isinstance(head, str) else set() for head in heads]
    numbers = sum("n" in kind for kind in kinds)
    is_numbers = len(heads) >= MANY_COLUMNS and 2 * numbers > len(heads)
    return len(heads) >= FEWEST_COLUMNS and not is_numbers and not any("wide" in kind for kind in kinds)


def has_long_word(words: str) -> bool:
    """Whether there is a word in it that would take the room of other columns."""
    return LONG_WORD.search(words) is not None


def marked_rows(rows: str, heads: Sequence[Head], *, as_cards: bool) -> Markup:
    """The rows with what the style sheet needs: which cells hold a long word, and each cell's label and role.

    The roles say what the elements are anyway: browsers forget it where cells are shown as blocks.
    """
    labels = [head if isinstance(head, str) else head[0] for head in heads]
    column = 0

    def marked(found: re.Match[str]) -> str:
        nonlocal column
        kind, words = found["kind"], found["words"]
        if kind is None:
            column = 0
            return f'<tr role="row"{found["row"]}>' if as_cards else found[0]
        added = " data-long" if has_long_word(words) else ""
        if as_cards:
            added += ' role="rowheader"' if kind == "th" else ' role="cell"'
            spans = COLSPAN.search(found["marks"])
            if kind == "td" and not spans and words.strip() and labels[column : column + 1]:
                added += f' data-label="{escape(labels[column])}"'
            column += int(spans[1]) if spans else 1
        return f"<{kind}{found['marks']}{added}>{words}</{kind}>"

    # The rows were printed by templates, which escape what people typed; only marks are added here.
    return Markup(CELL.sub(marked, rows))  # noqa: S704
