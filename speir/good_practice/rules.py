"""What must be true of a practice before others rely on it."""

from collections.abc import Mapping
from datetime import date

from speir.foundations.rules import rule

NEEDED = ("title", "what", "evidence", "conditions", "contact")


@rule()
def practice_is_told_whole(told: Mapping[str, str]) -> bool:
    """Say what it is, what shows that it works, under which conditions, and whom to ask."""
    return all(told.get(name, "").strip() for name in NEEDED)


@rule()
def somebody_else_checks(is_the_same: bool) -> bool:
    """Only the inspector who did not write it can check it. Ask a colleague."""
    return not is_the_same


@rule("seen")
def check_names_what_was_seen(seen: str) -> bool:
    """Say which evidence you saw yourself."""
    return bool(seen.strip())


@rule("expires_on")
def warranty_ends_within_three_years(expires_on: date, today: date) -> bool:
    """A check holds until a day that lies ahead, at most three years."""
    is_leap_day = (today.month, today.day) == (2, 29)
    return today < expires_on <= today.replace(year=today.year + 3, day=28 if is_leap_day else today.day)


@rule("agreed_by")
def agreement_names_who_agreed(agreed_by: str) -> bool:
    """Say who agreed for the partnership: a post is enough."""
    return bool(agreed_by.strip())


@rule()
def practice_holds_now(is_current: bool) -> bool:
    """This practice is not checked, or its check has expired."""
    return is_current


@rule("result")
def uptake_says_the_result(result: str) -> bool:
    """Say with what result, also when it is early or none."""
    return bool(result.strip())


@rule("why")
def withdrawal_has_a_reason(why: str) -> bool:
    """Say why it is withdrawn."""
    return bool(why.strip())


@rule()
def belongs_to_a_partnership(has_partnership: bool) -> bool:
    """Your body belongs to no partnership that is recorded here. Ask a service manager to record it."""
    return has_partnership


@rule()
def others_record_what_they_made_of_it(is_from_elsewhere: bool) -> bool:
    """This practice comes from your own partnership. What others made of it is for them to record."""
    return is_from_elsewhere


@rule("partnership")
def uptake_names_the_partnership(is_one: bool) -> bool:
    """Your body belongs to more than one partnership. Choose which of them this is about."""
    return is_one
