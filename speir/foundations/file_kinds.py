"""What kinds of file may be handed over, and whether a file is what its name says."""

from collections.abc import Collection
from dataclasses import dataclass
from fnmatch import fnmatch

import puremagic

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class FileKind:
    """An allowed ending, its media type, and the endings that its first bytes may be recognised as."""

    ending: str
    media_type: str
    recognised_as: frozenset[str]


_OFFICE = "application/vnd.openxmlformats-officedocument."
_ODF = "application/vnd.oasis.opendocument."
_ZIPPED = frozenset({".zip", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".ott", ".ots"})


def _zipped(ending: str, media_type: str) -> FileKind:
    return FileKind(ending, media_type, _ZIPPED)


KINDS = {
    kind.ending: kind
    for kind in (
        FileKind(".pdf", "application/pdf", frozenset({".pdf"})),
        _zipped(".docx", _OFFICE + "wordprocessingml.document"),
        _zipped(".xlsx", _OFFICE + "spreadsheetml.sheet"),
        _zipped(".pptx", _OFFICE + "presentationml.presentation"),
        _zipped(".odt", _ODF + "text"),
        _zipped(".ods", _ODF + "spreadsheet"),
        FileKind(".png", "image/png", frozenset({".png"})),
        FileKind(".jpg", "image/jpeg", frozenset({".jpg", ".jpeg", ".jfif"})),
        FileKind(".csv", "text/csv", frozenset()),
        FileKind(".txt", "text/plain", frozenset()),
    )
}
ALLOWED_WORDS = (
    "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), OpenDocument (.odt, .ods), PNG, JPEG, CSV or text"
)


_EVERYTHING = ("", "*/*", "application/*")
_ENDING_WORDS = {
    ".pdf": "PDF", ".docx": "Word (.docx)", ".xlsx": "Excel (.xlsx)", ".pptx": "PowerPoint (.pptx)",
    ".odt": "OpenDocument text (.odt)", ".ods": "OpenDocument sheet (.ods)", ".png": "PNG", ".jpg": "JPEG",
    ".csv": "CSV", ".txt": "text",
}  # fmt: skip


def kinds_for(media_type: str, endings: str = "") -> tuple[str, ...]:
    """The endings that a question takes of those that are taken; "image/*" and ".pdf, .csv" narrow it."""
    wanted = {ending_of(each.strip()) for each in endings.split(",") if each.strip()}
    return tuple(
        kind.ending
        for kind in KINDS.values()
        if (media_type in _EVERYTHING or fnmatch(kind.media_type, media_type))
        and (not wanted or kind.ending in wanted)
    )


def in_words(endings: Collection[str]) -> str:
    """Kinds of file as people call them."""
    if set(endings) == set(KINDS):
        return ALLOWED_WORDS
    *first, last = [_ENDING_WORDS[each] for each in endings]
    return f"{', '.join(first)} or {last}" if first else last


def ending_of(name: str) -> str:
    """The lower-case ending of a file name with its dot, "" when it has none."""
    _, dot, ending = name.rpartition(".")
    ending = "." + ending.lower() if dot else ""
    return ".jpg" if ending == ".jpeg" else ending


def fault(
    name: str, size: int, start: bytes, largest: int, endings: Collection[str] = tuple(KINDS)
) -> str | None:
    """Why this file cannot be taken, in a sentence that says what to do; None when it can.

    ``size`` and ``largest`` are in bytes; ``start`` is the first few kilobytes of the content;
    ``endings`` are those that are taken here.
    """
    kind, allowed = KINDS.get(ending_of(name)), in_words(endings)
    if kind is None or kind.ending not in endings:
        return f"“{name}” cannot be taken: its type is not allowed. Save it as {allowed}."
    if size == 0:
        return f"“{name}” is empty. Check the file on your computer and choose it again."
    if size > largest:
        return (
            f"“{name}” is {size / MEGABYTE:.1f} MB; the limit is {largest // MEGABYTE} MB. "
            "Split it or make its pictures smaller."
        )
    if not _looks_like(kind, start):
        return (
            f"“{name}” is not really a {kind.ending} file. "
            f"Open it, save it again as {allowed}, and upload that."
        )
    return None


def _looks_like(kind: FileKind, start: bytes) -> bool:
    if not kind.recognised_as:
        return b"\x00" not in start and not start.startswith((b"MZ", b"%PDF", b"PK\x03\x04"))
    try:
        found = {match.extension.lower() for match in puremagic.magic_string(start)}
    except puremagic.PureError:
        return False
    return bool(found & kind.recognised_as)
