"""Answering with a page: a frozen page object, and what every page shows (who is signed in, messages)."""

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def render_page(
    request: HttpRequest, template: str, page: object = None, *, status: int = 200, **extra: object
) -> HttpResponse:
    """Print a template with ``page`` (exactly what it shows), ``person``, ``notices`` and any ``form``."""
    context = {
        "page": page,
        "person": request.user if request.user.is_authenticated else None,
        "notices": list(get_messages(request)),
        **extra,
    }
    response = render(request, template, context, status=status)
    if request.user.is_authenticated:
        # Nothing confidential stays in a browser, and going back never shows a form that was already sent.
        response["Cache-Control"] = "no-store"
    return response
