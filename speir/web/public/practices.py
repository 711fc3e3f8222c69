"""Good practice that anybody may read: checked, not expired, and its partnership agrees."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path

from speir.foundations.uk_clock import uk_today
from speir.good_practice.queries import current_practice, current_practices
from speir.web.shared.good_practice import PracticeLine, PracticeShown, practice_lines, practice_shown
from speir.web.shared.pages import render_page
from speir.web.shared.screens import public_screen


@dataclass(frozen=True)
class PublicPracticesPage:
    """The list."""

    lines: tuple[PracticeLine, ...]


@dataclass(frozen=True)
class PublicPracticePage:
    """One practice."""

    shown: PracticeShown


@public_screen()
def public_practices(request: HttpRequest) -> HttpResponseBase:
    """What anybody may read."""
    lines = practice_lines(current_practices(uk_today(), is_public=True), uk_today())
    return render_page(request, "public/practices.html.jinja", PublicPracticesPage(lines))


@public_screen()
def public_practice(request: HttpRequest, practice_id: UUID) -> HttpResponseBase:
    """One practice."""
    found = current_practice(practice_id, uk_today(), is_public=True)
    if found is None:
        raise Http404
    page = PublicPracticePage(practice_shown(found, uk_today(), is_named=False))
    return render_page(request, "public/practice.html.jinja", page)


ADDRESSES = [
    path("good-practice/", public_practices, name="public_practices"),
    path("good-practice/<uuid:practice_id>/", public_practice, name="public_practice"),
]
