"""What must be true of engagement and involvement: told whole, on real days, and without names."""

import re
from datetime import date

from speir.engagement.choices import Answer
from speir.foundations.rules import rule

_EMAIL = re.compile(r"\S@\S+\.\S")
_TELEPHONE = re.compile(r"(?<!\d)\+?\d(?:[ \-]?\d){8,}(?!\d)")


@rule("aims")
def strategy_says_its_aims(aims: str) -> bool:
    """Say in a few sentences what this programme wants to achieve by speaking with people."""
    return bool(aims.strip())


@rule()
def engagement_is_planned_whole(audience: str, purpose: str) -> bool:
    """Say whom you want to reach, and what for."""
    return bool(audience.strip() and purpose.strip())


@rule("responsible")
def somebody_of_a_scrutiny_body_is_responsible(is_ours: bool) -> bool:
    """Choose somebody of a scrutiny body."""
    return is_ours


@rule()
def what_was_done_is_told_whole(to_whom: str, outcome: str) -> bool:
    """Say who was reached, and what came of it, also when nothing did."""
    return bool(to_whom.strip() and outcome.strip())


@rule("done_on")
def it_was_done_by_today(done_on: date, today: date) -> bool:
    """What was done lies today or in the past."""
    return done_on <= today


@rule("reason")
def dropping_has_a_reason(reason: str) -> bool:
    """Say why it is dropped."""
    return bool(reason.strip())


@rule()
def involvement_is_told_whole(group: str, about: str) -> bool:
    """Say which group took part, and in what."""
    return bool(group.strip() and about.strip())


@rule("took_place_on")
def involvement_took_place_by_today(took_place_on: date, today: date) -> bool:
    """Record it when it has taken place: today or in the past."""
    return took_place_on <= today


@rule()
def nobody_can_be_reached_by_it(*texts: str) -> bool:
    """Leave out names, e-mail addresses and telephone numbers: record people as groups and roles only."""
    return not any(_EMAIL.search(text) or _TELEPHONE.search(text) for text in texts)


@rule("said")
def what_was_said_is_written_down(said: str) -> bool:
    """Write down what people said, as one theme."""
    return bool(said.strip())


@rule("words")
def an_answer_says_what_or_why(kind: str, words: str) -> bool:
    """Say what changed, or why nothing did: people read it as you write it."""
    return bool(kind and words.strip())


@rule("changed_in")
def a_change_says_where(kind: str, changed_in: str) -> bool:
    """Say where something changed; when nothing changed, leave this empty."""
    return bool(changed_in) is (kind == Answer.CHANGED)


@rule("linked_to")
def a_link_leads_to_the_right_kind(changed_in: str, link_is_to: str) -> bool:
    """Choose what changed from the list that belongs to where it changed, or leave it empty."""
    return link_is_to in ("", changed_in)


@rule("linked_to")
def a_linked_indicator_stays(is_of_a_version_that_can_change: bool) -> bool:
    """Choose an indicator of a version that is in use or held as a draft: others can still be replaced."""
    return not is_of_a_version_that_can_change


@rule()
def something_is_told_before_it_is_public(themes: int) -> bool:
    """Write down at least one thing that people said before this is public."""
    return themes > 0
