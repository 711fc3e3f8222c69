"""What must be true of a risk, and of a barrier or an enabler."""

from datetime import date

from speir.foundations.rules import rule

LEAST, MOST = 1, 99


@rule("statement")
def says_what_would_have_happened(statement: str) -> bool:
    """Say what would have happened, so that somebody else can tell later whether it did."""
    return len(statement.strip()) >= 10


@rule("likelihood")
def likelihood_is_a_percentage(likelihood: int) -> bool:
    """Give the likelihood as a whole percentage from 1 to 99: nothing is certain beforehand."""
    return LEAST <= likelihood <= MOST


@rule("horizon_on")
def horizon_lies_ahead(horizon_on: date, today: date) -> bool:
    """A forecast is about a day that lies ahead."""
    return horizon_on > today


@rule("would_change")
def says_what_would_change_my_mind(would_change: str) -> bool:
    """Say what you would have to see to think otherwise."""
    return bool(would_change.strip())


@rule("outcome")
def says_how_it_is_known(outcome: str) -> bool:
    """Say how you know, in a sentence."""
    return bool(outcome.strip())


@rule("why")
def says_why(why: str) -> bool:
    """Say why, in a sentence."""
    return bool(why.strip())


@rule()
def not_happening_is_known_after_the_day(did_not: bool, horizon_on: date, today: date) -> bool:
    """That it did not happen is known once the day has passed. Until then it still may."""
    return not did_not or today > horizon_on


@rule("likelihood")
def forecast_before_the_day(horizon_on: date, today: date) -> bool:
    """The day has come: resolve this risk, rather than forecast it again."""
    return today < horizon_on


@rule("text")
def says_what_helps_or_hinders(text: str) -> bool:
    """Say what it is, in a sentence."""
    return len(text.strip()) >= 5
