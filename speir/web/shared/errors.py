"""What people see when something is refused or goes wrong: plain pages that need no database."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
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
NOT_OPENED_LIKE_THIS = ErrorPage(
    "This page cannot be opened like this",
    ("Nothing was changed. Go back and use the button or the link on the page before.",),
)
TOO_MANY_FILES = ErrorPage(
    "Too many files at once",
    (
        f"Nothing was kept. Go back, choose at most {settings.DATA_UPLOAD_MAX_NUMBER_FILES} files, send "
        "them, and then send the others.",
    ),
)
TOO_LONG = ErrorPage(
    "This is too long to take",
    (
        "Nothing was changed. Go back, shorten what you typed or attach it as a document, and send it again.",
        "What you typed is kept if its status line said so.",
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
    words = render_to_string("shared/error.html.jinja", {"page": page})
    # What is not there today may be there tomorrow: no browser or proxy keeps an error.
    return HttpResponse(words, status=status, headers={"Cache-Control": "no-store"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 when too much was sent at once."""
    if isinstance(exception, TooManyFilesSent):
        return error_page(TOO_MANY_FILES, 413)
    if isinstance(exception, RequestDataTooBig):
        return error_page(TOO_LONG, 413)
    return error_page(NOT_UNDERSTOOD, 400)


def wrong_method(allowed: Sequence[str]) -> HttpResponse:
    """405, naming what is allowed."""
    answer = error_page(NOT_OPENED_LIKE_THIS, 405)
    answer["Allow"] = ", ".join(allowed)
    return answer


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return error_page(NOT_ALLOWED, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return error_page(NOT_FOUND, 404)


def server_fault(request: HttpRequest) -> HttpResponse:
    """500."""
    return error_page(FAULT, 500)
