"""iCalendar files written by hand, as other programs write them."""

NOWHERE = "\r\n"


def event(uid: str, first: str = "20261214", after: str = "20261219", **more: str) -> str:
    """One event of whole days; more lines by name, "" leaves a line out."""
    lines = {
        "UID": uid,
        "DTSTART;VALUE=DATE": first,
        "DTEND;VALUE=DATE": after,
        "SUMMARY": f"Audit {uid}",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    said = [f"{name}:{value}" for name, value in lines.items() if value]
    return NOWHERE.join(["BEGIN:VEVENT", *said, "END:VEVENT"])


def calendar(*events: str) -> bytes:
    """A file of these events."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Another body//EN", *events, "END:VCALENDAR", ""]
    return NOWHERE.join(lines).encode()
