"""Who may read what was written about an area at one tier of confidentiality."""

from dataclasses import dataclass
from uuid import UUID

from speir.area_teams.choices import FOR_ALL_SCRUTINY, Tier
from speir.people.standing import Standing


@dataclass(frozen=True)
class AreaReader:
    """Somebody who reads about areas: who they are everywhere, and the areas in whose team they are."""

    everywhere: Standing
    around: frozenset[UUID]
    # Of these, the areas of which they are link inspector or relationship manager.
    answers_in: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Towards:
    """How a reader stands towards one thing that was written about an area."""

    is_scrutiny: bool
    is_author: bool
    is_same_body: bool
    is_around: bool
    is_service_manager: bool
    # Somebody of the body that wrote it has shared it with the reader's body, by name and with a reason.
    is_shared_with_body: bool = False


def may_read(tier: Tier, towards: Towards) -> bool:
    """Whether somebody may read it: nobody of a partnership, and of the scrutiny bodies as the tier says."""
    if not towards.is_scrutiny:
        return False
    if towards.is_author or towards.is_around or tier in FOR_ALL_SCRUTINY:
        return True
    if tier == Tier.OWN_BODY and towards.is_shared_with_body:
        return True
    if not towards.is_same_body:
        return False
    return tier == Tier.OWN_BODY or towards.is_service_manager
