"""Whether a question asks one thing, in words that people can read."""

import re

from speir.xforms.reading_age import ReadingAge, reading_age

LONG_SENTENCE = 25
ENOUGH_WORDS = 12
HARD_FOR_ONE, HARD_FOR_ALL = 18, 15
# Pairs that are one thing to people in this field, and phrases in which the word joins nothing.
ONE_THING = re.compile(
    r"\b(health and social (?:care|work)|social work and social care|(?:adult )?support and protection|"
    r"children and young people|adults? and older people|terms and conditions|policies and procedures|"
    r"policy and practice|vision and strategy|mothers? and fathers?|family and friends|"
    r"between \w+(?: \w+)? and|both \w+ and|more and more|again and again|up to and including|"
    r"one or more|two or more|\w+ or (?:more|less|fewer|over|under|older|younger|better|worse|earlier|later)|"
    r"whether or not|yes or no|sooner or later|more or less)\b",
    re.IGNORECASE,
)
# What is in brackets or after a comma-free "such as" gives examples; it asks nothing of its own.
EXAMPLES = re.compile(r"\([^)]*\)|\b(?:such as|for example|e\.g\.|including)\b.*$", re.IGNORECASE)
JOINS = re.compile(r"\b(?:and|or|and/or|as well as)\b", re.IGNORECASE)
MARKUP = re.compile(r"\$\{[^}]*\}|<[^>]+>|[*_#`]+|https?://\S+")


def is_double_barrelled(label: str) -> bool:
    """Whether a label asks two things, so that one answer cannot fit both."""
    text = EXAMPLES.sub(" ", MARKUP.sub(" ", label))
    if text.count("?") > 1:
        return True
    return JOINS.search(ONE_THING.sub(" ", text)) is not None


def plain_text(label: str) -> str:
    """A label without references, links and emphasis."""
    return re.sub(r"\s+", " ", MARKUP.sub(" ", label)).strip()


def is_hard(label: str) -> bool:
    """Whether one label is long enough to measure, and hard to read."""
    measured = reading_age(plain_text(label))
    return measured.words >= ENOUGH_WORDS and measured.age >= HARD_FOR_ONE


def longest_sentence(label: str) -> int:
    """The words of the longest sentence of a label."""
    sentences = re.split(r"[.!?:;]\s+|\n", plain_text(label))
    return max((reading_age(sentence).words for sentence in sentences), default=0)


def age_of_all(labels: list[str]) -> ReadingAge:
    """The reading age of a whole form: every label a sentence of its own."""
    return reading_age("\n".join(map(plain_text, labels)))
