"""What must be true of support for improvement."""

from datetime import date

from speir.foundations.rules import rule
from speir.improvement_support.choices import GrewFrom, OfferStatus


@rule("what")
def offer_says_what(what: str) -> bool:
    """Say what is offered, in a sentence."""
    return len(what.strip()) >= 5


@rule("for_whom")
def offer_says_for_whom(for_whom: str) -> bool:
    """Say for whom it is: posts or teams, not names."""
    return bool(for_whom.strip())


@rule("why")
def offer_says_why(why: str) -> bool:
    """Say why it is offered. The partnership reads this."""
    return bool(why.strip())


@rule("outcome_due_on")
def outcome_is_asked_for_later(outcome_due_on: date, today: date) -> bool:
    """Choose a day that lies ahead on which to ask what came of it."""
    return outcome_due_on > today


@rule("source")
def source_is_named(grew_from: GrewFrom, has_source: bool) -> bool:
    """Choose what the offer grew from, or choose that the partnership asked."""
    return has_source == (grew_from != GrewFrom.REQUEST)


@rule()
def source_lies_here(is_here: bool) -> bool:
    """What the offer grew from belongs to another area. Choose one of this area."""
    return is_here


@rule("words")
def declining_has_a_reason(is_accepted: bool, words: str) -> bool:
    """Say why the offer is declined. It helps to offer something better."""
    return is_accepted or bool(words.strip())


@rule("told_by")
def answer_for_others_says_whose_it_is(told_by: str) -> bool:
    """Say whose answer this is: a post is enough."""
    return bool(told_by.strip())


@rule()
def support_is_under_way(status: str) -> bool:
    """This can be recorded while the offer is accepted and under way."""
    return status == OfferStatus.ACCEPTED


@rule("held_on")
def session_has_happened(held_on: date, today: date) -> bool:
    """Record a session after it has happened: the day is not in the future."""
    return held_on <= today


@rule("attended")
def session_says_who_attended(attended: str) -> bool:
    """Say who attended by role, such as team managers (6)."""
    return bool(attended.strip())


@rule("purpose")
def session_says_its_purpose(purpose: str) -> bool:
    """Say what the session was for."""
    return bool(purpose.strip())


@rule("title")
def signpost_leads_somewhere(has_practice: bool, title: str) -> bool:
    """Choose a good practice, or name a resource outside: one of the two."""
    return has_practice != bool(title.strip())


@rule("address")
def outside_resource_has_an_address(title: str, address: str) -> bool:
    """Give the address of the resource outside; it begins with https://."""
    return not title.strip() or address.startswith("https://")


@rule("why")
def signpost_says_why(why: str) -> bool:
    """Say why this is worth reading for them."""
    return bool(why.strip())


@rule("seen")
def outcome_says_how_it_is_known(seen: str) -> bool:
    """Say how you know: what you saw, heard or read. For nothing, say what was expected and did not come."""
    return len(seen.strip()) >= 5


@rule("ask_again_on")
def too_early_says_when_to_ask_again(is_too_early: bool, ask_again_on: date | None, today: date) -> bool:
    """When it is too early to say, choose a day that lies ahead on which to ask again."""
    return not is_too_early or (ask_again_on is not None and ask_again_on > today)


@rule()
def holds_no_number_of_a_person(has_certain_identifier: bool) -> bool:
    """A CHI, NHS or National Insurance number must never stand in an offer of support. Take it out."""
    return not has_certain_identifier
