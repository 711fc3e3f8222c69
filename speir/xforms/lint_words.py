"""The words of a form: one question at a time, easy to read, with a message for every limit."""

from collections.abc import Iterator

from speir.xforms.findings import ADVICE, MEND, Finding, Looked
from speir.xforms.languages import language_of
from speir.xforms.outline import Asked
from speir.xforms.wording import (
    HARD_FOR_ALL,
    LONG_SENTENCE,
    age_of_all,
    is_double_barrelled,
    is_hard,
    longest_sentence,
)

ENOUGH_TO_MEASURE = 100
# What a device or an account puts into an answer: it leads back to the person who answered.
IDENTIFYING = {
    "deviceid": "the device",
    "username": "the account",
    "email": "the account",
    "phonenumber": "the telephone",
    "phone number": "the telephone",
    "subscriberid": "the telephone",
    "simserial": "the telephone",
    "start-geopoint": "the place",
    "audit": "every step on the device",
    "start": "the moment of beginning",
    "end": "the moment of ending",
}


def word_findings(looked: Looked) -> Iterator[Finding]:
    """Everything about words and about what gives a person away."""
    is_english = language_of(looked.outline.language).is_known_as_english
    for asked in looked.outline.asked:
        # Words, syllables and “and” are counted as in English: of another language they say nothing.
        if is_english:
            yield from _of_english(looked, asked)
        yield from _of_limits(looked, asked)
        yield from _of_device(looked, asked)
    if is_english:
        yield from _of_all(looked)


def _of_english(looked: Looked, asked: Asked) -> Iterator[Finding]:
    where = looked.where(asked, "label")
    if asked.kind in ("select_one", "acknowledge", "range", "integer") and is_double_barrelled(asked.label):
        what = f"“{asked.label}” may ask two things at once."
        yield Finding(where, what, "ask them one by one, or leave one out.")
    if is_hard(asked.label):
        what = f"this is hard to read: as for an age of {age_of_all([asked.label]).age} (Flesch-Kincaid)."
        yield Finding(where, what, f"use shorter words and sentences; aim for {HARD_FOR_ALL} or less.")
    elif longest_sentence(asked.label) > LONG_SENTENCE:
        what = f"a sentence has {longest_sentence(asked.label)} words."
        yield Finding(where, what, f"make it shorter than {LONG_SENTENCE}, or put part of it in the hint.")


def _of_limits(looked: Looked, asked: Asked) -> Iterator[Finding]:
    if asked.constraint and not asked.constraint_message and asked.is_question:
        yield Finding(
            looked.where(asked, "constraint"),
            "an answer can be refused without a word of why.",
            "write in constraint_message what an answer must be.",
            ADVICE,
        )


def _of_device(looked: Looked, asked: Asked) -> Iterator[Finding]:
    if not looked.is_anonymous or not asked.preload:
        return
    # A preload of the device's date ("today") says nothing about a person.
    known = IDENTIFYING.get(asked.preload)
    if known:
        what = f"“{asked.name}” stores {known} with the answers, and answers are to be anonymous."
        yield Finding(looked.where(asked, "type"), what, "delete the row.", MEND)


def _of_all(looked: Looked) -> Iterator[Finding]:
    measured = age_of_all([asked.label for asked in looked.questions() if asked.label])
    if measured.words >= ENOUGH_TO_MEASURE and measured.age > HARD_FOR_ALL:
        yield Finding(
            "survey, column label" if looked.converted else "labels",
            f"on the whole the questions read as for an age of {measured.age} "
            f"(Flesch-Kincaid {measured.flesch_kincaid:.1f}, SMOG {measured.smog:.1f}).",
            f"aim for {HARD_FOR_ALL} or less: everyday words, short sentences.",
        )
