"""What people see when something is refused or goes wrong: plain pages that need no database."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


@dataclass(frozen=True)
class ErrorPage:
    """What an error page says: what happened, and what to do now."""

    title: str
    sentences: tuple[str, ...]


NOT_UNDERSTOOD = ErrorPage(
    "This request could not be understood",
    ("Go back, load the page again and repeat what you did. Nothing was changed.",),
)
NOT_ALLOWED = ErrorPage("You may not do this", ("Nothing was changed.",))
NOT_FOUND = ErrorPage(
    "Page not found",
    (
        "If you typed the address, check that it is correct.",
        "If you followed a link inside Speir, you may not be on the team that it belongs to. "
        "Ask the lead inspector or the inspection coordinator.",
    ),
)
OUT_OF_DATE = ErrorPage(
    "This page is out of date",
    (
        "You may have signed in or out in another window since you opened it. Nothing was changed.",
        "Go back, copy anything you typed, load the page again and repeat what you did.",
    ),
)
FAULT = ErrorPage(
    "Something went wrong on our side",
    (
        "Nothing was changed. What you typed is kept if its status line said so.",
        "Try again in a few minutes. If it happens again, tell the people who look after Speir "
        "what you were doing.",
    ),
)


def error_page(page: ErrorPage, status: int) -> HttpResponse:
    """One error page with its status; reads no session and no database."""
    return HttpResponse(render_to_string("shared/error.html.jinja", {"page": page}), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return error_page(NOT_UNDERSTOOD, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return error_page(NOT_ALLOWED, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return error_page(NOT_FOUND, 404)


def server_fault(request: HttpRequest) -> HttpResponse:
    """500."""
    return error_page(FAULT, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, because the page was older than the session."""
    return error_page(OUT_OF_DATE, 403)
