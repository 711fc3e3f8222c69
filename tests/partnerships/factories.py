"""Ready-made people, bodies and partnerships for these tests; all fictional."""

from datetime import UTC, datetime

from speir.partnerships.choices import PartnershipKind
from speir.partnerships.models import Partnership
from speir.partnerships.operations import register_partnership
from speir.people.choices import BodyKind, Role
from speir.people.models import Body, Person
from speir.people.operations import SYSTEM, give_role, register_body, register_person

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def body(kind: BodyKind, *, name: str = "", is_fictional: bool = True) -> Body:
    """A body of one kind."""
    name = name or f"Fictional {kind.label}"
    return register_body(
        name=name, short_name=name[:60], kind=kind, is_fictional=is_fictional, by=SYSTEM, at=AT
    )


def three_agencies() -> list[Body]:
    """A fictional council, NHS board and police division."""
    return [body(kind) for kind in (BodyKind.COUNCIL, BodyKind.HEALTH_BOARD, BodyKind.POLICE)]


def person(name: str, kind: BodyKind = BodyKind.SCRUTINY, *roles: Role) -> Person:
    """Somebody of a body of this kind, with these roles everywhere."""
    made = register_person(
        email=f"{name.lower().replace(' ', '.')}@example.invalid",
        full_name=name,
        post_title="",
        body=body(kind),
        password=None,
        by=SYSTEM,
        at=AT,
    )
    for role in roles:
        give_role(person=made, role=role, by=SYSTEM, at=AT)
    return made


def partnership(slug: str = "strathfictional") -> Partnership:
    """A fictional adult protection partnership."""
    return register_partnership(
        slug=slug,
        name=slug.capitalize(),
        kind=PartnershipKind.ADULT_PROTECTION,
        is_fictional=True,
        bodies=three_agencies(),
        areas=[],
        by=SYSTEM,
        at=AT,
    )
