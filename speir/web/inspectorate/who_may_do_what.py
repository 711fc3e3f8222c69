"""Who may do what: every permission by every role, each cell asked of the permission itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.http import HttpResponseBase
from django.urls import path

from speir.foundations.access import REGISTERED, Permission
from speir.people.choices import PARTNERSHIP_ROLES, Role, Side
from speir.people.queries import standing_everywhere
from speir.people.standing import Standing
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen

# A permission counts here even while no screen uses it yet.
for _part in settings.PARTS:
    if find_spec(f"speir.{_part}.permissions"):
        import_module(f"speir.{_part}.permissions")


@dataclass(frozen=True)
class PermissionLine:
    """One thing to do, and for each role whether it suffices."""

    sentence: str
    allowed: tuple[bool, ...]


@dataclass(frozen=True)
class PermissionPart:
    """The permissions of one part of Speir."""

    key: str
    title: str
    lines: tuple[PermissionLine, ...]


@dataclass(frozen=True)
class WhoMayDoWhatPage:
    """The whole table, and the roles this person holds everywhere."""

    roles: tuple[str, ...]
    parts: tuple[PermissionPart, ...]
    number: int
    your_roles: tuple[str, ...]


def standing_of_role(role: Role) -> Standing:
    """Somebody with this one role and no other."""
    side = Side.PARTNERSHIP if role in PARTNERSHIP_ROLES else Side.SCRUTINY
    return Standing(person_id="", side=side, body_id="", roles=frozenset({role}))


def who_may_do_what_page(
    permissions: Iterable[Permission[Any]], parts: Sequence[str], yours: Standing
) -> WhoMayDoWhatPage:
    """The table of these permissions, in the order of the parts."""
    found = list(permissions)
    shown = [(part, [each for each in found if each.part == part]) for part in parts]
    return WhoMayDoWhatPage(
        roles=tuple(role.label for role in Role),
        parts=tuple(
            PermissionPart(part, part.replace("_", " ").capitalize(), tuple(_line(each) for each in here))
            for part, here in shown
            if here
        ),
        number=len(found),
        your_roles=tuple(role.label for role in Role if role in yours.roles),
    )


def _line(permission: Permission[Any]) -> PermissionLine:
    answers = (permission.reason_refused(standing_of_role(role)) for role in Role)
    return PermissionLine(permission.sentence.rstrip("."), tuple(answer is None for answer in answers))


@inspectorate_screen()
def who_may_do_what(request: SignedInRequest) -> HttpResponseBase:
    """The table, as an information governance colleague could sign it."""
    page = who_may_do_what_page(REGISTERED.values(), settings.PARTS, standing_everywhere(request.user))
    return render_page(request, "inspectorate/who_may_do_what.html.jinja", page)


ADDRESSES = [path("who-may-do-what/", who_may_do_what, name="who_may_do_what")]
