"""Signing in and out, and where people land."""

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from speir.foundations import audit
from speir.people.choices import Side
from speir.web.shared import unsent
from speir.web.shared.forms import SpeirForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, READ_AND_CHANGE, SignedInRequest, public_screen, signed_in_screen

WRONG = "The e-mail address or the password is not right. Check both and try again."
WAIT = "There have been too many attempts with this address. Wait 15 minutes and try again."
MOST_FAILURES = 10
WINDOW_SECONDS = 15 * 60


class SignInForm(SpeirForm):
    """E-mail address and password."""

    email = forms.EmailField(
        label="E-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your e-mail address.",
            "invalid": "Enter an e-mail address like name@example.scot.",
        },
    )
    password = forms.CharField(
        label="Password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}, render_value=settings.IS_DEMO),
        error_messages={"required": "Enter your password."},
    )


@public_screen(methods=READ_AND_CHANGE)
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Sign in, then go to where the person was heading."""
    goal = _goal(request)
    if request.user.is_authenticated and request.method != "POST":
        return redirect(_first(request, goal))
    form = SignInForm(request.POST or None, initial=_demonstration_initial(request))
    if request.method == "POST" and form.is_valid() and _let_in(request, form):
        return HttpResponseRedirect(_first(request, goal))
    demonstration: Sequence[object] = getattr(settings, "SPEIR_DEMO_SIGN_INS", ()) if settings.IS_DEMO else ()
    return render_page(
        request,
        "shared/sign_in.html.jinja",
        form=form,
        goal=goal,
        demonstration=demonstration,
        demonstration_password=getattr(settings, "SPEIR_DEMO_PASSWORD", ""),
    )


def _demonstration_initial(request: HttpRequest) -> dict[str, str]:
    """In the demonstration a name in the list fills in the form; nobody's real password is ever written."""
    if not (settings.IS_DEMO and request.GET.get("email")):
        return {}
    return {"email": request.GET["email"], "password": getattr(settings, "SPEIR_DEMO_PASSWORD", "")}


def _let_in(request: HttpRequest, form: SignInForm) -> bool:
    email = form.cleaned_data["email"].lower()
    counter = f"sign-in:{email}:{request.META.get('REMOTE_ADDR', '')}"
    # Counted in each server process: a brake on guessing, not a wall.
    failures = int(cache.get(counter, 0))
    if failures >= MOST_FAILURES:
        form.add_error(None, WAIT)
        return False
    person = authenticate(request, username=email, password=form.cleaned_data["password"])
    if person is None:
        cache.set(counter, failures + 1, WINDOW_SECONDS)
        form.add_error(None, WRONG)
        return False
    cache.delete(counter)
    login(request, person)
    audit.record("Signed in", subject=person, by=person, at=timezone.now())
    return True


def _first(request: HttpRequest, goal: str) -> str:
    """Where somebody who is signed in goes: to what they sent while they were not, if anything waits."""
    person = request.user
    is_waiting = person.is_authenticated and unsent.waiting(request, person) is not None
    return resolve_url("send_again") if is_waiting else goal


def _goal(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else resolve_url("start")


@signed_in_screen(methods=CHANGE)
def sign_out(request: SignedInRequest) -> HttpResponseBase:
    """End the session."""
    audit.record("Signed out", subject=request.user, by=request.user, at=timezone.now())
    logout(request)
    return redirect("sign_in")


@public_screen()
def start(request: HttpRequest) -> HttpResponseBase:
    """The front door: each to their own first screen."""
    if not request.user.is_authenticated:
        return redirect("public_home")
    if request.user.body.side == Side.SCRUTINY:
        return redirect("my_work")
    return redirect("partnership_home")
