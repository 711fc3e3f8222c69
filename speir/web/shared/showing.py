"""How days, times, counts, sizes and free text are shown. Pure except for the reader's time zone."""

from datetime import date, datetime

from markupsafe import Markup, escape

from speir.foundations.how_many import count as count  # shown by screens with the rest
from speir.foundations.uk_time import UK

HERE = UK
KILOBYTE, MEGABYTE = 1024, 1024 * 1024


def _local(when: date | datetime) -> date | datetime:
    return when.astimezone(HERE) if isinstance(when, datetime) and when.tzinfo else when


def day(when: date | datetime | None) -> str:
    """22 November 2026; "" for None."""
    if when is None:
        return ""
    when = _local(when)
    return f"{when.day} {when:%B %Y}"


def day_short(when: date | datetime | None) -> str:
    """22 Nov; "" for None."""
    if when is None:
        return ""
    when = _local(when)
    return f"{when.day} {when:%b}"


def clock(when: datetime | None) -> str:
    """14:07, in Scotland; "" for None."""
    return "" if when is None else f"{_local(when):%H:%M}"


def moment(when: datetime | None) -> str:
    """22 November 2026 at 14:07, in Scotland; "" for None."""
    return "" if when is None else f"{day(when)} at {clock(when)}"


def lower(words: str) -> str:
    """A label as it stands within a sentence; NHS and MAPPA keep their capitals."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def file_size(size: int) -> str:
    """12 bytes, 340 KB, 1.4 MB."""
    if size < KILOBYTE:
        return count(size, "byte")
    if size < MEGABYTE:
        return f"{size / KILOBYTE:.0f} KB"
    return f"{size / MEGABYTE:.1f} MB"


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs: a blank line starts a new one, a single line end is kept."""
    blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n")]
    shown = [Markup("<br>").join(escape(line) for line in block.split("\n")) for block in blocks if block]
    return Markup("").join(Markup("<p>{}</p>").format(block) for block in shown)
