"""The formulas agree with worked examples that were published, the syllables mostly with a dictionary."""

import pytest

from speir.xforms.reading_age import ReadingAge, reading_age, syllables

# Wikipedia, "Flesch-Kincaid readability tests": its three example sentences with the ease it gives for them.
EXAMPLES = {
    "The cat sat on the mat.": 116.1,
    "This sentence, taken as a reading passage unto itself, is being used to prove a point.": 69.0,
    "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.": 37.5,
}
# McGraw's conversion table for SMOG up to school age: the most long words in thirty sentences for each grade.
MCGRAW = {6: 5, 12: 6, 20: 7, 30: 8, 42: 9, 56: 10, 72: 11}
SPOKEN = {
    1: "health harm weak good asked shared forms whole times",
    2: "police social needed timely people tables boxes careful homeless review action lives",
    3: "assessment conference evidence agencies quality family excellent decided serious protection",
    4: "capacity advocacy appropriate safeguarding chronology information immediate experience",
    5: "psychological discrimination individual investigation university",
}


@pytest.mark.parametrize(("text", "ease"), EXAMPLES.items())
def test_reading_ease_of_published_examples(text: str, ease: float) -> None:
    assert reading_age(text).flesch_ease == pytest.approx(ease, abs=0.1)


@pytest.mark.parametrize(("long_words", "grade"), MCGRAW.items())
def test_smog_of_the_published_table(long_words: int, grade: int) -> None:
    # The table belongs to the rounded formula, 3 + the root; it is within one grade of the exact one.
    assert ReadingAge(600, 30, 900, long_words).smog == pytest.approx(grade, abs=1.0)


def test_flesch_kincaid_by_hand() -> None:
    # 0.39 * 100/5 + 11.8 * 150/100 - 15.59
    assert ReadingAge(100, 5, 150, 10).flesch_kincaid == pytest.approx(9.91)
    assert ReadingAge(100, 5, 150, 10).age == 15


@pytest.mark.parametrize("count", SPOKEN)
def test_syllables_of_words_of_the_field(count: int) -> None:
    words = SPOKEN[count].split()
    right = [word for word in words if syllables(word) == count]
    assert len(right) >= 0.8 * len(words), set(words) - set(right)


def test_nothing_to_read() -> None:
    empty = reading_age("  12 – 34 ")
    assert (empty.words, empty.flesch_kincaid, empty.smog, empty.age) == (0, 0.0, 0.0, 5)


def test_sentences_are_counted_without_abbreviations() -> None:
    assert reading_age("Say why, e.g. the date. Then stop. See Dr. Gray").sentences == 3
