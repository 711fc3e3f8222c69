"""Likely identifiers of a person in words or in a cell: what should not be there, and where it stands.

A guard that warns, not a proof of anonymity: it finds numbers that fit their own check digit, the shapes of
postcodes, dates, telephone numbers and addresses, and names with a title or a common given name.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from speir.foundations.choice import Choice
from speir.foundations.given_names import AMBIGUOUS, GIVEN_NAMES

# Nobody born later is an adult. A record that is read looks back two years, so an older day is a birthday.
LATEST_BIRTH_YEAR = 2011
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Royal Mail's postcode areas: without them, many a reference would look like a postcode.
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC "
    "EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS "
    "LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP "
    "SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
POSTCODE_AREAS = frozenset(_AREAS.split())


class IdentifierKind(Choice):
    """What sort of identifier something looks like."""

    CHI = "chi", "CHI number"
    NHS = "nhs", "NHS number"
    NI = "ni", "National Insurance number"
    EMAIL = "email", "e-mail address"
    POSTCODE = "postcode", "postcode"
    BIRTH = "birth", "date of birth"
    PHONE = "phone", "telephone number"
    ADDRESS = "address", "street address"
    NAME = "name", "name of a person"


# A number with a check digit of its own, or of a shape that nothing else has.
CERTAIN = frozenset({IdentifierKind.CHI, IdentifierKind.NHS, IdentifierKind.NI})


@dataclass(frozen=True)
class Found:
    """Something that looks like an identifier: its kind, the very text, and where that text begins."""

    kind: IdentifierKind
    text: str
    where: int


def likely_identifiers(text: str) -> tuple[Found, ...]:
    """Everything in a text that looks like an identifier of a person, in the order in which it stands.

    The same characters count once, as the surest kind: a CHI number is not also a telephone number.
    """
    taken = bytearray(len(text))
    found: list[Found] = []
    for look in _LOOKS:
        for one in look(text):
            span = slice(one.where, one.where + len(one.text))
            if not any(taken[span]):
                taken[span] = b"\x01" * len(one.text)
                found.append(one)
    return tuple(sorted(found, key=lambda one: one.where))


def kinds_in_words(found: tuple[Found, ...]) -> str:
    """The kinds that were found, each once: "a CHI number, a postcode and a name of a person"."""
    kinds = list(dict.fromkeys(one.kind for one in found))
    words = [f"{'an' if kind.label.startswith(('e', 'NHS')) else 'a'} {kind.label}" for kind in kinds]
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def fits_modulus_11(digits: str) -> bool:
    """Whether ten digits fit their check digit, as CHI and NHS numbers do: weights 10 to 2, modulus 11."""
    if len(digits) != 10 or not digits.isdecimal():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    check = (11 - total % 11) % 11
    return check != 10 and int(digits[9]) == check


def begins_with_a_day(digits: str) -> bool:
    """Whether the first six digits are a day (DDMMYY) of some century, as in every CHI number."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    return _is_day(2000 + year, month, day) or _is_day(1900 + year, month, day)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


# Digits in groups, as people write them; not inside a longer number or a word.
_TEN_DIGITS = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){8,9}(?![\w-]|\.\d)", re.ASCII)
_SAID_CHI = re.compile(r"\bCHI\b[^\d]{0,15}$", re.IGNORECASE)
_NI = re.compile(
    r"(?<!\w)(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)",
    re.IGNORECASE | re.ASCII,
)
_POSTCODE = re.compile(
    r"(?<!\w)([A-Z]{1,2})\d[A-Z\d]? {0,2}\d[ABD-HJLNP-UW-Z]{2}(?!\w)", re.IGNORECASE | re.ASCII
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_PHONE = re.compile(r"(?<![\w+-])(?:\+44 ?(?:\(0\) ?)?|\(?0)[123578](?:[ )-]{0,2}\d){8,9}(?![\w-])", re.ASCII)
_STREET = re.compile(
    r"(?<!\w)(?:[Ff]lat )?\d{1,4}[A-Za-z]?(?:/\d{1,3})?,? (?:[A-Z][\w'’]{1,20} ){1,3}"
    r"(?:Street|St|Road|Rd|Avenue|Ave|Drive|Lane|Crescent|Terrace|Place|Gardens|Court|Close|Wynd|Way|Row|Square)\b"
)
_DAY = re.compile(
    r"(?<![\w/.-])(?:(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|"
    r"(?P<d2>\d{1,2})[/.-](?P<m2>\d{1,2})[/.-](?P<y2>\d{4}|\d\d)|"
    r"(?P<d3>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<m3>[A-Za-z]{3,9})\.?,? (?P<y3>\d{4}))(?![\w-]|\.\d)",
    re.ASCII,
)
_BORN = re.compile(
    r"(?:\bborn\b|\bd\.? ?o\.? ?b\b|\bdate of birth\b|\bbirthday\b)[^\d]{0,20}$", re.IGNORECASE
)
_NAME = r"[A-ZÀ-Þ][\w'’-]{1,30}"
_TITLES = "Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Rev|Reverend|Prof|Professor|Sir|Dame|Lady|Lord"
_TITLED = re.compile(rf"(?<!\w)(?:{_TITLES})\.? {_NAME}(?: {_NAME})?")
_CALLED = re.compile(
    rf"(?:\b[Kk]nown as|\b[Cc]alled|\b[Nn]amed|\b[Nn]ame is|\b[Nn]ame:) ({_NAME}(?: {_NAME})?)"
)
_CAPITALISED = re.compile(rf"(?<![\w'’-]){_NAME}(?![\w])")
_NEXT = re.compile(rf" {_NAME}")
_TURNED = re.compile(rf"(?<!\w)({_NAME}), ({_NAME})\s*$")


def _check_digit_numbers(text: str) -> Iterator[Found]:
    for match in _TEN_DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        # A spreadsheet drops the nought of a CHI number of somebody born on the first nine days of a month.
        is_short = len(digits) == 9
        digits = f"0{digits}" if is_short else digits
        is_dated = begins_with_a_day(digits)
        # Mistyped, a number that is called a CHI number still leads to a person.
        is_said = _SAID_CHI.search(text[max(0, match.start() - 30) : match.start()]) is not None
        if is_said or (fits_modulus_11(digits) and (is_dated or not is_short)):
            kind = IdentifierKind.CHI if is_dated or is_said else IdentifierKind.NHS
            yield Found(kind, match[0], match.start())


def _by_shape(kind: IdentifierKind, shape: re.Pattern[str]) -> Callable[[str], Iterator[Found]]:
    def look(text: str) -> Iterator[Found]:
        for match in shape.finditer(text):
            yield Found(kind, match[0], match.start())

    return look


def _postcodes(text: str) -> Iterator[Found]:
    for match in _POSTCODE.finditer(text):
        if match[1].upper() in POSTCODE_AREAS:
            yield Found(IdentifierKind.POSTCODE, match[0], match.start())


def _days_of_birth(text: str) -> Iterator[Found]:
    for match in _DAY.finditer(text):
        year, month, day = (match[f"{part}"] or match[f"{part}2"] or match[f"{part}3"] for part in "ymd")
        number = int(month) if month.isdecimal() else _month(month)
        full = int(year) if len(year) == 4 else _in_a_century(int(year))
        # Day and month are turned round in places; either reading will do.
        fits = _is_day(full, number, int(day)) or _is_day(full, int(day), number)
        is_said = _BORN.search(text[max(0, match.start() - 40) : match.start()]) is not None
        if fits and (is_said or 1900 <= full <= LATEST_BIRTH_YEAR):
            yield Found(IdentifierKind.BIRTH, match[0], match.start())


def _in_a_century(year: int) -> int:
    return 1900 + year if year > 30 else 2000 + year  # 41 is long ago; 26 is the day of a visit


def _month(word: str) -> int:
    stem = word[:3].lower()
    return MONTHS.index(stem) + 1 if stem in MONTHS else 0


def _names_after_a_word(text: str) -> Iterator[Found]:
    for match in _CALLED.finditer(text):
        yield Found(IdentifierKind.NAME, match[1], match.start(1))


def _given_names(text: str) -> Iterator[Found]:
    turned = _TURNED.search(text)
    if turned and turned[2].lower() in GIVEN_NAMES:
        yield Found(IdentifierKind.NAME, turned[0].strip(), turned.start())
    for match in _CAPITALISED.finditer(text):
        word = match[0].removesuffix("'s").removesuffix("’s")
        if word.lower() not in GIVEN_NAMES:
            continue
        surname = _NEXT.match(text, match.end()) if word == match[0] else None
        if word.lower() in AMBIGUOUS and (surname is None or _is_dated(text, match.start())):
            continue  # May, Grace or Mark alone is a month, a word or a verb more often than a person
        end = surname.end() if surname else match.start() + len(word)
        yield Found(IdentifierKind.NAME, text[match.start() : end], match.start())


def _is_dated(text: str, start: int) -> bool:
    return bool(re.search(r"\d(?:st|nd|rd|th)? $|\b[Ii]n $", text[:start]))


# The surest first: what one has taken, the next leaves alone.
_LOOKS: tuple[Callable[[str], Iterator[Found]], ...] = (
    _by_shape(IdentifierKind.EMAIL, _EMAIL),
    _check_digit_numbers,
    _by_shape(IdentifierKind.NI, _NI),
    _by_shape(IdentifierKind.PHONE, _PHONE),
    _days_of_birth,
    _by_shape(IdentifierKind.ADDRESS, _STREET),
    _postcodes,
    _by_shape(IdentifierKind.NAME, _TITLED),
    _names_after_a_word,
    _given_names,
)
