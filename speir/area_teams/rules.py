"""What must be true of the team around an area, of its committees and of the posts in it."""

from collections.abc import Collection
from datetime import date, timedelta

from speir.area_teams.choices import OF_A_COMMITTEE, PostKind, Strand, Tier
from speir.foundations.rules import rule
from speir.people.choices import Side

LONGEST_COVER = timedelta(days=366)


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


@rule("last_on")
def cover_is_not_over(last_on: date, today: date) -> bool:
    """These days have passed: nobody can cover them any more. Check the last day."""
    return last_on >= today


@rule("last_on")
def cover_lasts_a_year_at_most(from_on: date, last_on: date) -> bool:
    """Cover lasts a year at most. Check the last day; for longer, appoint somebody to the team."""
    return last_on - from_on <= LONGEST_COVER


@rule("from_on")
def cover_is_not_arranged_already(is_arranged: bool) -> bool:
    """This person covers in this role on some of these days already. Choose days that are not covered yet."""
    return not is_arranged


@rule()
def only_cover_is_ended(is_cover: bool) -> bool:
    """Somebody of the team is not ended here. Appoint somebody in their place."""
    return is_cover


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


@rule("post")
def post_belongs_to_a_committee_or_to_none(post: PostKind, is_of_committee: bool) -> bool:
    """A convener and a lead officer are those of a committee, and every other post is of the council area."""
    return (post in OF_A_COMMITTEE) == is_of_committee


@rule("post")
def committee_still_meets(has_ended: bool) -> bool:
    """This committee has ended: nobody holds a post in it any more."""
    return not has_ended


@rule("name")
def committee_has_a_name(name: str) -> bool:
    """Write the name of the committee."""
    return bool(name.strip())


@rule("strands")
def committee_is_for_something(strands: Collection[Strand]) -> bool:
    """Choose what the committee is for, one or several."""
    return bool(strands)


@rule("source")
def committee_has_a_source(source: str) -> bool:
    """Say how you know: a document, a page, or who told you."""
    return bool(source.strip())


@rule("from_on")
def committee_has_begun(from_on: date | None, today: date) -> bool:
    """Note a committee when it meets: the day is not in the future."""
    return from_on is None or from_on <= today


@rule("until_on")
def committee_has_ended(until_on: date, today: date) -> bool:
    """Note that a committee ended when it has: the day is not in the future."""
    return until_on <= today


@rule("until_on")
def committee_ends_after_what_is_noted(until_on: date, newest_on: date | None) -> bool:
    """It began, or somebody came into a post in it, on a later day. Check the day."""
    return newest_on is None or until_on >= newest_on


@rule("thing")
def tier_lets_it_be_shared(tier: Tier) -> bool:
    """Only what is for its own scrutiny body is shared by hand: what is for the team around the area stays
    there, and what is for all scrutiny bodies is open to them already."""
    return tier == Tier.OWN_BODY


@rule("thing")
def own_body_shares_it(is_own: bool) -> bool:
    """Only the scrutiny body that wrote it shares it with another."""
    return is_own


@rule("body")
def shared_with_another_scrutiny_body(is_scrutiny: bool, is_own: bool) -> bool:
    """Choose another scrutiny body."""
    return is_scrutiny and not is_own


@rule("why")
def sharing_has_a_reason(why: str) -> bool:
    """Say why this body needs it."""
    return bool(why.strip())
