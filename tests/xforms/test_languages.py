"""What languages of a form are called, and how a screen reader is told of them."""

import pytest

from speir.xforms.languages import language_of


@pytest.mark.parametrize(
    ("name", "code", "own_name"),
    [
        ("Gàidhlig (gd)", "gd", "Gàidhlig"),
        ("Gaelic (gd)", "gd", "Gàidhlig"),
        ("English (en-GB)", "en-GB", "English"),
        ("Doric (sco-x-doric)", "sco-x-doric", "Scots"),
        ("Klingon (tlh)", "tlh", "Klingon"),
        ("Welsh", "", "Welsh"),
        ("", "", ""),
    ],
)
def test_a_language_is_named_in_itself(name: str, code: str, own_name: str) -> None:
    found = language_of(name)
    assert (found.code, found.own_name) == (code, own_name)


def test_english_and_what_has_no_code_need_no_mark() -> None:
    assert [language_of(name).is_english for name in ("English (en)", "default", "Urdu (ur)")] == [
        True,
        True,
        False,
    ]


def test_what_is_written_from_the_right() -> None:
    assert language_of("Urdu (ur)").is_right_to_left
    assert not language_of("Gàidhlig (gd)").is_right_to_left
