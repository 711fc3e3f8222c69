"""Who may raise a concern, who learns of it, and who acts on it. Whoever is not named here learns nothing."""

from speir.foundations.access import permission
from speir.people.choices import TEAM_ROLES, Role
from speir.people.standing import Standing, need


@permission
def may_raise_concern(standing: Standing) -> str | None:
    """Raise a concern about a person's safety, and follow one's own."""
    return need(standing, *TEAM_ROLES, Role.SERVICE_MANAGER, Role.LOCAL_READER)


@permission
def may_see_concerns(standing: Standing) -> str | None:
    """Read every concern of an inspection."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SERVICE_MANAGER)


@permission
def may_decide_on_concern(standing: Standing) -> str | None:
    """Decide whether a concern is passed to the partnership."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SERVICE_MANAGER)


@permission
def may_answer_concern(standing: Standing) -> str | None:
    """Read the concerns passed to the partnership, acknowledge them and say what was done."""
    return need(standing, Role.SENIOR_MANAGER)


@permission
def may_have_concerns(standing: Standing) -> str | None:
    """Open the partnership's page of concerns: those passed on, or one's own."""
    return need(standing, Role.SENIOR_MANAGER, Role.LOCAL_READER)


@permission
def may_close_concern(standing: Standing) -> str | None:
    """Close a concern after reading what was done, or ask the partnership for more."""
    return need(standing, Role.LEAD_INSPECTOR)


@permission
def may_see_concerns_nationally(standing: Standing) -> str | None:
    """See how many concerns there were in the country and about what, without a word of any."""
    return need(standing, Role.SERVICE_MANAGER)
