"""What one inspector may see of another's unfinished judgement: one pure function."""

from collections.abc import Collection

from speir.people.choices import JUDGING_ROLES, Role
from speir.people.standing import Standing


def may_see_evaluation(
    viewer: Standing, author_id: str, judging_ids: Collection[str], submitted_ids: Collection[str]
) -> bool:
    """One's own always; others' only when every judging member has submitted, and only for the team."""
    if viewer.person_id == author_id:
        return True
    if set(judging_ids) - set(submitted_ids):
        return False
    return viewer.has(*JUDGING_ROLES, Role.SIGNATORY)


def may_see_consolidation(viewer: Standing) -> bool:
    """The team's judgement, before publication, is for the team, its signatories and the service manager."""
    return viewer.has(*JUDGING_ROLES, Role.SIGNATORY, Role.SUPPORT_OFFICER, Role.SERVICE_MANAGER)
