"""A practice as pages show it: the warranty, what others made of it, and the list of practices."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django import forms

from speir.good_practice.choices import PracticeStatus, Topic, UptakeKind
from speir.good_practice.queries import checks_of, reach_of, uptakes_of
from speir.web.shared.forms import SpeirForm
from speir.web.shared.showing import count, day

if TYPE_CHECKING:
    from speir.good_practice.models import Practice


@dataclass(frozen=True)
class PracticeLine:
    """One practice in a list; ``stands`` says until when it holds, or what it waits for."""

    pk: str
    title: str
    topic: str
    partnership: str
    is_fictional: bool
    stands: str
    is_current: bool


@dataclass(frozen=True)
class PracticeShown:
    """One practice with its warranty."""

    line: PracticeLine
    what: str
    facts: tuple[tuple[str, str], ...]
    uptakes: tuple[tuple[str, str, str], ...]
    reach: str


def practice_line(practice: "Practice", today: date) -> PracticeLine:
    """A practice for a list."""
    if practice.is_current(today):
        stands = f"checked, holds until {day(practice.expires_on)}"
    elif practice.status == PracticeStatus.CHECKED:
        stands = f"expired on {day(practice.expires_on)}: check it again"
    else:
        stands = PracticeStatus.label_of(practice.status).lower()
    return PracticeLine(
        pk=str(practice.pk),
        title=practice.title,
        topic=Topic.label_of(practice.topic),
        partnership=practice.partnership.full_name,
        is_fictional=practice.partnership.is_fictional,
        stands=stands,
        is_current=practice.is_current(today),
    )


def practice_lines(practices: Iterable["Practice"], today: date) -> tuple[PracticeLine, ...]:
    """Practices for a list."""
    return tuple(practice_line(practice, today) for practice in practices)


def practice_shown(practice: "Practice", today: date, *, is_named: bool) -> PracticeShown:
    """A practice for its own page; ``is_named`` names who wrote and checked it."""
    facts = [
        ("What shows that it works", practice.evidence),
        ("Conditions", practice.conditions),
        ("What it replaced", practice.replaced),
        ("Whom to ask", practice.contact),
    ]
    if is_named:
        facts.append(("Written down by", f"{practice.written_by.full_name}, {day(practice.written_at)}"))
    for check in checks_of(practice):
        who = check.checked_by.full_name if is_named else check.checked_by.body.name
        facts.append(("Checked by", f"{who}, {day(check.checked_at)}, who saw: {check.seen}"))
    if practice.agreed_by:
        facts.append(("Agreed to publish", f"{practice.agreed_by}, {day(practice.agreed_at)}"))
    reach = reach_of(practice)
    return PracticeShown(
        line=practice_line(practice, today),
        what=practice.what,
        facts=tuple(fact for fact in facts if fact[1]),
        uptakes=tuple(
            (
                each.partnership.full_name,
                UptakeKind.label_of(each.kind),
                f"{each.result} ({day(each.recorded_at)})",
            )
            for each in uptakes_of(practice)
        ),
        reach=_reach(reach.mailed, reach.partnerships),
    )


def _reach(mailed: int, partnerships: int) -> str:
    """How far it came: who had it in a newsletter, and how many partnerships said what came of it."""
    had = f"{count(mailed, 'reader')} had it in a newsletter." if mailed else "It was in no newsletter yet."
    said = f" {count(partnerships, 'partnership')} recorded what came of it." if partnerships else ""
    return had + said


def chosen(topics: Collection[Topic]) -> str:
    """What somebody who chose these topics gets from now on."""
    if not topics:
        return "No newsletter comes to you any more."
    named = ", ".join(topic.label for topic in Topic if topic in topics)
    return f"The newsletter brings you newly checked practices on: {named}."


class TopicsForm(SpeirForm):
    """Of which topics somebody wants to read."""

    topics = forms.MultipleChoiceField(
        label="Send me newly checked practices on",
        choices=Topic.choices(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
