"""Why a file is no calendar that can be read: what is wrong, in which line, and what to do."""

import codecs
import re

DAMAGED = "This is not an iCalendar file (.ics), or it is damaged. Download or export the calendar again."
_PAGE = re.compile(r"^\s*<(!doctype|html)", re.IGNORECASE)
_SHOWN = 80  # characters of a line


def text_of(content: bytes) -> str:
    """The words of a file: UTF-8 as it should be, or what other programs write instead."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    return text.replace("\0", "")  # no database keeps it, and no title needs it


def fault_of_start(text: str) -> str:
    """Why the file cannot be a calendar at all, "" when it may be one."""
    if _PAGE.match(text):
        return (
            "This is not an iCalendar file (.ics) but a web page, perhaps one that asks to sign in. Download "
            "the calendar itself."
        )
    if not text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        return (
            "This is not an iCalendar file (.ics): it does not begin with BEGIN:VCALENDAR. Export it as .ics."
        )
    return ""


def fault_in_lines(text: str) -> str:
    """What is wrong with the lines of a file that cannot be read, and where."""
    lines = text.splitlines()
    calendars = sum(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines)
    if calendars > 1:
        return f"The file holds {calendars} calendars. Bring each of them in by itself."
    return _fault_of_parts(lines) or _broken_line(lines) or DAMAGED


def _fault_of_parts(lines: list[str]) -> str:
    """A part that is not closed, or is closed without having begun."""
    begun: list[tuple[str, int]] = []
    for number, line in enumerate(lines, start=1):
        word, _, part = line.strip().upper().partition(":")
        if word == "BEGIN":
            begun.append((part, number))
        elif word == "END" and (not begun or begun[-1][0] != part):
            return f"Line {number} of the file is “{_short(line)}”, {_what_was_expected(begun)}"
        elif word == "END":
            begun.pop()
    if begun:
        part, number = begun[-1]
        return (
            f"The file breaks off: {part}, begun in line {number}, has no end. Download or export it again."
        )
    return ""


def _what_was_expected(begun: list[tuple[str, int]]) -> str:
    if not begun:
        return "but nothing has begun there. Download or export the calendar again."
    part, number = begun[-1]
    return f"but {part}, begun in line {number}, has not ended. Download or export the calendar again."


def _broken_line(lines: list[str]) -> str:
    for number, line in enumerate(lines, start=1):
        is_continued = line[:1] in (" ", "\t")
        if line.strip() and not is_continued and not re.match(r"[A-Za-z0-9-]+[;:]", line):
            return f"Line {number} of the file cannot be read: “{_short(line)}”. It has no name and colon."
    return ""


def fault_of_event(name: str | None, told: str) -> str:
    """Why an event cannot be taken, from what the reader of the file said of it."""
    if name:
        return f"{name} cannot be read."
    line = re.search(r"'([^']*)'", told)
    return (
        f"One of its lines cannot be read: “{_short(line[1])}”."
        if line
        else "One of its lines cannot be read."
    )


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"
