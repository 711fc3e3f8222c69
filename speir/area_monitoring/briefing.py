"""The first draft of a briefing, written from what is recorded; a person edits it before it is offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from speir.foundations.uk_time import day_in_words


@dataclass(frozen=True)
class Told:
    """One thing that is recorded: the day, and the words."""

    on: date
    words: str


@dataclass(frozen=True)
class Facts:
    """What is recorded of an area when it is handed over."""

    area: str
    followed: str
    posts: Sequence[str]
    overdue: Sequence[Told]
    coming: Sequence[Told]
    risks: Sequence[Told]
    factors: Sequence[str]
    enquiries: Sequence[Told]
    contacts: Sequence[Told]
    signals: Sequence[str] = ()


NOTHING = "Nothing is recorded."


def draft(facts: Facts) -> str:
    """The briefing in sections; every section is there, so that an empty one is seen to be empty."""
    sections = (
        ("How closely it is followed", [facts.followed]),
        ("Next steps that are overdue", _told("was due", facts.overdue)),
        ("Next steps to come", _told("due", facts.coming)),
        ("Open risks", _told("by", facts.risks)),
        ("Signals that are open", list(facts.signals)),
        ("Barriers and enablers", list(facts.factors)),
        ("Enquiries that wait for an answer", _told("came", facts.enquiries)),
        ("Who holds which post", list(facts.posts)),
        ("The last contacts", _told("on", facts.contacts)),
    )
    parts = [
        f"{title}\n" + "\n".join(f"- {line}" for line in lines or [NOTHING]) for title, lines in sections
    ]
    return f"Briefing on {facts.area}\n\n" + "\n\n".join(parts) + "\n"


def _told(word: str, told: Sequence[Told]) -> list[str]:
    return [f"{each.words} ({word} {day_in_words(each.on)})" for each in told]
