"""What must be true of a risk conversation."""

from datetime import date

from speir.foundations.rules import rule
from speir.risk_conversations.choices import ConversationStatus, LineKind


@rule("held_on")
def conversation_lies_ahead(held_on: date, today: date) -> bool:
    """A conversation is called for today or a later day."""
    return held_on >= today


@rule("bodies")
def several_bodies_take_part(count: int, has_own: bool) -> bool:
    """Choose at least two scrutiny bodies, and your own among them."""
    return count >= 2 and has_own


@rule("area")
def one_conversation_at_a_time(is_under_way: bool) -> bool:
    """A conversation about this area is under way already. Finish it, or call it off, first."""
    return not is_under_way


@rule()
def body_takes_part(takes_part: bool) -> bool:
    """Your body does not take part in this conversation."""
    return takes_part


@rule("text")
def says_something(text: str) -> bool:
    """Write a sentence."""
    return len(text.strip()) >= 5


@rule()
def views_are_prepared_before(status: str) -> bool:
    """Views are prepared until the conversation is held. Say it in the record now."""
    return status == ConversationStatus.PREPARING


@rule()
def conversation_is_held_on_its_day(held_on: date, today: date) -> bool:
    """The day of the conversation has not come yet."""
    return held_on <= today


@rule()
def record_is_open(status: str) -> bool:
    """The record can be written after the conversation, until it is sent for signing."""
    return status == ConversationStatus.HELD


@rule("body")
def difference_says_whose_it_is(kind: LineKind, has_body: bool) -> bool:
    """Say which body sees it differently."""
    return kind != LineKind.DIFFERENCE or has_body


@rule("owner")
def action_has_an_owner(owner: str, is_of_a_body: bool) -> bool:
    """Say who does it: one of the bodies that take part, and a post."""
    return bool(owner.strip()) and is_of_a_body


@rule("due_on")
def action_is_due_later(due_on: date, held_on: date) -> bool:
    """An action is due on the day of the conversation or later."""
    return due_on >= held_on


@rule("outcome")
def done_says_what_was_done(outcome: str) -> bool:
    """Say what was done."""
    return bool(outcome.strip())


@rule()
def action_is_open(is_open: bool) -> bool:
    """This action is finished already."""
    return is_open


@rule()
def everybody_is_named_who_was_there(missing: int) -> bool:
    """Say for every body who was there, or that nobody was."""
    return missing == 0


@rule()
def record_says_something(lines: int) -> bool:
    """The record is empty. Write down at least one agreed risk, assurance or difference."""
    return lines > 0


@rule("next_on")
def next_lies_after_this_one(next_on: date | None, held_on: date) -> bool:
    """Choose the day of the next conversation; it lies after this one."""
    return next_on is not None and next_on > held_on


@rule()
def signs_what_was_read(is_the_same: bool) -> bool:
    """The record is not the one that you read. Load the page again, and read it before you sign."""
    return is_the_same


@rule()
def record_waits_for_signing(status: str) -> bool:
    """The record does not wait for a signature."""
    return status == ConversationStatus.SIGNING


@rule()
def body_signs_once(has_signed: bool) -> bool:
    """Your body has signed this record already."""
    return not has_signed


@rule("why")
def calling_off_says_why(why: str) -> bool:
    """Say why the conversation is called off. The other bodies read it."""
    return bool(why.strip())


@rule("why")
def sending_back_says_what_is_wrong(why: str) -> bool:
    """Say what is wrong with the record, or missing from it."""
    return bool(why.strip())


@rule()
def holds_no_number_of_a_person(has_certain_identifier: bool) -> bool:
    """A CHI, NHS or National Insurance number must never stand in a record. Take it out."""
    return not has_certain_identifier
