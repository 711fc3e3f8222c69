"""Changes to people, bodies and the roles held everywhere."""

from datetime import datetime

from speir.foundations import audit
from speir.foundations.audit import Actor
from speir.foundations.operation import operation
from speir.foundations.uk_time import uk_day
from speir.people.choices import BodyKind, Role
from speir.people.models import Body, Person, StandingRole
from speir.people.permissions import may_appoint
from speir.people.queries import standing_everywhere


class _System:
    """Who acts when a command of the operator acts."""

    pk = "system"
    full_name = "Speir (set-up)"


SYSTEM = _System()


class _Visitor:
    """Who acts when somebody outside, who is not signed in, sends something."""

    pk = "visitor"
    full_name = "Somebody outside"


VISITOR = _Visitor()


def _check_may_appoint(by: Actor) -> None:
    if isinstance(by, Person):
        may_appoint.check(standing_everywhere(by))


@operation
def register_body(
    *, name: str, short_name: str, kind: BodyKind, is_fictional: bool, by: Actor, at: datetime
) -> Body:
    """Record an organisation; recording it again changes nothing."""
    _check_may_appoint(by)
    body, is_new = Body.objects.get_or_create(
        name=name, defaults={"short_name": short_name, "kind": kind, "is_fictional": is_fictional}
    )
    audit.record("Body registered" if is_new else "Body already registered", subject=body, by=by, at=at)
    return body


@operation
def register_person(
    *,
    email: str,
    full_name: str,
    post_title: str,
    body: Body,
    password: str | None,
    by: Actor,
    at: datetime,
) -> Person:
    """Add somebody who can sign in."""
    _check_may_appoint(by)
    person = Person.objects.create_person(
        email=email, password=password, full_name=full_name, post_title=post_title, body=body
    )
    audit.record("Person added", subject=person, by=by, at=at)
    return person


@operation
def give_role(*, person: Person, role: Role, by: Actor, at: datetime) -> StandingRole:
    """Give a role that holds everywhere, until it is ended; giving it again changes nothing."""
    _check_may_appoint(by)
    held, _ = StandingRole.objects.get_or_create(
        person=person, role=role, until_on=None, defaults={"from_on": uk_day(at)}
    )
    audit.record(f"Given the role {role.label}", subject=person, by=by, at=at)
    return held


@operation
def end_role(*, person: Person, role: Role, by: Actor, at: datetime) -> None:
    """End a role held everywhere, from today."""
    _check_may_appoint(by)
    StandingRole.objects.filter(person=person, role=role, until_on=None).update(until_on=uk_day(at))
    audit.record(f"No longer {role.label}", subject=person, by=by, at=at)
