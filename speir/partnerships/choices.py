"""Kinds of area, of name, of link between areas, and of partnership."""

from speir.foundations.choice import Choice


class AreaKind(Choice):
    """What sort of area it is; the order settles which one a shared name means (a council first)."""

    COUNCIL = "council", "Council area"
    HSCP = "hscp", "Health and social care partnership"
    HEALTH_BOARD = "health_board", "NHS board"
    POLICE_DIVISION = "police_division", "Police division"
    SHERIFFDOM = "sheriffdom", "Sheriffdom"
    MAPPA_REGION = "mappa_region", "MAPPA region"
    COMMUNITY_JUSTICE = "community_justice", "Community justice partnership"
    ALCOHOL_AND_DRUG = "alcohol_and_drug", "Alcohol and drug partnership"
    ADULT_PROTECTION = "adult_protection", "Adult protection partnership"
    PROTECTION_COMMITTEE = "protection_committee", "Protection committee area"


class NameKind(Choice):
    """Why an area answers to a name."""

    OFFICIAL = "official", "Name today"
    ALIAS = "alias", "Also known as"
    DIVISION_LETTER = "division_letter", "Division letter"


class LinkKind(Choice):
    """How one area lies in another."""

    WITHIN = "within", "Within"
    PRINCIPALLY_WITHIN = "principally_within", "Principally within"


class PartnershipKind(Choice):
    """What a group of bodies is together for."""

    ADULT_PROTECTION = "adult_protection", "Adult protection partnership"
    COMMUNITY_JUSTICE = "community_justice", "Community justice partnership"
    HEALTH_AND_SOCIAL_CARE = "health_and_social_care", "Health and social care partnership"
    JUSTICE_SOCIAL_WORK = "justice_social_work", "Justice social work"
    NATIONAL = "national", "National exercise"
