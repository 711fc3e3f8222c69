"""Whose files somebody may read."""

import pytest

from speir.document_requests.visibility import may_read_file_from
from speir.people.choices import Role, Side
from speir.people.standing import Standing


@pytest.mark.parametrize(
    ("side", "role", "own", "others"),
    [
        (Side.SCRUTINY, Role.LEAD_INSPECTOR, True, True),
        (Side.SCRUTINY, Role.INSPECTOR, True, True),
        (Side.SCRUTINY, Role.SUPPORT_OFFICER, True, True),
        (Side.SCRUTINY, Role.SIGNATORY, True, True),
        (Side.SCRUTINY, Role.SERVICE_MANAGER, False, False),
        (Side.SCRUTINY, Role.COORDINATOR, False, False),
        (Side.PARTNERSHIP, Role.COORDINATOR, True, True),
        (Side.PARTNERSHIP, Role.CONTRIBUTOR, True, False),
        (Side.PARTNERSHIP, Role.HEAD, False, False),
        (Side.PARTNERSHIP, Role.INSPECTOR, False, False),
    ],
)
def test_files_of_the_own_body_and_of_another(side: Side, role: Role, own: bool, others: bool) -> None:
    standing = Standing("person", side, "own body", frozenset({role}))
    assert may_read_file_from(standing, "own body") is own
    assert may_read_file_from(standing, "another body") is others
