"""Roles in the team around an area, what committees are for, and the posts whose holders are kept."""

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
    CONVENER = "convener", "Convener"
    LEAD_OFFICER = "lead_officer", "Lead officer"


# These are posts of a committee; every other is of a council area.
OF_A_COMMITTEE = (PostKind.CONVENER, PostKind.LEAD_OFFICER)


class Strand(Choice):
    """What a committee in an area is for; one committee may serve several."""

    ADULT_PROTECTION = "adult_protection", "Adult support and protection"
    CHILD_PROTECTION = "child_protection", "Child protection"
    VIOLENCE = "violence", "Violence against women and girls"
    ALCOHOL_AND_DRUG = "alcohol_and_drug", "Alcohol and drugs"
    COMMUNITY_JUSTICE = "community_justice", "Community justice"
    MAPPA = "mappa", "Multi-agency public protection arrangements (MAPPA)"
    SUICIDE_PREVENTION = "suicide_prevention", "Suicide prevention"
    CHIEF_OFFICERS = "chief_officers", "Oversight by chief officers"


class Tier(Choice):
    """Who may read what was written about an area; the team reads everything about its area."""

    TEAM = "team", "The team around the area"
    OWN_BODY = "own_body", "My own scrutiny body"
    SCRUTINY = "scrutiny", "All scrutiny bodies"
    COUNCIL = "council", "All scrutiny bodies, and the council in its yearly summary"


# What every scrutiny body may read.
FOR_ALL_SCRUTINY = (Tier.SCRUTINY, Tier.COUNCIL)


class SharedKind(Choice):
    """What of an area one scrutiny body can share with another."""

    CONTACT = "contact", "Contact note"
    RISK = "risk", "Risk"
    FACTOR = "factor", "Barrier or enabler"
