"""Reading the datastore's monthly file. Plain Python; personal names never get past it."""

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from speir.foundations.refusals import Reason, RuleBroken
from speir.foundations.refused_cells import BadCell, RefusedCell
from speir.regulated_services.choices import (
    ALSO_READ,
    CHILD_MINDING,
    KEY_QUESTION,
    NEEDED,
    YEARLY,
)

LARGEST = 60 * 1024 * 1024
MISSING = {"", "na", "n/a", "."}
_YEARLY = re.compile(rf"({'|'.join(YEARLY)})_(\d\d)(\d\d)", re.IGNORECASE)
# A private provider's name is kept when it says that it is an organisation; otherwise it may be a person's.
_ORGANISATION = re.compile(
    r"\b(limited|ltd|llp|plc|cic|scio|council|board|trust|association|company|group|university|society)\b",
    re.I,
)
_WORDS = re.compile(r"[^\W\d_]{2}")
_TITLE = re.compile(r"\b(mr|mrs|ms|miss|dr)\b", re.I)


@dataclass(frozen=True)
class ServiceRow:
    """One care service in one month, without anybody's name, telephone number or e-mail address."""

    row: int
    key: str
    kind: str
    subtype: str
    client_group: str
    council: str
    status: str
    name: str
    town: str
    provider: str
    sector: str
    registered_places: int | None
    min_grade: int | None
    max_grade: int | None
    reported_change: str
    grades: Mapping[str, int]
    complaints_upheld: Mapping[str, int]
    enforcements_issued: Mapping[str, int]
    any_requirements: Mapping[str, str]
    graded_on: date | None
    inspected_on: date | None


@dataclass
class DatastoreFile:
    """What a file holds: rows that can be read, rows that cannot, and which columns were left out."""

    checksum: str
    encoding: str
    years: tuple[str, ...]
    left_out: tuple[str, ...]
    rows: list[ServiceRow] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)


def read(content: bytes, name: str) -> DatastoreFile:
    """Read a file; raises RuleBroken when it is not a file of the datastore at all."""
    text, encoding = _text_of(content, name)
    lines = csv.reader(io.StringIO(text, newline=""))
    heads = _heads(next(lines, []), name)
    columns = {head.lower(): place for place, head in enumerate(heads)}
    yearly = {head: _year(head) for head in heads if _YEARLY.fullmatch(head)}
    known = {*NEEDED, *ALSO_READ, *yearly, *(head for head in heads if head.startswith(KEY_QUESTION))}
    folded = {each.lower() for each in known}
    found = DatastoreFile(
        checksum=hashlib.sha256(content).hexdigest(),
        encoding=encoding,
        years=tuple(sorted({year for _, year in yearly.values()})),
        left_out=tuple(head for head in heads if head.lower() not in folded),
    )
    try:
        _take_rows(found, lines, heads, columns, yearly)
    except csv.Error as error:
        raise _not_a_file(f"{name} cannot be read as CSV near line {lines.line_num}: {error}.") from error
    _leave_out_what_stands_twice(found)
    return found


def _take_rows(
    found: DatastoreFile,
    lines: Iterator[list[str]],
    heads: list[str],
    columns: Mapping[str, int],
    yearly: Mapping[str, tuple[str, str]],
) -> None:
    for number, cells in enumerate(lines, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heads):
            wrong = f"It has {len(cells)} cells and the headings are {len(heads)}."
            found.refused.append(RefusedCell(number, "whole row", wrong, "Look for a comma without quotes."))
            continue
        try:
            found.rows.append(_service_row(_Cells(number, heads, columns, cells), yearly))
        except BadCell as bad:
            found.refused.append(RefusedCell(number, bad.column, bad.reason, bad.to_do))


@dataclass(frozen=True)
class _Cells:
    """The cells of one row by the name of their column."""

    row: int
    heads: list[str]
    columns: Mapping[str, int]
    cells: list[str]

    def text(self, column: str) -> str:
        """The words, or "" when they are missing or there is no such column."""
        place = self.columns.get(column.lower())
        words = "" if place is None else self.cells[place].strip()
        return "" if words.lower() in MISSING else words

    def needed(self, column: str) -> str:
        words = self.text(column)
        if not words:
            raise BadCell(column, "It is empty.", "Ask for the file again, or fill the cell in.")
        return words

    def grade(self, column: str) -> int | None:
        words = self.text(column)
        if words and words not in "123456":
            to_do = "A grade is a number from 1 to 6, or NA."
            raise BadCell(column, f"{_quoted(words)} is not a grade.", to_do)
        return int(words) if words else None

    def number(self, column: str) -> int | None:
        words = self.text(column)
        try:
            value = float(words) if words else None
        except ValueError:
            value = -1.0
        if value is not None and (value < 0 or value != value or value > 10**6):
            raise BadCell(column, f"{_quoted(words)} is not a number.", "Write a whole number, or NA.")
        return None if value is None else round(value)

    def day(self, column: str) -> date | None:
        words = self.text(column)
        if not words:
            return None
        try:
            day, month, year = words.split("/")
            return date(int(year), int(month), int(day))
        except ValueError:
            reason = f"{_quoted(words)} is not a day."
            raise BadCell(column, reason, "Write it as day/month/year, such as 31/08/2024.") from None


def _quoted(words: str) -> str:
    """A cell that should hold a number or a day, unless it holds words: in a row that has slipped, a name."""
    return "What stands there" if _WORDS.search(words) else f"“{words[:40]}”"


def _service_row(cells: _Cells, yearly: Mapping[str, tuple[str, str]]) -> ServiceRow:
    kind = cells.needed("CareService")
    counts: dict[str, dict[str, int]] = {"complaints_upheld": {}, "enforcements_issued": {}}
    requirements = {}
    for head, (what, year) in yearly.items():
        if what == "any_requirements":
            if cells.text(head):
                requirements[year] = cells.text(head)[:60]
        elif number := cells.number(head):
            counts[what][year] = number
    is_a_person = kind == CHILD_MINDING
    provider = cells.text("ServiceProvider")
    return ServiceRow(
        row=cells.row,
        key=_key(cells, kind),
        kind=kind[:80],
        subtype=cells.text("Subtype")[:80],
        client_group=cells.text("Client_group").lower()[:20],
        council=cells.needed("Council_Area_Name"),
        status=cells.needed("ServiceStatus").lower()[:40],
        name="Childminder" if is_a_person else cells.text("ServiceName")[:200],
        town="" if is_a_person else cells.text("Service_town")[:80],
        provider="" if is_a_person else organisation(provider, cells.text("ServiceType"))[:200],
        sector=cells.text("ServiceType")[:60],
        registered_places=cells.number("Registered_Places"),
        min_grade=cells.grade("MinGrade"),
        max_grade=cells.grade("MaxGrade"),
        reported_change=cells.text("MinGrade_change")[:20],
        grades={
            head.removeprefix(KEY_QUESTION).replace("_", " "): grade
            for head in cells.heads
            if head.startswith(KEY_QUESTION) and (grade := cells.grade(head)) is not None
        },
        complaints_upheld=counts["complaints_upheld"],
        enforcements_issued=counts["enforcements_issued"],
        any_requirements=requirements,
        graded_on=cells.day("Publication_of_Latest_Grading"),
        inspected_on=cells.day("Last_inspection_Date"),
    )


def organisation(provider: str, sector: str) -> str:
    """The provider's name, or "" when it may be a person's: private, and not called a company."""
    if _TITLE.search(provider):
        return ""
    return provider if sector.lower() != "private" or _ORGANISATION.search(provider) else ""


def _key(cells: _Cells, kind: str) -> str:
    """By what a service is known again: its number, else what does not change; "" if neither."""
    number = cells.text("CSNumber")
    if number:
        return number[:40]
    if kind == CHILD_MINDING:
        return ""
    lasting = ("Subtype", "ServiceName", "Service_Postcode", "Date_Reg", "Council_Area_Name")
    words = "|".join([kind, *(cells.text(column).lower() for column in lasting)])
    return "~" + hashlib.sha256(words.encode()).hexdigest()[:32]


def _leave_out_what_stands_twice(found: DatastoreFile) -> None:
    """A number that stands twice is refused the second time; a made-up key that does so says nothing."""
    times: dict[str, int] = {}
    for row in found.rows:
        times[row.key] = times.get(row.key, 0) + 1
    seen: set[str] = set()
    kept: list[ServiceRow] = []
    for row in found.rows:
        if row.key in seen and not row.key.startswith("~"):
            reason = f"The service {row.key} stands in an earlier row too."
            found.refused.append(RefusedCell(row.row, "CSNumber", reason, "Keep one of the two rows."))
            continue
        if row.key and not row.key.startswith("~"):
            seen.add(row.key)
        is_ambiguous = row.key.startswith("~") and times[row.key] > 1
        kept.append(ServiceRow(**{**row.__dict__, "key": ""}) if is_ambiguous else row)
    found.rows[:] = kept


def _heads(given: list[str], name: str) -> list[str]:
    heads = [head.strip() for head in given]
    folded = [head.lower() for head in heads]
    missing = [column for column in NEEDED if column.lower() not in folded]
    if missing:
        found = f" Its first line begins “{', '.join(heads)[:120]}”." if any(heads) else ""
        raise _not_a_file(
            f"{name} is not a file of regulated services: it has no column "
            f"{', '.join(missing)}.{found} Choose the datastore's CSV file, with commas between the cells."
        )
    twice = sorted({head for head in heads if head and folded.count(head.lower()) > 1})
    if twice:
        raise _not_a_file(f"{name} has these headings twice: {', '.join(twice)}. Remove one of each.")
    return heads


def _year(head: str) -> tuple[str, str]:
    """Which count a column is and of which year: ..._2122 is "2021/22"."""
    what, year = head[:-5].lower(), head[-4:]
    return what, f"20{year[:2]}/{year[2:]}"


def _text_of(content: bytes, name: str) -> tuple[str, str]:
    if not content.strip():
        raise _not_a_file(f"{name} is empty. Choose the datastore's CSV file.")
    if len(content) > LARGEST:
        raise _not_a_file(f"{name} is far larger than a month of the datastore. Choose one month's file.")
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise _not_a_file(f"{name} is an Excel workbook. Save it as CSV, or download the CSV file itself.")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:4000]:
        raise _not_a_file(
            f"{name} is not in Windows-1252 or UTF-8. Save it as CSV (comma delimited) or CSV UTF-8."
        )
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
    raise _not_a_file(f"{name} is not in Windows-1252 or UTF-8: line {line} holds a byte that neither knows.")


def _not_a_file(why: str) -> RuleBroken:
    return RuleBroken(Reason(why, "file"))


def month_in_name(name: str) -> str:
    """The month that a file's name speaks of, as 2024-06, or ""."""
    found = re.search(r"(20\d\d)[-_](0[1-9]|1[0-2])(?!\d)", name)
    if found:
        return f"{found[1]}-{found[2]}"
    words = re.search(r"([A-Za-z]{3,9})[ _-](20\d\d)", name)
    if words:
        for pattern in ("%B %Y", "%b %Y"):
            try:
                return f"{datetime.strptime(f'{words[1]} {words[2]}', pattern):%Y-%m}"  # noqa: DTZ007
            except ValueError:
                continue
    return ""
