"""How programmes work in the open: whom they speak with, who helped to plan them, what they consult on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import path

from speir.consultations.queries import public_consultations
from speir.engagement.involvement_queries import involvements_of
from speir.engagement.queries import (
    done_in,
    engagements_of,
    programme_ids_in_public,
    strategy_of,
)
from speir.foundations.uk_clock import uk_today
from speir.programmes.queries import programme_of, programmes
from speir.web.shared.consulting import ConsultationLine, consultation_lines
from speir.web.shared.open_work import (
    EngagementShown,
    InvolvementShown,
    engagements_shown,
    involvements_shown,
)
from speir.web.shared.pages import render_page
from speir.web.shared.screens import public_screen

if TYPE_CHECKING:
    from speir.programmes.models import Programme


@dataclass(frozen=True)
class OpenWorkListPage:
    """Programmes with something to read, and consultations."""

    consultations: tuple[ConsultationLine, ...]
    programmes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class PublicProgrammePage:
    """What one programme shows to everybody."""

    name: str
    aims: str
    plan: tuple[EngagementShown, ...]
    involvements: tuple[InvolvementShown, ...]
    consultations: tuple[ConsultationLine, ...]


@public_screen()
def public_open_work(request: HttpRequest) -> HttpResponseBase:
    """What there is to take part in and to read."""
    shown = programme_ids_in_public()
    named = tuple((each.slug, each.name) for each in programmes() if each.pk in shown)
    page = OpenWorkListPage(consultation_lines(public_consultations(), uk_today()), named)
    return render_page(request, "public/open_work.html.jinja", page)


@public_screen()
def public_programme(request: HttpRequest, programme: str) -> HttpResponseBase:
    """How one programme works in the open: only what is marked public."""
    found = programme_of(programme)
    if found is None or found.pk not in programme_ids_in_public():
        raise Http404
    return render_page(request, "public/programme.html.jinja", public_programme_page(found))


def public_programme_page(programme: "Programme") -> PublicProgrammePage:
    """What the page shows."""
    strategy, today = strategy_of(programme), uk_today()
    engagements = engagements_of(programme, is_public=True)
    ours = [each for each in public_consultations() if each.programme_id == programme.pk]
    return PublicProgrammePage(
        name=programme.name,
        aims=strategy.aims if strategy and strategy.is_public else "",
        plan=engagements_shown(engagements, done_in(engagements), today),
        involvements=involvements_shown(involvements_of(programme, is_public=True), for_public=True),
        consultations=consultation_lines(ours, today),
    )


ADDRESSES = [
    path("working-in-the-open/", public_open_work, name="public_open_work"),
    path("working-in-the-open/<slug:programme>/", public_programme, name="public_programme"),
]
