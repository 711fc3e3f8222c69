"""My areas: the areas in whose team somebody is, how closely each is followed, and what is due in them."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from speir.area_monitoring.choices import Intensity
from speir.area_monitoring.operations import dismiss_line, mark_seen
from speir.area_monitoring.queries import Followed, handovers_for
from speir.area_teams.permissions import may_see_area_team
from speir.area_teams.queries import areas_looked_after, reader_of_areas
from speir.foundations.uk_clock import uk_today
from speir.indicators.signal_queries import signals_for
from speir.partnerships.area_names import address_of
from speir.people.queries import standing_everywhere
from speir.web.inspectorate import area_due
from speir.web.inspectorate.area_scope import place_address
from speir.web.inspectorate.morning import Morning, morning, signal_key
from speir.web.inspectorate.signal_lines import SignalLine, signal_lines
from speir.web.inspectorate.whose_turn import Line, due_words
from speir.web.shared.forms import ButtonForm, perform_button
from speir.web.shared.pages import render_page
from speir.web.shared.screens import CHANGE, SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from speir.partnerships.models import Area


@dataclass(frozen=True)
class MyAreaLine:
    """One area of mine."""

    name: str
    address: str
    is_fictional: bool
    how: str
    last_contact: str
    due: str
    due_kind: str


@dataclass(frozen=True)
class MyAreasPage:
    """What the page prints."""

    areas: tuple[MyAreaLine, ...]
    morning: Morning
    handovers: tuple[tuple[str, str], ...]
    due: tuple[Line, ...]
    signals: tuple[SignalLine, ...]


def _line(area: "Area", how: Followed, today: date) -> MyAreaLine:
    due, kind = due_words(how.due_on, today)
    return MyAreaLine(
        name=area.name,
        address=place_address(area),
        is_fictional=area.is_fictional,
        how=Intensity.label_of(how.intensity),
        last_contact=day(how.last_contact_on) or "none recorded",
        due=due,
        due_kind=kind,
    )


def _seen_before(areas: "list[Area]", changed: Morning) -> tuple[SignalLine, ...]:
    """The open signals that are not among what changed: seen before, or put away."""
    above = {line.key for line in changed.lines}
    return signal_lines(each.signal for each in signals_for(areas) if signal_key(each.signal) not in above)


def _handover(area: "Area") -> str:
    return reverse("area_handover", kwargs={"address": address_of(area.kind, area.name)})


@inspectorate_screen()
def my_areas(request: SignedInRequest) -> HttpResponseBase:
    """The areas that the person who is signed in looks after."""
    may_see_area_team.check(standing_everywhere(request.user))
    today = uk_today()
    areas = areas_looked_after(request.user, today)
    reader = reader_of_areas(request.user, today)
    known = area_due.known_of(areas, reader, today)
    changed = morning(request.user, reader, tuple(areas), timezone.now())
    page = MyAreasPage(
        areas=tuple(_line(area, known.followed[area.pk], today) for area in areas),
        morning=changed,
        handovers=tuple((each.area.name, _handover(each.area)) for each in handovers_for(request.user)),
        due=area_due.due_in(known),
        signals=_seen_before(areas, changed),
    )
    return render_page(request, "inspectorate/my_areas.html.jinja", page, button=ButtonForm())


@inspectorate_screen(methods=CHANGE)
def put_away(request: SignedInRequest) -> HttpResponseBase:
    """Put one line of the morning page away, or say that everything up to a moment is seen."""
    up_to = parse_datetime(request.POST.get("up_to", "")) if "up_to" in request.POST else None
    if up_to is not None and up_to.tzinfo is not None:
        change, done = (lambda: mark_seen(up_to=up_to, by=request.user, at=timezone.now())), "Seen."
    else:
        line = request.POST.get("line", "")
        change, done = (lambda: dismiss_line(line=line, by=request.user, at=timezone.now())), "Put away."
    perform_button(request, change, done=done)
    return redirect(f"{reverse('my_areas')}#changed")


ADDRESSES = [
    path("office/my-areas/", my_areas, name="my_areas"),
    path("office/my-areas/seen/", put_away, name="put_away"),
]
