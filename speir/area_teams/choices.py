"""Roles in the team around an area, and the posts whose holders are kept."""

from speir.foundations.choice import Choice
from speir.people.choices import Role


class AreaRole(Choice):
    """What somebody is for one council area."""

    LINK_INSPECTOR = "link_inspector", "Link inspector"
    ADULTS = "relationship_adults", "Relationship manager, adult services"
    EARLY_LEARNING = "relationship_early", "Relationship manager, early learning and childcare"
    SUPPORT = "support", "Strategic support officer"


ROLE_IN_STANDING = {
    AreaRole.LINK_INSPECTOR: Role.LINK_INSPECTOR,
    AreaRole.ADULTS: Role.RELATIONSHIP_MANAGER,
    AreaRole.EARLY_LEARNING: Role.RELATIONSHIP_MANAGER,
    AreaRole.SUPPORT: Role.SUPPORT_OFFICER,
}


class PostKind(Choice):
    """A post in an area whose holder matters to scrutiny."""

    SOCIAL_WORK = "social_work", "Chief social work officer"
    CHIEF_OFFICER = "chief_officer", "Chief officer"
    ADULT_CONVENER = "adult_convener", "Convener, adult protection committee"
    CHILD_CONVENER = "child_convener", "Convener, child protection committee"
    ADULT_LEAD = "adult_lead", "Lead officer, adult protection"
    CHILD_LEAD = "child_lead", "Lead officer, child protection"


class Tier(Choice):
    """Who may read what was written about an area; the team reads everything about its area."""

    TEAM = "team", "The team around the area"
    OWN_BODY = "own_body", "My own scrutiny body"
    SCRUTINY = "scrutiny", "All scrutiny bodies"
