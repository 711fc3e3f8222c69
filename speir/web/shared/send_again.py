"""What was sent while signed out, or from a page older than the session: to be sent now or thrown away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from speir.web.shared import unsent
from speir.web.shared.errors import OUT_OF_DATE, error_page
from speir.web.shared.forms import ButtonForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import (
    NOT_TAKEN_BUT_KEPT,
    READ_AND_CHANGE,
    SignedInRequest,
    return_path,
    signed_in_screen,
)


@signed_in_screen(methods=READ_AND_CHANGE)
def send_again(request: SignedInRequest) -> HttpResponseBase:
    """Show what waits; its own button sends it to where it belongs, this screen only throws it away."""
    waiting = unsent.waiting(request, request.user)
    if request.method == "POST":
        unsent.forget(request)
        return redirect(waiting.page if waiting else "start")
    return render_page(request, "shared/send_again.html.jinja", waiting, button=ButtonForm())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """What was typed on a page of ours that is older than the session is kept; anything else is 403."""
    if unsent.keep_from_own_page(request, return_path(request)):
        # Whoever is not signed in lands on the sign-in page first, and reads there that nothing is lost.
        if not request.user.is_authenticated:
            messages.error(request, NOT_TAKEN_BUT_KEPT)
        return redirect("send_again")
    return error_page(OUT_OF_DATE, 403)
