"""Who a screen is for: every view carries one of these, so a test can list what each audience reaches."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone

from speir.foundations import audit
from speir.foundations.refusals import Refused
from speir.people.choices import Side
from speir.web.shared import refused_words, typed_beside, unsent
from speir.web.shared.errors import wrong_method

if TYPE_CHECKING:
    from speir.people.models import Person

READ = ("GET", "HEAD")
READ_AND_CHANGE = ("GET", "HEAD", "POST")
CHANGE = ("POST",)
NOT_TAKEN = (
    "You were no longer signed in, so what you just sent was not taken. Sign in and send it again. "
    "Words whose status line said that they are kept come back; fill in the rest again."
)
NOT_TAKEN_BUT_KEPT = (
    "You were no longer signed in, so what you just sent was not taken. Nothing that you typed is lost: "
    "sign in, and you can send it again."
)

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
                return wrong_method(methods)
            return view(request, *args, **kwargs)

        answer.audience, answer.methods = "public", methods  # type: ignore[attr-defined]
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
                return wrong_method(methods)
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if side is not None and request.user.body.side != side:
                _refuse_other_side(request, request.user)
            if unsent.was_kept(request):
                unsent.forget(request)
            try:
                answered = view(request, *args, **kwargs)  # type: ignore[arg-type]
            except (Http404, Refused):
                refused_words.keep_behind_redirect(request, return_path(request))
                raise
            _settle_or_keep(request, answered)
            return answered

        answer.audience, answer.methods = audience, methods  # type: ignore[attr-defined]
        return answer

    return mark


def _settle_or_keep(request: HttpRequest, answered: HttpResponseBase) -> None:
    """What was taken needs no keeping any more; what was refused with a redirect is kept."""
    if not refused_words.was_refused(request):
        typed_beside.settle_what_was_sent(request, answered)
    elif answered.status_code == HTTPStatus.FOUND:
        refused_words.keep_behind_redirect(request, return_path(request))


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    back = return_path(request)
    if request.method not in READ:
        messages.error(request, NOT_TAKEN_BUT_KEPT if unsent.keep(request, back) else NOT_TAKEN)
    return redirect_to_login(back)


def return_path(request: HttpRequest) -> str:
    """Where to come back to after signing in: what was asked for, or the page whose form was sent."""
    if request.method in READ:
        return request.get_full_path()
    form_page = urlsplit(request.headers.get("Referer", ""))
    if f"{form_page.scheme}://{form_page.netloc}" != f"{request.scheme}://{request.get_host()}":
        return "/"
    try:
        methods = getattr(resolve(form_page.path).func, "methods", ())
    except Resolver404:
        return "/"
    # After a refusal the form may stand at an address that only takes changes; nobody can come back to that.
    return form_page._replace(scheme="", netloc="").geturl() if "GET" in methods else "/"


def _refuse_other_side(request: HttpRequest, person: "Person") -> None:
    audit.record(
        "Refused: a screen of the other side",
        subject=person,
        by=person,
        at=timezone.now(),
        details={"path": request.path[:300]},
    )
    raise Http404
