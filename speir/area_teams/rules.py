"""What must be true of the team around an area and of the posts in it."""

from datetime import date

from speir.foundations.rules import rule
from speir.people.choices import Side


@rule("area")
def team_is_around_a_council_area(is_council_area: bool) -> bool:
    """A team looks after a council area. Choose one of the council areas in this one."""
    return is_council_area


@rule("person")
def team_works_for_scrutiny_bodies(side: Side) -> bool:
    """The team around an area works for scrutiny bodies. Choose somebody from one of them."""
    return side == Side.SCRUTINY


@rule("last_on")
def cover_has_an_end(from_on: date, last_on: date) -> bool:
    """Cover ends on its first day or later. Check the two days."""
    return last_on >= from_on


@rule("person")
def cover_is_somebody_else(is_the_same: bool) -> bool:
    """Nobody covers for themselves. Choose somebody else."""
    return not is_the_same


@rule("from_on")
def post_is_held_after_the_last_holder_came(from_on: date, last_from_on: date | None) -> bool:
    """Whoever is noted now holds the post since a later day than the one noted before. Check the day."""
    return last_from_on is None or from_on > last_from_on


@rule("from_on")
def post_is_held_by_now(from_on: date, today: date) -> bool:
    """Note who holds the post when they hold it: the day is not in the future."""
    return from_on <= today
