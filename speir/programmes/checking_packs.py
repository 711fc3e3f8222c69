"""Turning the rows about document packs and letters into both, or into their faults. Plain Python."""

from collections.abc import Sequence

from speir.foundations.library_faults import Reader, Row
from speir.frameworks.choices import Wording
from speir.people.choices import PARTNERSHIP_ROLES, BodyKind, Role
from speir.programmes.letter_fields import FIELDS, NOTIFICATION, fault_in
from speir.programmes.library import WEEKDAYS, LibraryLetter, LibraryPackDocument

WORDINGS = [wording.value for wording in Wording]
# Those who answer for a body, and the one who does the work: others hear of a letter from them.
RECIPIENTS = (Role.HEAD.value, Role.OPERATIONAL_LEAD.value)
AUDIENCE = tuple(role.value for role in PARTNERSHIP_ROLES)
BODIES = tuple(kind.value for kind in BodyKind if kind != BodyKind.SCRUTINY)


def checked_pack(
    reader: Reader, rows: Sequence[Row], stages: Sequence[str], last_week: int
) -> tuple[LibraryPackDocument, ...]:
    """The documents of a pack, in the order of their weeks."""
    found = [_document(reader, row, stages, last_week) for row in rows]
    return tuple(sorted(found, key=lambda each: (each.week, each.weekday)))


def _document(reader: Reader, row: Row, stages: Sequence[str], last_week: int) -> LibraryPackDocument:
    weekday = reader.one_of(row, "weekday", WEEKDAYS)
    is_indicative, source = wording_of(reader, row)
    return LibraryPackDocument(
        stage=reader.defined(row, "stage", stages, "stages", needed=True),
        key=reader.key(row, "key"),
        title=reader.text(row, "title", needed=True, longest=120),
        purpose=reader.text(row, "purpose", needed=True, longest=500),
        audience=words_in(reader, row, "audience", AUDIENCE, needed=True),
        bodies=words_in(reader, row, "bodies", BODIES),
        week=reader.whole(row, "week", least=1, most=max(last_week, 1)),
        weekday=WEEKDAYS.index(weekday) if weekday in WEEKDAYS else 0,
        text=reader.text(row, "text"),
        is_indicative=is_indicative,
        source=source,
    )


def checked_letters(reader: Reader, rows: Sequence[Row], letter: str) -> tuple[LibraryLetter, ...]:
    """The letters of a method; ``letter`` is what “methods” says to the heads, which is one of them."""
    found = tuple(_letter(reader, row) for row in rows)
    for row, each in zip(rows, found, strict=True):
        if letter and each.key == NOTIFICATION:
            to_do = "Leave “letter” of “methods” empty, or remove this row."
            reader.fault(row.place_of("key"), "The notification letter is written twice.", to_do)
    return found


def _letter(reader: Reader, row: Row) -> LibraryLetter:
    subject = reader.text(row, "subject", needed=True, longest=200)
    text = reader.text(row, "text", needed=True)
    for column, words in (("subject", subject), ("text", text)):
        check_fields(reader, row, column, words)
    is_indicative, source = wording_of(reader, row)
    return LibraryLetter(
        key=reader.key(row, "key"),
        title=reader.text(row, "title", needed=True, longest=120),
        recipients=words_in(reader, row, "recipients", RECIPIENTS) or RECIPIENTS,
        subject=subject,
        text=text,
        is_indicative=is_indicative,
        source=source,
    )


def check_fields(reader: Reader, row: Row, column: str, words: str) -> None:
    """Note a field between curly brackets that Speir cannot fill in."""
    what = fault_in(words)
    if what:
        to_do = f"Between curly brackets, write one of: {', '.join(FIELDS)}."
        reader.fault(row.place_of(column), what, to_do)


def words_in(
    reader: Reader, row: Row, column: str, allowed: Sequence[str], *, needed: bool = False
) -> tuple[str, ...]:
    """Words with commas between them, each of which must be known."""
    written = reader.text(row, column, needed=needed)
    found = tuple(dict.fromkeys(word for part in written.split(",") if (word := part.strip().lower())))
    for word in found:
        if word not in allowed:
            to_do = f"Write one or more of: {', '.join(allowed)}, with commas between."
            reader.fault(row.place_of(column), f"“{word}” is not one of the words allowed here.", to_do)
    return found


def wording_of(reader: Reader, row: Row) -> tuple[bool, str]:
    """Whether the words stand in for official ones, and where they were read."""
    wording = reader.one_of(row, "wording", WORDINGS)
    source = reader.text(row, "source")
    if wording == Wording.OFFICIAL and not source:
        to_do = "Name the document it was read in, or call it indicative."
        reader.fault(row.place_of("source"), "Official facts have no source.", to_do)
    return wording == Wording.INDICATIVE, source
