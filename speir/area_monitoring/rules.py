"""What must be true of the log of an area."""

from datetime import date

from speir.foundations.rules import rule

KEY_LENGTH = 32


@rule("held_on")
def contact_has_happened(held_on: date, today: date) -> bool:
    """A note is about a contact that has happened: the day is not in the future."""
    return held_on <= today


@rule("who_with")
def says_who_with(who_with: str) -> bool:
    """Say who you were in contact with: posts are enough."""
    return bool(who_with.strip())


@rule("result")
def says_what_came_of_it(result: str) -> bool:
    """Say what came of the contact, in a sentence or two."""
    return len(result.strip()) >= 5


@rule("next_due_on")
def next_step_has_a_day(next_step: str, next_due_on: date | None) -> bool:
    """A next step has a day by which it is done, and a day has a next step."""
    return bool(next_step.strip()) == (next_due_on is not None)


@rule()
def holds_no_number_of_a_person(has_certain_identifier: bool) -> bool:
    """A CHI, NHS or National Insurance number must never stand in a log. Take it out."""
    return not has_certain_identifier


@rule("reason")
def change_of_intensity_has_a_reason(reason: str) -> bool:
    """Say why the area is followed this closely from now on."""
    return bool(reason.strip())


@rule("intensity")
def intensity_changes(is_the_same_reason: bool) -> bool:
    """The area is followed like this already. To say more about why, write a contact note."""
    return is_the_same_reason


@rule()
def step_is_open(is_done: bool) -> bool:
    """This next step is finished already."""
    return not is_done


@rule("person")
def somebody_else_takes_over(is_the_same: bool) -> bool:
    """The area is theirs already. Choose who takes it over."""
    return not is_the_same


@rule("person")
def takes_over_from_a_scrutiny_body(is_scrutiny: bool) -> bool:
    """A link inspector works for a scrutiny body. Choose somebody from one of them."""
    return is_scrutiny


@rule()
def one_handover_at_a_time(is_under_way: bool) -> bool:
    """This area is being handed over already. Finish or withdraw that first."""
    return not is_under_way


@rule("briefing")
def briefing_says_something(briefing: str) -> bool:
    """A briefing without a word helps nobody. Write what the next link inspector must know."""
    return len(briefing.strip()) >= 10


@rule()
def only_the_new_link_inspector_answers(is_theirs: bool) -> bool:
    """Only the new link inspector can accept the area, or send the briefing back."""
    return is_theirs


@rule("why")
def sending_back_says_what_is_missing(why: str) -> bool:
    """Say what is missing from the briefing."""
    return bool(why.strip())


@rule()
def line_is_known(line: str) -> bool:
    """This line is not of the morning page. Load the page again."""
    return len(line) == KEY_LENGTH and all(letter in "0123456789abcdef" for letter in line)
