"""What must be true of a document pack."""

from collections.abc import Collection
from datetime import date

from speir.foundations.rules import rule


@rule()
def partnership_has_been_told(status: str) -> bool:
    """The partnership has not been notified yet, so nothing can be released. Send the letters first."""
    return status != "planned"


@rule()
def inspection_is_not_over(status: str) -> bool:
    """The inspection is closed, so nothing more is released or asked in it."""
    return status != "closed"


@rule()
def document_is_not_released(is_released: bool) -> bool:
    """This document has been released already."""
    return not is_released


@rule()
def document_is_released(is_released: bool) -> bool:
    """This document has not been released yet."""
    return is_released


@rule()
def there_is_something_to_read(has_words: bool) -> bool:
    """The document has no words yet. Give it a version with words or a file first."""
    return has_words


@rule("reason")
def other_day_has_a_reason(reason: str) -> bool:
    """Say why it comes on another day than the timetable says. It stays on record."""
    return bool(reason.strip())


@rule("release_on")
def release_is_still_to_come(release_on: date, today: date) -> bool:
    """Choose a day after today, or release the document now."""
    return release_on > today


@rule("release_on")
def release_is_on_a_working_day(release_on: date) -> bool:
    """That day falls on a weekend. Choose a Monday to Friday."""
    return release_on.weekday() < 5


@rule("text")
def version_has_words(text: str, has_file: bool) -> bool:
    """Write the words, or choose a file."""
    return bool(text.strip()) or has_file


@rule("what_changed")
def change_is_told(what_changed: str) -> bool:
    """Say what changed, so that nobody need compare the two."""
    return bool(what_changed.strip())


@rule()
def version_is_the_newest(number: int, newest: int) -> bool:
    """A newer version has come meanwhile. Read that one, then acknowledge it."""
    return number == newest


@rule()
def document_is_for_the_reader(may_read: bool) -> bool:
    """This document is for other people. Ask your coordinator if you need it."""
    return may_read


@rule()
def somebody_has_not_acknowledged(missing: int) -> bool:
    """Everybody has acknowledged it, so there is nobody to remind."""
    return missing > 0


@rule("text")
def question_is_written(text: str) -> bool:
    """Write your question."""
    return bool(text.strip())


@rule("answer")
def answer_is_written(answer: str) -> bool:
    """Write the answer."""
    return bool(answer.strip())


@rule()
def question_waits_for_its_answer(is_answered: bool) -> bool:
    """This question has been answered already. Load the page again to read the answer."""
    return not is_answered


@rule()
def question_is_answered(is_answered: bool) -> bool:
    """Answer the question first. Then its answer can be shared."""
    return is_answered


@rule("asks")
def shared_question_is_written(asks: str) -> bool:
    """Write the question as everybody may read it."""
    return bool(asks.strip())


@rule("asks")
def nobody_is_named(words: str, names: Collection[str]) -> bool:
    """This names the person, the body or the partnership that asked. Leave the name out: it is read by
    every partnership of the programme."""
    spoken = words.casefold()
    return not any(name.casefold() in spoken for name in names if name.strip())


@rule()
def answer_is_shared_once(is_shared: bool) -> bool:
    """This answer is shared already."""
    return not is_shared
