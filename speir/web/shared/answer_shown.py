"""What people said, what was decided and why: read back from the frozen text and nothing else."""

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from speir.web.shared.changed_words import Piece, changed_words
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.consultations.models import PublishedAnswer


@dataclass(frozen=True)
class Quote:
    """Words that their writer allowed to be published; ``named`` is "" when nobody is named."""

    about: str
    text: str
    named: str


@dataclass(frozen=True)
class ChangedPartShown:
    """Words of the draft, before and after."""

    item: str
    part: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class GroupShown:
    """Comments that say much the same, the decision and its reason, and what it changed."""

    name: str
    comments: str
    quotes: tuple[Quote, ...]
    outcome: str
    outcome_kind: str
    reason: str
    changes: tuple[ChangedPartShown, ...]


@dataclass(frozen=True)
class AnswerShown:
    """The whole answer."""

    title: str
    about: str
    facts: tuple[tuple[str, str], ...]
    who_spoke: tuple[tuple[str, str], ...]
    set_aside: str
    groups: tuple[GroupShown, ...]
    checksum: str


OUTCOME_KINDS = {"Accepted": "ok", "Accepted in part": "info", "No change was asked for": "ok"}


def answer_shown(content: str, checksum: str = "") -> AnswerShown:
    """The frozen answer as pages print it."""
    told: dict[str, Any] = json.loads(content)
    facts = [("Draft", told["framework"])]
    dates = (("Opened", "opened_on"), ("Closed", "closed_on"), ("Published", "published_on"))
    facts += [(words, day(date.fromisoformat(told[key]))) for words, key in dates if told[key]]
    return AnswerShown(
        title=told["title"],
        about=told["about"],
        facts=tuple(facts),
        who_spoke=tuple((line["who"], line["comments"]) for line in told["who_spoke"]),
        set_aside=told["set_aside"],
        groups=tuple(_group(each) for each in told["groups"]),
        checksum=checksum,
    )


def published_shown(answer: "PublishedAnswer") -> AnswerShown:
    """A published answer with its checksum."""
    return answer_shown(answer.content, answer.checksum)


def _group(told: dict[str, Any]) -> GroupShown:
    return GroupShown(
        name=told["name"],
        comments=told["comments"],
        quotes=tuple(Quote(each["about"], each["text"], each["from"]) for each in told["quotes"]),
        outcome=told["outcome"],
        outcome_kind=OUTCOME_KINDS.get(told["outcome"], "grey"),
        reason=told["reason"],
        changes=tuple(
            ChangedPartShown(each["item"], each["part"], changed_words(each["before"], each["becomes"]))
            for each in told["changes"]
        ),
    )
