"""Whom a document is for, by role and kind of body, and who may read it. Plain Python."""

from collections.abc import Collection

from speir.people.choices import Role


def is_for(role: str, body_kind: str, roles: Collection[str], body_kinds: Collection[str]) -> bool:
    """Whether somebody in that role, of a body of that kind, is asked to read it; no kinds means all."""
    return role in roles and (not body_kinds or body_kind in body_kinds)


def may_read(
    held: Collection[Role], body_kind: str, roles: Collection[str], body_kinds: Collection[str]
) -> bool:
    """Whether somebody of the partnership may read it: those it is for, and the coordinator."""
    if Role.COORDINATOR in held:
        return True
    return any(is_for(role.value, body_kind, roles, body_kinds) for role in held)
