"""What must be true of an enquiry: it can be answered, and nobody is flooded."""

from collections.abc import Sized

from speir.foundations.rules import rule

MOST_AN_HOUR_FROM_ONE_PLACE = 5
MOST_A_DAY_FOR_ONE_ADDRESS = 3
MOST_WEB_ADDRESSES = 2
LEAST_WORDS = 10


@rule("asked")
def says_what_is_asked(asked: str) -> bool:
    """Say in a sentence what you want to know or to tell."""
    return len(asked.strip()) >= LEAST_WORDS


@rule()
def somebody_answers_for_the_area(told: Sized) -> bool:
    """Nobody is set up yet to answer enquiries about this area, so it was not taken. Write to the strategic
    support team of the Care Inspectorate instead."""
    return len(told) > 0


@rule("asked")
def is_no_advertisement(asked: str) -> bool:
    """This holds more web addresses than an enquiry needs. Leave at most two in it."""
    return asked.lower().count("http") + asked.lower().count("www.") <= MOST_WEB_ADDRESSES


@rule()
def is_sent_by_a_person(filled_in: str) -> bool:
    """Something was filled in that people do not see. If you are a person, reload the page and try again."""
    return not filled_in


@rule()
def is_not_one_of_many_from_one_place(in_the_last_hour: int) -> bool:
    """Many enquiries came from where you are within an hour. Try again later."""
    return in_the_last_hour < MOST_AN_HOUR_FROM_ONE_PLACE


@rule("email")
def is_not_one_of_many_for_one_address(today: int) -> bool:
    """Several enquiries with this e-mail address came today. Wait for the answers, or try again tomorrow."""
    return today < MOST_A_DAY_FOR_ONE_ADDRESS


@rule("answer")
def answer_says_something(answer: str) -> bool:
    """Write the answer: it is sent to whoever asked."""
    return len(answer.strip()) >= LEAST_WORDS


@rule("reason")
def setting_aside_has_a_reason(reason: str) -> bool:
    """Say why this enquiry gets no answer."""
    return bool(reason.strip())
