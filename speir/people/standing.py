"""Who somebody is towards one inspection or area: the only thing permissions look at."""

from dataclasses import dataclass

from speir.people.choices import Role, Side


@dataclass(frozen=True)
class Standing:
    """A person's side, body and roles, here and now."""

    person_id: str
    side: Side
    body_id: str
    roles: frozenset[Role] = frozenset()

    def has(self, *roles: Role) -> bool:
        """Whether any of these roles is held."""
        return bool(self.roles & set(roles))


def need(standing: Standing, *roles: Role) -> str | None:
    """None when one of the roles is held, else the reason that names them."""
    if standing.has(*roles):
        return None
    *others, last = [role.label.lower() for role in roles]
    named = f"{', '.join(others)} or {last}" if others else last
    return f"Only the {named} can do this."
