"""The page of an area: what is due, who looks after it, who holds which post, and one line of time."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse

from speir.area_monitoring.choices import Intensity
from speir.area_monitoring.permissions import may_record_contact
from speir.area_monitoring.queries import Followed
from speir.area_teams.choices import AreaRole
from speir.area_teams.queries import committees_now, posts_now, team_around
from speir.foundations.uk_clock import uk_today
from speir.indicators.signal_queries import current_signals
from speir.partnerships.area_names import address_of
from speir.partnerships.queries import areas_around, link_inspectors_of
from speir.scrutiny_calendar.queries import entries_for
from speir.web.design_system.fields import read_day
from speir.web.inspectorate import area_due, area_timeline
from speir.web.inspectorate.area_committees import CommitteeLine, committee_lines, not_noted
from speir.web.inspectorate.area_links import AreaLinkLine, links_of
from speir.web.inspectorate.area_risks import RiskShown, risk_shown, risks_address
from speir.web.inspectorate.area_scope import (
    ReadBy,
    Scope,
    place_address,
    read_by,
    refused,
    scope_of_area,
    scope_of_partnership,
)
from speir.web.inspectorate.area_timeline import Strand, Timeline
from speir.web.inspectorate.scrutiny_calendar import AHEAD, EntryLine, entry_line
from speir.web.inspectorate.signal_lines import SignalLine, signal_lines
from speir.web.inspectorate.whose_turn import Line
from speir.web.shared.pages import render_page
from speir.web.shared.screens import SignedInRequest, inspectorate_screen
from speir.web.shared.showing import day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from speir.area_teams.models import AreaAppointment, PostHolding
    from speir.partnerships.models import Partnership
    from speir.people.models import Person

TOMORROW = timedelta(days=1)
SCRUTINY_SHOWN = 20
# What is done for a council area between inspections: the name of each screen, and the words of its link.
BETWEEN = (
    ("area_support", "Support for improvement"),
    ("risk_conversations", "Risk conversations of scrutiny bodies"),
    ("area_summaries", "Yearly summaries"),
    ("area_sharing", "Shared between scrutiny bodies"),
)


@dataclass(frozen=True)
class TeamLine:
    """Somebody in the team around an area; ``when`` says since when, or from and until when for cover."""

    role: str
    person: str
    body: str
    when: str
    area: str


@dataclass(frozen=True)
class PostLine:
    """Who holds a post, since when."""

    post: str
    name: str
    since: str
    area: str


@dataclass(frozen=True)
class FollowedLine:
    """How closely one area is followed."""

    area: str
    address: str
    how: str
    why: str


@dataclass(frozen=True)
class AreaHomePage:
    """What the page prints; ``manage_address`` is "" when the page is not about one council area."""

    name: str
    kind: str
    address: str
    is_fictional: bool
    facts_address: str
    manage_address: str
    note_address: str
    note_refused: str
    due: tuple[Line, ...]
    signals: tuple[SignalLine, ...]
    numbers_address: str
    followed: tuple[FollowedLine, ...]
    team: tuple[TeamLine, ...]
    posts: tuple[PostLine, ...]
    committees: tuple[CommitteeLine, ...]
    not_noted: tuple[str, ...]
    risks: tuple[RiskShown, ...]
    risks_address: str
    scrutiny: tuple[EntryLine, ...]
    more: tuple[tuple[str, str], ...]
    timeline: Timeline
    strands: tuple[tuple[str, str], ...]
    is_newest: bool
    links: tuple[AreaLinkLine, ...]


def area_home_page(scope: Scope, by: ReadBy, before: date | None, strand: str) -> AreaHomePage:
    """Ask for everything that the page prints; a fixed number of questions for an area of any age."""
    today = uk_today()
    known = area_due.known_of(scope.areas, by.reader, today)
    posts, committees = posts_now(scope.areas), committees_now(scope.areas)
    around = areas_around(scope.area) if scope.area else []
    one = {"address": address_of(scope.area.kind, scope.area.name)} if scope.area else {}
    return AreaHomePage(
        name=scope.name,
        kind=scope.kind,
        address=scope.address,
        is_fictional=scope.is_fictional,
        facts_address=scope.facts_address,
        manage_address=reverse("area_team", kwargs=one) if one else "",
        note_address=f"{reverse('write_note')}?area={one['address']}" if one else "",
        note_refused=refused(by.standing, may_record_contact),
        due=area_due.due_in(known),
        signals=_signals(scope),
        numbers_address=area_timeline.place_address_of_numbers(scope),
        followed=_followed(scope, known.followed),
        team=_team(scope, today),
        posts=tuple(_post(each, scope) for each in posts if each.committee is None),
        committees=committee_lines(committees, posts, scope),
        not_noted=not_noted(committees, around),
        risks=tuple(risk_shown(line) for line in known.risks),
        risks_address=risks_address(scope.area) if scope.area else "",
        scrutiny=_scrutiny(scope, by, today),
        more=tuple((words, reverse(name, kwargs=one)) for name, words in BETWEEN) if one else (),
        timeline=area_timeline.timeline(scope, by, before or today + TOMORROW, strand),
        strands=tuple(Strand.choices()),
        is_newest=before is None,
        links=links_of(scope, around),
    )


def _scrutiny(scope: Scope, by: ReadBy, today: date) -> tuple[EntryLine, ...]:
    ids = [area.pk for area in scope.areas]
    found = entries_for(by.reader.everywhere, today, today + AHEAD, ids, SCRUTINY_SHOWN)
    return tuple(entry_line(each, by.person) for each in found)


def _signals(scope: Scope) -> tuple[SignalLine, ...]:
    ids = [area.pk for area in scope.areas] + ([scope.place.pk] if scope.place else [])
    return signal_lines(current_signals(is_fictional=scope.is_fictional, areas=ids))


def _followed(scope: Scope, how: "Mapping[UUID, Followed]") -> tuple[FollowedLine, ...]:
    return tuple(
        FollowedLine(
            area.name, place_address(area), Intensity.label_of(how[area.pk].intensity), _why(how[area.pk])
        )
        for area in scope.areas
    )


def _why(how: Followed) -> str:
    return f"since {day(how.since_on)}: {how.reason}" if how.since_on else "unless somebody says otherwise"


def _team(scope: Scope, today: date) -> tuple[TeamLine, ...]:
    team = team_around(scope.areas, today)
    if team or not scope.partnerships:
        return tuple(_team_line(each, scope) for each in team)
    links = link_inspectors_of(scope.partnership_ids)
    return tuple(_of_partnership(each, links[each.pk]) for each in scope.partnerships if each.pk in links)


def _team_line(each: "AreaAppointment", scope: Scope) -> TeamLine:
    role = AreaRole.label_of(each.role)
    when = f"since {day(each.from_on)}"
    if each.until_on:
        role, last = f"Cover: {role[0].lower()}{role[1:]}", each.until_on - TOMORROW
        when = f"{day(each.from_on)} to {day(last)}"
    area = each.area.name if scope.is_wide else ""
    return TeamLine(role, each.person.full_name, each.person.body.name, when, area)


def _of_partnership(partnership: "Partnership", person: "Person") -> TeamLine:
    return TeamLine("Link inspector", person.full_name, person.body.name, "", partnership.full_name)


def _post(each: "PostHolding", scope: Scope) -> PostLine:
    area = each.area.name if scope.is_wide else ""
    return PostLine(each.words, each.name or "Vacant", f"since {day(each.from_on)}", area)


def _show(request: SignedInRequest, scope: Scope) -> HttpResponseBase:
    by = read_by(request.user, scope)
    strand = request.GET.get("show", "")
    page = area_home_page(
        scope, by, _day(request.GET.get("before", "")), strand if strand in set(Strand) else ""
    )
    return render_page(request, "inspectorate/area.html.jinja", page)


def _day(text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError:
        return None


@inspectorate_screen()
def area(request: SignedInRequest, address: str) -> HttpResponseBase:
    """One area; an old code or another spelling leads to the address it has today."""
    scope = scope_of_area(address)
    if scope.address != request.path:
        return redirect(scope.address)
    return _show(request, scope)


@inspectorate_screen()
def partnership_area(request: SignedInRequest, slug: str) -> HttpResponseBase:
    """The areas in which a partnership works, as one."""
    return _show(request, scope_of_partnership(slug))


ADDRESSES = [
    path("office/areas/<str:address>/", area, name="area"),
    path("office/partnerships/<slug:slug>/", partnership_area, name="partnership_area"),
]
