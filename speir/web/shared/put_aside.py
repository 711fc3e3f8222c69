"""Words typed in another tab are put aside by whoever typed them: they stay on file and are shown no more."""

import uuid

from django.http import HttpResponseBase
from django.shortcuts import redirect

from speir.foundations import words
from speir.web.shared.pages import render_page
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, signed_in_screen


@signed_in_screen(methods=READ_AND_CHANGE)
def put_aside(request: SignedInRequest) -> HttpResponseBase:
    """Put one's own words aside; somebody else's stay as they are, whatever is sent."""
    if request.method == "POST":
        try:
            words.settle(uuid.UUID(request.POST.get("event", "")), by=request.user)
        except ValueError:
            return redirect("start")
        return redirect("put_aside")
    return render_page(request, "shared/put_aside.html.jinja", None)
