"""Rows that become cards where there is no room for columns: labels, roles, and long words."""

import pytest
from django.template import engines
from markupsafe import Markup

from speir.web.design_system.tables import Head, marked_rows, stacks

HEADS: list[Head] = ["Who", ("Files", "n"), "How it stands"]
LONG = "a" * 60


def marked(row: str, *, as_cards: bool = True) -> str:
    return marked_rows(row, HEADS, as_cards=as_cards)


@pytest.mark.parametrize(
    ("heads", "become_cards"),
    [
        (["Body", "Signed"], False),
        (HEADS, True),
        (["Source", ("Strength", "n"), ("Limitation", "n"), ("Context", "n")], True),
        (["Which", ("n", "n"), ("Came true", "n"), ("Score", "n"), "Remark"], False),
        ([("To do this", "wide"), "Lead inspector", "Inspector"], False),
        (["Item", ("Lodged by", "w15"), "Late"], True),
    ],
)
def test_numbers_and_matrices_keep_their_columns(heads: list[Head], become_cards: bool) -> None:
    assert stacks(heads) is become_cards


def test_each_cell_says_what_it_is_and_of_which_column() -> None:
    row = '<tr class="x"><th scope="row">NHS</th><td class="n">3</td><td>Late</td></tr>'
    assert marked(row) == (
        '<tr role="row" class="x"><th scope="row" role="rowheader">NHS</th>'
        '<td class="n" role="cell" data-label="Files">3</td>'
        '<td role="cell" data-label="How it stands">Late</td></tr>'
    )
    assert marked(row, as_cards=False) == row


def test_every_row_begins_with_the_first_head_and_an_empty_cell_has_no_label() -> None:
    told = marked("<tr><td>A</td><td>\n</td></tr><tr><td>B</td><td></td></tr>")
    assert told.count('data-label="Who"') == 2
    assert "Files" not in told


def test_a_cell_over_several_columns_speaks_for_itself() -> None:
    told = marked('<tr><th>A</th><td colspan="2">Nobody has spoken.</td></tr>')
    assert "data-label" not in told
    assert marked('<tr><td colspan="2">A</td><td>Late</td></tr>').endswith(
        '<td role="cell" data-label="How it stands">Late</td></tr>'
    )


def test_more_cells_than_heads_are_shown_all_the_same() -> None:
    assert marked("<tr><td>1</td><td>2</td><td>3</td><td>4</td></tr>").count("data-label") == 3


def test_a_head_is_escaped_in_the_label() -> None:
    told = marked_rows("<tr><td>1</td></tr>", ['“a" onclick="b”', "x", "y"], as_cards=True)
    assert 'data-label="“a&#34; onclick=&#34;b”"' in told


@pytest.mark.parametrize(
    ("words", "is_long"),
    [
        (LONG, True),
        (f'<a href="/x/">see {LONG}</a>', True),
        (f'<a href="/{LONG}/">short</a>', False),
        (f'<span class="{LONG}"> <b title="{LONG}">x</b> y</span>', False),
        ("so many words that the cell is long, and none of them is", False),
    ],
)
def test_the_cell_of_a_long_word_is_marked_whatever_the_table(words: str, is_long: bool) -> None:
    for as_cards in (True, False):
        assert ("data-long" in marked(f"<tr><td>{words}</td></tr>", as_cards=as_cards)) is is_long


def test_the_macro_prints_roles_only_on_tables_that_become_cards() -> None:
    template = engines["jinja2"].from_string(
        "{% call ds.table('Signed', heads) %}"
        '<tr><th scope="row">{{ who }}</th><td>b</td><td>c</td></tr>'
        "{% endcall %}"
    )
    told = template.render({"heads": ["Who", "When", ("How", "w15")], "who": "<b>"})
    assert '<th scope="col" role="columnheader" class="w15">How</th>' in told
    assert 'role="rowheader">&lt;b&gt;</th>' in told
    long_head = template.render({"heads": ["Who", LONG, "How"], "who": "x"})
    assert f'role="columnheader" data-long>{LONG}</th>' in long_head
    two = template.render({"heads": ["Who", "When"], "who": Markup("x")})
    assert "role=" not in two.replace('role="region"', "")
