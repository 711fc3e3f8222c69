"""What changed between two texts."""

import pytest

from speir.web.shared.changed_words import Piece, changed_words

TEXTS = ["", "one", "one two three", "one  two\n\nthree ", "four two three five", "two"]


@pytest.mark.parametrize("before", TEXTS)
@pytest.mark.parametrize("after", TEXTS)
def test_the_pieces_give_each_text_again(before: str, after: str) -> None:
    pieces = changed_words(before, after)
    assert "".join(piece.words for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.words for piece in pieces if piece.kind != "removed") == after


def test_one_changed_word_is_one_word_out_and_one_in() -> None:
    assert changed_words("Most adults were safe.", "All adults were safe.") == (
        Piece("removed", "Most"),
        Piece("added", "All"),
        Piece("same", " adults were safe."),
    )


def test_a_new_paragraph_leaves_the_words_before_it_alone() -> None:
    assert changed_words("It was made up.", "It was made up.\n\nA second one.") == (
        Piece("same", "It was made up."),
        Piece("added", "\n\nA second one."),
    )


def test_the_same_text_has_nothing_that_changed() -> None:
    assert {piece.kind for piece in changed_words("Nothing new.", "Nothing new.")} == {"same"}
