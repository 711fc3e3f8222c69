"""Who may ask for documents, hand them over and read them."""

from speir.foundations.access import permission
from speir.people.choices import JUDGING_ROLES, Role
from speir.people.standing import Standing, need


@permission
def may_ask_for_documents(standing: Standing) -> str | None:
    """Ask the partnership for documents."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@permission
def may_hand_over(standing: Standing) -> str | None:
    """Hand over documents for the partnership, or say that one is not held."""
    return need(standing, Role.COORDINATOR, Role.CONTRIBUTOR)


@permission
def may_receive_documents(standing: Standing) -> str | None:
    """Accept a document, or ask for it again."""
    return need(standing, *JUDGING_ROLES, Role.SUPPORT_OFFICER)


@permission
def may_read_documents(standing: Standing) -> str | None:
    """Read what the partnership handed over."""
    return need(
        standing,
        *JUDGING_ROLES,
        Role.SUPPORT_OFFICER,
        Role.SIGNATORY,
        Role.COORDINATOR,
        Role.CONTRIBUTOR,
    )
