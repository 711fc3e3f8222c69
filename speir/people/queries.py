"""Questions about people and bodies."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet, Value

from speir.people.choices import Role
from speir.people.models import Body, Person, StandingRole
from speir.people.standing import Standing


def standing_everywhere(person: Person) -> Standing:
    """Who somebody is apart from any inspection: side, body and the roles held everywhere."""
    held = StandingRole.objects.filter(person=person, until_on=None).values_list("role", flat=True)
    return standing_with(person, [Role(role) for role in held])


def standing_with(person: Person, held: Collection[Role]) -> Standing:
    """Somebody's standing, where the roles that they hold everywhere are at hand."""
    return Standing(
        person_id=str(person.pk),
        side=person.body.side,
        body_id=str(person.body_id),
        roles=frozenset(held),
    )


def standing_rows(person: Person) -> "QuerySet[StandingRole, tuple[str, str]]":
    """The roles that somebody holds everywhere, each with the word “everywhere”, to be asked with others."""
    held = StandingRole.objects.filter(person=person, until_on=None).order_by()
    return held.values_list(Value("everywhere"), "role")


def people_of_bodies(body_ids: list[UUID]) -> list[Person]:
    """Everybody active in these bodies, by name."""
    return list(Person.objects.filter(body_id__in=body_ids, is_active=True).select_related("body"))


def people_with_role(role: Role) -> list[Person]:
    """Everybody active who holds this role everywhere now, by name."""
    held = StandingRole.objects.filter(role=role, until_on=None).values("person")
    return list(Person.objects.filter(pk__in=held, is_active=True).select_related("body"))


def person_by_email(email: str) -> Person | None:
    """The person with this sign-in name."""
    return Person.objects.filter(email=email.lower()).select_related("body").first()


def body_named(name: str) -> Body | None:
    """The body with this name."""
    return Body.objects.filter(name=name).first()


def scrutiny_bodies() -> list[Body]:
    """The bodies that inspect."""
    return list(Body.objects.filter(kind="scrutiny"))


def people_with_ids(ids: Collection[str]) -> list[Person]:
    """These people."""
    return list(Person.objects.filter(pk__in=list(ids)))
