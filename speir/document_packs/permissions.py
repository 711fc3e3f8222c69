"""Who may release documents of the pack, read them, ask and answer."""

from speir.foundations.access import permission
from speir.people.choices import JUDGING_ROLES, PARTNERSHIP_ROLES, Role
from speir.people.standing import Standing, need


@permission
def may_see_pack(standing: Standing) -> str | None:
    """See the document pack with its receipts and questions, on the scrutiny side."""
    return need(standing, *JUDGING_ROLES, Role.SUPPORT_OFFICER, Role.SERVICE_MANAGER, Role.LINK_INSPECTOR)


@permission
def may_release_documents(standing: Standing) -> str | None:
    """Release a document earlier or later, give it a new version, and remind of receipts."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)


@permission
def may_update_for_everybody(standing: Standing) -> str | None:
    """Give a document of a method's pack a new version for every partnership of its phase."""
    return need(standing, Role.SERVICE_MANAGER, Role.METHODS_ANALYST)


@permission
def may_have_documents(standing: Standing) -> str | None:
    """Read the documents that are for oneself, acknowledge them, and ask about them."""
    return need(standing, *PARTNERSHIP_ROLES)


@permission
def may_answer_questions(standing: Standing) -> str | None:
    """Answer a question on a document."""
    return need(standing, *JUDGING_ROLES, Role.SUPPORT_OFFICER)


@permission
def may_share_answers(standing: Standing) -> str | None:
    """Share an answer with every partnership of the programme, without saying who asked."""
    return need(standing, Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER)
