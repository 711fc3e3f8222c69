"""What must be true of a concern."""

from collections.abc import Collection

from speir.foundations.rules import rule


@rule("seen")
def says_what_was_seen(seen: str) -> bool:
    """Say what you saw, read or heard, in a sentence or two."""
    return len(seen.strip()) >= 10


@rule("worry")
def says_why_it_worries(worry: str) -> bool:
    """Say why it worries you, so that the lead inspector can decide."""
    return len(worry.strip()) >= 5


@rule("is_checked")
def names_nobody(has_likely_identifier: bool, is_checked: bool) -> bool:
    """Something here looks like it names a person. Take it out, or tick that you have checked."""
    return is_checked or not has_likely_identifier


@rule()
def holds_no_number_of_a_person(has_certain_identifier: bool) -> bool:
    """A CHI, NHS or National Insurance number must never stand here. Use the record's reference."""
    return not has_certain_identifier


@rule("reason")
def decision_has_a_reason(reason: str) -> bool:
    """Say why you decide so."""
    return bool(reason.strip())


@rule()
def lead_decides_first(is_lead: bool, is_overdue: bool) -> bool:
    """Only the lead inspector decides until the time for it has run out; then you may in their place."""
    return is_lead or is_overdue


@rule()
def senior_manager_is_named(names: Collection[str]) -> bool:
    """Nobody is named yet to receive concerns. Appoint the partnership's senior manager on the team page."""
    return bool(names)


@rule()
def partnership_knows_of_the_inspection(is_planned: bool) -> bool:
    """The partnership has not been told of this inspection yet. Telephone its senior manager instead."""
    return not is_planned


@rule("what_was_done")
def says_what_was_done(what_was_done: str) -> bool:
    """Say what was done for the person's safety, or why nothing needed doing."""
    return len(what_was_done.strip()) >= 10


@rule("local_reference")
def referral_is_recorded(local_reference: str) -> bool:
    """Give the reference under which this stands in your own system. Only your side sees it."""
    return bool(local_reference.strip())


@rule("more")
def says_what_is_missing(more: str) -> bool:
    """Say what you still need to know before this can be closed."""
    return bool(more.strip())


@rule("theme")
def theme_is_of_the_list(theme: str, offered: Collection[str]) -> bool:
    """Choose what the concern was about."""
    return theme in offered
