"""The front page, and the pages that say what this site is and how it treats its readers."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.urls import path

from speir.reports.publication_queries import publications
from speir.web.public.reports import ReportsPage, reports_page
from speir.web.shared.area_list import FindAreaForm
from speir.web.shared.pages import render_page
from speir.web.shared.screens import public_screen

NEWEST = 3


@dataclass(frozen=True)
class WelcomePage:
    """The newest published reports, and how many there are."""

    newest: ReportsPage
    number: int


@public_screen()
def public_home(request: HttpRequest) -> HttpResponseBase:
    """The front page."""
    published = [each.content for each in publications()]
    page = WelcomePage(reports_page(published[:NEWEST]), len(published))
    return render_page(request, "public/welcome.html.jinja", page, form=FindAreaForm())


@public_screen()
def about(request: HttpRequest) -> HttpResponseBase:
    """What this site is, and what the words on it mean."""
    return render_page(request, "public/about.html.jinja")


@public_screen()
def accessibility(request: HttpRequest) -> HttpResponseBase:
    """What was tested, and what is not known."""
    return render_page(request, "public/accessibility.html.jinja")


@public_screen()
def privacy(request: HttpRequest) -> HttpResponseBase:
    """What is kept about people who read or work here."""
    return render_page(request, "public/privacy.html.jinja")


ADDRESSES = [
    path("welcome/", public_home, name="public_home"),
    path("about/", about, name="about"),
    path("accessibility/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
]
