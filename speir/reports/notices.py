"""E-mails that say something waits in Speir, for whom and by when; never what was judged or found."""

from dataclasses import dataclass
from datetime import date

WAITS = {
    "sign_off": "A version of the report waits for your body's sign-off.",
    "declined": "A version of the report came back to you from sign-off.",
    "factual_accuracy": "The draft report waits for your check of factual accuracy.",
    "factual_accuracy_done": "The partnership has finished its check of factual accuracy.",
    "embargoed": "An embargoed copy of the report waits for you. Do not share it before it is published.",
    "corrected": "The published report has been corrected. Its page says what was changed, why and when.",
}


@dataclass(frozen=True)
class Notice:
    """The subject and text of one e-mail."""

    subject: str
    body: str


def something_waits(what: str, *, by_day: date | None = None, published_on: date | None = None) -> Notice:
    """Ask somebody to sign in: ``what`` says what is asked of them, without any judgement or finding."""
    by_when = f" Please do this by {in_full(by_day)}." if by_day else ""
    when = f" It is published on {in_full(published_on)}." if published_on else ""
    return Notice(
        subject="Something waits for you in Speir",
        body=f"{what}{by_when}{when}\n\nSign in to Speir to see it. Nothing that it says is in this e-mail.",
    )


def in_full(day: date) -> str:
    """A day as people write it: 22 November 2026."""
    return f"{day.day} {day:%B %Y}"
