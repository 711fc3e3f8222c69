"""A form that came after its sender was signed out: kept until they sign in again and decide.

It waits in the session, for the person for whom the page was made and for nobody else, and is never sent by
itself. Files are not kept. Works without a script, so no form can be forgotten.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core import signing
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from speir.web.design_system.marks import LABELS

if TYPE_CHECKING:
    from speir.people.models import Person

KEPT_UNDER = "unsent"
TYPED_BY = "typed_by"
# Says that a form was kept here before, so that the kept one can go.
RESENT = "resent"
NOT_OURS = frozenset({"csrfmiddlewaretoken", TYPED_BY, RESENT})
LONGEST = 200_000
# The key of one item of a list in the name of a question; see `web.shared.questions`.
ITEM = re.compile(r"\[[^\]]*\]")
_signer = signing.Signer(salt="speir.web.shared.unsent")


@dataclass(frozen=True)
class Unsent:
    """One form as it was sent: where to, from which page, and its fields."""

    person_id: str
    address: str
    page: str
    fields: tuple[tuple[str, str], ...]
    has_files: bool

    @property
    def typed(self) -> tuple[tuple[str, str], ...]:
        """What a person would recognise: the fields that hold words, each as its form calls it."""
        return _typed(self.fields)


def _typed(fields: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    given = tuple(fields)
    labels = _labels(value for name, value in given if name == LABELS)
    return tuple(
        (_called(name, labels) or _in_words(name), value)
        for name, value in given
        if " " in value.strip() and name != LABELS and _called(name, labels) is not None
    )


def typed_in(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The words of the form that is being sent, each as its form calls it."""
    return _typed((name, value) for name, value in _fields_of(request) if not name.startswith("kept-"))


def is_from_page_of(request: HttpRequest, person: "Person") -> bool:
    """Whether the form stood on a page that was made for this person."""
    return _made_for(request) == str(person.pk)


def _made_for(request: HttpRequest) -> str:
    """For whom the page of the form was made; "" when it is none of ours."""
    try:
        return str(UUID(_signer.unsign(request.POST.get(TYPED_BY, ""))))
    except (signing.BadSignature, ValueError):
        return ""


def _fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, value) for name, value in fields if name not in NOT_OURS]


def _labels(sent: Iterable[str]) -> dict[str, str | None]:
    """What the parts of a page call their fields; None is what nobody types."""
    labels: dict[str, str | None] = {}
    for each in sent:
        try:
            found = json.loads(each)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            labels.update({name: None if label is None else str(label) for name, label in found.items()})
    return labels


def _called(name: str, labels: Mapping[str, str | None]) -> str | None:
    """What the page calls a field, "" when it does not say; a new item of a list is called like any."""
    return labels.get(name, labels.get(ITEM.sub("[__key__]", name), ""))


def _in_words(name: str) -> str:
    last = name.rsplit("-", 1)[-1].replace("_", " ").strip()
    return last[:1].upper() + last[1:]


def form_marks(request: HttpRequest) -> dict[str, object]:
    """For every template: the hidden fields of a form, which also say for whom the page was made."""
    return {"csrf_input": _hidden_fields(request)}


def _marks_of(request: HttpRequest) -> SafeString:
    token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return token
    mark = format_html('<input type="hidden" name="{}" value="{}">', TYPED_BY, _signer.sign(str(user.pk)))
    return mark_safe(token + mark)  # noqa: S308 (both halves are escaped above)


_hidden_fields: Any = lazy(_marks_of, SafeString, str)


def keep(request: HttpRequest, page: str) -> bool:
    """Keep what was sent; False when it is not from a page of ours, or too long."""
    person_id, fields = _made_for(request), _fields_of(request)
    if not person_id:
        return False
    if sum(len(name) + len(value) for name, value in fields) > LONGEST:
        return False
    request.session[KEPT_UNDER] = {
        "person_id": person_id,
        "address": request.get_full_path(),
        "page": page,
        "fields": fields,
        "has_files": bool(request.FILES),
    }
    return True


def keep_from_own_page(request: HttpRequest, page: str) -> bool:
    """The same for a page that is older than the session; another site can never have it sent again."""
    is_own = request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"
    return is_own and keep(request, page)


def waiting(request: HttpRequest, person: "Person") -> Unsent | None:
    """What waits to be sent again by this person; what was somebody else's is dropped."""
    kept = request.session.get(KEPT_UNDER)
    if kept is None:
        return None
    if kept["person_id"] != str(person.pk):
        forget(request)
        return None
    return Unsent(**{**kept, "fields": tuple((name, value) for name, value in kept["fields"])})


def was_kept(request: HttpRequest) -> bool:
    """Whether a form that was kept here comes again."""
    return RESENT in request.POST


def forget(request: HttpRequest) -> None:
    """It is sent, or not wanted any more."""
    request.session.pop(KEPT_UNDER, None)
