"""People, the bodies they work for, and the roles they hold everywhere."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from speir.foundations.models import Record
from speir.people.choices import BodyKind, Role, Side


class Body(Record):
    """An organisation: a scrutiny body, a council, an NHS board, a police division."""

    name = models.CharField(max_length=200, unique=True)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=BodyKind.choices)
    is_fictional = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def side(self) -> Side:
        """Which side of scrutiny the body sits on."""
        return Side.SCRUTINY if self.kind == BodyKind.SCRUTINY else Side.PARTNERSHIP


class PersonManager(BaseUserManager["Person"]):
    """Makes people whose e-mail address is their sign-in name."""

    def create_person(self, *, email: str, password: str | None, **fields: Any) -> "Person":
        """Add a person; without a password they cannot sign in with one."""
        person = self.model(email=self.normalize_email(email).lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Sign-in names ignore case."""
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser):
    """Somebody who signs in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    full_name = models.CharField(max_length=200)
    post_title = models.CharField(max_length=200, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = PersonManager()

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name


class StandingRole(Record):
    """A role held everywhere, from a day until it is ended."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=30, choices=Role.choices)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=Q(until_on=None), name="one_current_standing_role"
            )
        ]
