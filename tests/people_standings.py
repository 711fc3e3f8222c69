"""Standings of a single role, for truth tables of permissions."""

from speir.foundations.access import Permission
from speir.people.choices import PARTNERSHIP_ROLES, Role, Side
from speir.people.standing import Standing


def standing(*roles: Role) -> Standing:
    """Somebody with just these roles, on the side where such roles sit."""
    side = Side.PARTNERSHIP if set(roles) & set(PARTNERSHIP_ROLES) else Side.SCRUTINY
    return Standing(person_id="someone", side=side, body_id="a-body", roles=frozenset(roles))


def allowed_roles(permission: Permission[Standing]) -> set[Role]:
    """The roles that alone are enough."""
    return {role for role in Role if permission.reason_refused(standing(role)) is None}
