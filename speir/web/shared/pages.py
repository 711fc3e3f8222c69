"""Answering with a page: a frozen page object, and what every page shows (who is signed in, messages)."""

from typing import Any

from django.contrib.messages import ERROR, get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from speir.web.shared.refused_words import keep_unless_shown, was_refused
from speir.web.shared.screens import return_path


def render_page(
    request: HttpRequest, template: str, page: object = None, *, status: int = 200, **extra: object
) -> HttpResponse:
    """Print a template with ``page`` (exactly what it shows), ``person``, ``notices`` and any ``form``."""
    context: dict[str, Any] = {
        "page": page,
        "person": request.user if request.user.is_authenticated else None,
        "notices": list(get_messages(request)),
        **extra,
    }
    response = render(request, template, context, status=status)
    if request.method == "POST" and was_refused(request, *extra.values()):
        told = keep_unless_shown(request, return_path(request), response.content.decode())
        if told:
            context["notices"] = [*context["notices"], Message(ERROR, told)]
            response = render(request, template, context, status=status)
    if request.user.is_authenticated:
        # Nothing confidential stays in a browser, and going back never shows a form that was already sent.
        response["Cache-Control"] = "no-store"
    return response
