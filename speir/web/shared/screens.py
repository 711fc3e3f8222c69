"""Who a screen is for: every view carries one of these, so a test can list what each audience reaches."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.utils import timezone

from speir.foundations import audit
from speir.people.choices import Side

if TYPE_CHECKING:
    from speir.people.models import Person

READ = ("GET", "HEAD")
READ_AND_CHANGE = ("GET", "HEAD", "POST")
CHANGE = ("POST",)

P = ParamSpec("P")


class SignedInRequest(HttpRequest):
    """A request of somebody who is signed in; only a type, for screens to state."""

    user: "Person"


Screen = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
SignedInScreen = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]


def public_screen(methods: tuple[str, ...] = READ) -> Callable[[Screen[P]], Screen[P]]:
    """A screen that anybody may open, signed in or not."""

    def mark(view: Screen[P]) -> Screen[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            return view(request, *args, **kwargs)

        answer.audience = "public"  # type: ignore[attr-defined]
        return answer

    return mark


def inspectorate_screen(methods: tuple[str, ...] = READ) -> Callable[[SignedInScreen[P]], Screen[P]]:
    """A screen for people of the scrutiny bodies."""
    return _screen_for("inspectorate", methods, Side.SCRUTINY)


def partnership_screen(methods: tuple[str, ...] = READ) -> Callable[[SignedInScreen[P]], Screen[P]]:
    """A screen for people of the bodies that are inspected."""
    return _screen_for("partnership", methods, Side.PARTNERSHIP)


def signed_in_screen(methods: tuple[str, ...] = READ) -> Callable[[SignedInScreen[P]], Screen[P]]:
    """A screen for anybody who is signed in, on either side."""
    return _screen_for("signed_in", methods, None)


def _screen_for(
    audience: str, methods: tuple[str, ...], side: Side | None
) -> Callable[[SignedInScreen[P]], Screen[P]]:
    def mark(view: SignedInScreen[P]) -> Screen[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if not request.user.is_authenticated:
                return redirect_to_login(_return_path(request))
            if side is not None and request.user.body.side != side:
                _refuse_other_side(request, request.user)
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        answer.audience = audience  # type: ignore[attr-defined]
        return answer

    return mark


def _return_path(request: HttpRequest) -> str:
    """Where to come back to after signing in; never a change, because a change is a POST."""
    return request.get_full_path() if request.method in READ else "/"


def _refuse_other_side(request: HttpRequest, person: "Person") -> None:
    audit.record(
        "Refused: a screen of the other side",
        subject=person,
        by=person,
        at=timezone.now(),
        details={"path": request.path[:300]},
    )
    raise Http404
