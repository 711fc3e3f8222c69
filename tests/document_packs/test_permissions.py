"""Who may do what with a document pack: the whole table."""

import pytest

from speir.document_packs import permissions
from speir.foundations.access import Permission
from speir.people.choices import PARTNERSHIP_ROLES, Role
from speir.people.standing import Standing
from tests.people_standings import allowed_roles

LOOKS_AFTER = {Role.LEAD_INSPECTOR, Role.SUPPORT_OFFICER}
TABLE = {
    permissions.may_see_pack: LOOKS_AFTER | {Role.INSPECTOR, Role.SERVICE_MANAGER, Role.LINK_INSPECTOR},
    permissions.may_release_documents: LOOKS_AFTER,
    permissions.may_have_documents: set(PARTNERSHIP_ROLES),
    permissions.may_answer_questions: LOOKS_AFTER | {Role.INSPECTOR},
    permissions.may_share_answers: LOOKS_AFTER,
}


@pytest.mark.parametrize(("permission", "roles"), TABLE.items(), ids=lambda each: getattr(each, "name", ""))
def test_who_may(permission: Permission[Standing], roles: set[Role]) -> None:
    assert allowed_roles(permission) == roles
