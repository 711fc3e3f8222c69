"""Kinds of body, and the roles people hold."""

from speir.foundations.choice import Choice


class BodyKind(Choice):
    """What sort of organisation a body is."""

    SCRUTINY = "scrutiny", "Scrutiny body"
    COUNCIL = "council", "Council"
    HEALTH_BOARD = "health_board", "NHS board"
    POLICE = "police", "Police Scotland division"
    HSCP = "hscp", "Health and social care partnership"
    THIRD_SECTOR = "third_sector", "Third sector body"
    OTHER = "other", "Other body"


class Role(Choice):
    """What someone is, everywhere (first three) or in one inspection or area (the rest)."""

    SERVICE_MANAGER = "service_manager", "Service manager"
    STRATEGIC_INSPECTOR = "strategic_inspector", "Strategic inspector"
    METHODS_ANALYST = "methods_analyst", "Methods analyst"
    LEAD_INSPECTOR = "lead_inspector", "Lead inspector"
    INSPECTOR = "inspector", "Inspector"
    SUPPORT_OFFICER = "support_officer", "Strategic support officer"
    SIGNATORY = "signatory", "Signatory for a scrutiny body"
    LINK_INSPECTOR = "link_inspector", "Link inspector"
    RELATIONSHIP_MANAGER = "relationship_manager", "Relationship manager"
    COORDINATOR = "coordinator", "Inspection coordinator"
    CONTRIBUTOR = "contributor", "Contributor in the partnership"
    HEAD = "head", "Head of a partnership body"
    LOCAL_READER = "local_reader", "Local record reader"
    SENIOR_MANAGER = "senior_manager", "Named senior manager for concerns"
    OPERATIONAL_LEAD = "operational_lead", "Operational lead in the partnership"


STANDING_ROLES = (Role.SERVICE_MANAGER, Role.STRATEGIC_INSPECTOR, Role.SUPPORT_OFFICER, Role.METHODS_ANALYST)
TEAM_ROLES = (Role.LEAD_INSPECTOR, Role.INSPECTOR, Role.SUPPORT_OFFICER, Role.SIGNATORY, Role.LINK_INSPECTOR)
PARTNERSHIP_ROLES = (
    Role.COORDINATOR,
    Role.CONTRIBUTOR,
    Role.HEAD,
    Role.LOCAL_READER,
    Role.SENIOR_MANAGER,
    Role.OPERATIONAL_LEAD,
)
JUDGING_ROLES = (Role.LEAD_INSPECTOR, Role.INSPECTOR)


class Side(Choice):
    """Which of the two sides of scrutiny someone sits on."""

    SCRUTINY = "scrutiny", "Scrutiny bodies"
    PARTNERSHIP = "partnership", "Partnership"
