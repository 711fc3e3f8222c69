"""What the published answer says: frozen as text, so that its checksum can be checked by anybody."""

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from speir.consultations.choices import ChangedPart, Outcome
from speir.consultations.models import Comment, Consultation, WordChange
from speir.consultations.queries import by_who_speaks, levels_to_illustrate
from speir.foundations.uk_time import uk_day
from speir.measures.suppression import hide_in_row

if TYPE_CHECKING:
    from speir.consultations.deciding_queries import GroupTold, Work

HIDDEN = "not shown, so that nobody in a small group can be recognised"


def answer_to_publish(consultation: Consultation, work: "Work", today: date) -> str:
    """The whole answer as text: what people said, what was decided and why, and which words change.

    Comments stand without a name; a body is named when its comment allows that, and words are quoted when
    whoever wrote them allows that. Counts of small groups are left out.
    """
    said = [comment for told in work.groups for comment in told.comments]
    said += [comment for comment, _ in work.set_aside]
    framework = consultation.framework
    who_spoke, is_total_hidden = _who_spoke(said)
    content: dict[str, Any] = {
        "title": consultation.title,
        "about": consultation.about,
        "framework": f"{framework.title}, version {framework.version}",
        "is_fictional": consultation.is_fictional,
        "opened_on": uk_day(consultation.opened_at).isoformat() if consultation.opened_at else "",
        "closed_on": consultation.closes_on.isoformat(),
        "published_on": today.isoformat(),
        "who_spoke": who_spoke,
        "set_aside": HIDDEN if is_total_hidden else str(len(work.set_aside)),
        "groups": [_group(told, is_total_hidden) for told in work.groups if told.comments],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)


def _who_spoke(comments: Sequence[Comment]) -> tuple[list[dict[str, str]], bool]:
    counts = by_who_speaks(comments)
    hidden = hide_in_row([n for _, n in counts])
    lines = [
        {"who": who.label, "comments": HIDDEN if is_hidden else str(n)}
        for (who, n), is_hidden in zip(counts, hidden.cells, strict=True)
    ]
    total = HIDDEN if hidden.total else str(len(comments))
    return [*lines, {"who": "Altogether", "comments": total}], hidden.total


def _group(told: "GroupTold", is_total_hidden: bool) -> dict[str, Any]:
    decision = told.decision
    quotes = [each for each in told.comments if each.may_be_quoted and each.text]
    return {
        "name": told.group.name,
        # With every group's number in print, the hidden total would be their sum.
        "comments": HIDDEN if is_total_hidden else str(len(told.comments)),
        "quotes": [{"about": about(each), "text": each.text, "from": _named(each)} for each in quotes],
        "outcome": Outcome.label_of(decision.outcome) if decision else "",
        "reason": decision.reason if decision else "",
        "changes": [_change(change) for change in told.changes],
    }


def about(comment: Comment) -> str:
    """Which part of the draft a comment is about, in words."""
    return str(comment.item) if comment.item else "The whole framework"


def _named(comment: Comment) -> str:
    return comment.said_by.body.name if comment.may_be_named and comment.said_by else ""


def _change(change: WordChange) -> dict[str, str]:
    is_new = change.part == ChangedPart.NEW_INDICATOR
    return {
        "item": f"{change.number} (new)" if is_new else str(change.item),
        "part": part_in_words(change),
        "before": change.before,
        "becomes": change.becomes,
    }


def part_in_words(change: WordChange) -> str:
    """Which words change; an illustration with the level that it illustrates."""
    words = ChangedPart.label_of(change.part)
    if change.part != ChangedPart.ILLUSTRATION:
        return words
    label = dict(levels_to_illustrate(change.item)).get(change.level_key, change.level_key)
    return f"{words}: {label}"
