"""What must be true of partnerships and of who is linked to them."""

from collections.abc import Collection

from speir.foundations.rules import rule
from speir.people.choices import BodyKind, Side

NEEDED_FOR_ADULT_PROTECTION = frozenset({BodyKind.COUNCIL, BodyKind.HEALTH_BOARD, BodyKind.POLICE})


@rule("bodies")
def partnership_has_bodies(body_kinds: Collection[str]) -> bool:
    """A partnership is a group of bodies. Choose at least one body that belongs to it."""
    return bool(body_kinds)


@rule("bodies")
def adult_protection_has_its_three_agencies(body_kinds: Collection[str]) -> bool:
    """An adult protection partnership has at least a council, an NHS board and a police division.
    Add the ones that are missing."""
    return set(body_kinds) >= NEEDED_FOR_ADULT_PROTECTION


@rule("bodies")
def inspected_bodies_only(body_kinds: Collection[str]) -> bool:
    """A scrutiny body cannot belong to a partnership that it inspects. Take it out of the list."""
    return BodyKind.SCRUTINY not in body_kinds


@rule("is_fictional")
def fictional_and_real_are_kept_apart(is_fictional: bool, parts_are_fictional: Collection[bool]) -> bool:
    """A fictional partnership has only fictional bodies and areas, and a real one only real ones.
    Choose bodies and areas of one sort, or change whether the partnership is fictional."""
    return all(part is is_fictional for part in parts_are_fictional)


@rule("slug")
def slug_is_free(is_taken: bool) -> bool:
    """Another partnership already has this address. Choose a different one."""
    return not is_taken


@rule("person")
def link_inspector_works_for_a_scrutiny_body(side: Side) -> bool:
    """A link inspector works for a scrutiny body. Choose somebody from the Care Inspectorate or one of
    its scrutiny partners."""
    return side == Side.SCRUTINY
