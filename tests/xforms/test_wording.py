"""A question asks one thing in words that people can read."""

import pytest

from speir.xforms.wording import age_of_all, is_double_barrelled, is_hard, longest_sentence, plain_text


@pytest.mark.parametrize(
    "label",
    [
        "Was the plan clear and up to date?",
        "Were the adult or the carer asked?",
        "Was it timely? Was it good?",
        "How well was this adult kept safe, protected and supported?",
    ],
)
def test_two_questions_in_one(label: str) -> None:
    assert is_double_barrelled(label)


@pytest.mark.parametrize(
    "label",
    [
        "Was the plan clear?",
        "Is health and social care part of the plan?",
        "Was the quality good or better?",
        "Did it take five days or more?",
        "Was **${band_and_name}** seen?",
        "Did the police share what was needed (for example dates and places)?",
        "Was support offered, such as advocacy or counselling?",
    ],
)
def test_one_question(label: str) -> None:
    assert not is_double_barrelled(label)


def test_hard_words_in_a_long_sentence() -> None:
    hard = (
        "To what extent does the documentation demonstrate multi-agency consideration of proportionality "
        "throughout the investigative decision-making process?"
    )
    assert is_hard(hard)
    assert not is_hard("Did the worker write down what the adult said they wanted to happen next?")
    assert not is_hard("Multi-agency proportionality?")


def test_sentences_are_measured_one_by_one() -> None:
    assert longest_sentence("Say why. Then say what you would have done.") == 7
    assert longest_sentence("") == 0


def test_labels_are_read_without_markup() -> None:
    assert plain_text("It took **${days}** days, <b>see</b> https://example.org/x") == "It took days, see"


def test_all_labels_together() -> None:
    assert age_of_all(["Was it good?", "Was it quick?"]).sentences == 2
