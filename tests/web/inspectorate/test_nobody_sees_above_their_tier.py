"""Nobody sees above their tier: not in a list, a count, a search, the timeline, a chart or a printed number.

Whatever is written about an area, by whomever, at whatever tier and shared with whomever: every page of every
reader is the same, letter by letter, as if what they may not read did not exist.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from speir.area_monitoring.choices import Intensity
from speir.area_monitoring.operations import set_intensity, start_handover
from speir.area_risks.choices import FactorKind, RiskStatus
from speir.area_risks.operations import note_factor, resolve_risk
from speir.area_teams.choices import SharedKind, Tier
from speir.area_teams.models import WrittenAboutArea
from speir.partnerships.area_names import address_of
from speir.people.choices import Role
from speir.people.models import Person
from tests.area_monitoring.factories import note
from tests.area_risks.factories import risk
from tests.area_teams.factories import area_of, known, share
from tests.factories import NOW, TODAY, World, later, make_person

KINDS = ("contact", "step", "risk", "resolved", "factor")
WRITERS = ("link", "manager", "their_manager")
READERS = ("outsider", "manager", "inspector", "police_inspector", "their_manager", "analyst", "coordinator")


@dataclass(frozen=True)
class Drawn:
    """One thing to write: what, by whom, for whom, and with which bodies it is shared."""

    kind: str
    tier: Tier
    writer: str
    shared: frozenset[str]


THINGS = st.lists(
    st.builds(
        Drawn,
        st.sampled_from(KINDS),
        st.sampled_from(list(Tier)),
        st.sampled_from(WRITERS),
        st.frozensets(st.sampled_from(("his", "hmics"))),
    ),
    min_size=4,
    max_size=9,
)


@pytest.fixture
def world(db: None) -> World:
    """An area with a link inspector; the health body has a service manager of its own."""
    made = known()
    made.people["their_manager"] = make_person(made.bodies["his"], "Health Manager", Role.SERVICE_MANAGER)
    made.people["successor"] = make_person(made.bodies["ci"], "Next Inspector", Role.STRATEGIC_INSPECTOR)
    # Everybody may know of this one, so that the day of the last contact is the same for all.
    note(made, tier=Tier.SCRUTINY, result="Open to every scrutiny body.")
    return made


@contextmanager
def undone() -> Iterator[None]:
    """What is written within is undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def may(world: World, drawn: Drawn, reader: str) -> bool:
    """The truth table, said again on its own: who may read this."""
    person, writer = world.people[reader], world.people[drawn.writer]
    if reader == "coordinator":
        return False
    if person == writer or drawn.tier in (Tier.SCRUTINY, Tier.COUNCIL):
        return True
    if person.body == writer.body:
        return drawn.tier == Tier.OWN_BODY or reader in ("manager", "their_manager")
    return drawn.tier == Tier.OWN_BODY and person.body in [world.bodies[key] for key in is_shared(drawn)]


def is_shared(drawn: Drawn) -> set[str]:
    """With whom it is really shared: what is for a body, by that body, with another."""
    if drawn.tier != Tier.OWN_BODY:
        return set()
    return set(drawn.shared) - ({"his"} if drawn.writer == "their_manager" else set())


def write(world: World, number: int, drawn: Drawn) -> None:
    """Write it down, with words of its own, at a moment of its own: lists stand in that order."""
    words, by = f"Mark{number}mark, written by somebody.", world.people[drawn.writer]
    at = NOW + timedelta(seconds=number + 1)  # the note that everybody knows of is of NOW
    thing: WrittenAboutArea
    if drawn.kind in ("contact", "step"):
        step = {"next_step": words, "next_due_on": TODAY} if drawn.kind == "step" else {}
        thing = note(world, result=words, who_with=words, tier=drawn.tier, by=by, at=at, **step)
    elif drawn.kind == "factor":
        area = area_of(world)
        thing = note_factor(area=area, kind=FactorKind.BARRIER, text=words, tier=drawn.tier, by=by, at=at)
    else:
        thing = risk(world, statement=words, tier=drawn.tier, by=by, at=at)
        if drawn.kind == "resolved":
            when = at + timedelta(hours=1)
            resolve_risk(risk=thing, as_=RiskStatus.CAME_TRUE, outcome=words, by=by, at=when)
    kinds = {"factor": SharedKind.FACTOR, "risk": SharedKind.RISK, "resolved": SharedKind.RISK}
    for body in sorted(is_shared(drawn)):
        kind = kinds.get(drawn.kind, SharedKind.CONTACT)
        share(thing, world.bodies[body], world, kind=kind, words=words, by=by, at=at)


def hand_over(world: World) -> None:
    """A handover whose briefing holds all that the link inspector knows."""
    start_handover(
        area=area_of(world), to_person=world.people["successor"], by=world.manager, at=later(hours=1)
    )


def pages(world: World) -> list[str]:
    """Every page on which something written about an area could be seen, or counted."""
    area = area_of(world)
    one = {"address": address_of(area.kind, area.name)}
    slug = {"slug": world.partnership.slug}
    phase = {"programme": world.phase.programme.slug, "phase": world.phase.slug}
    names = ("area_risks", "area_sharing", "area_team", "area_numbers", "area_handover", "area_support")
    names += ("area_summaries", "risk_conversations")
    everywhere = ("my_areas", "my_work", "forecasting", "signals", "areas")
    home = reverse("area", kwargs=one)
    before = (TODAY + timedelta(days=1)).isoformat()
    return [
        home,
        f"{home}?show=contacts",
        f"{home}?before={before}",
        reverse("partnership_area", kwargs=slug),
        f"{reverse('areas')}?area=Mark",
        reverse("choosing", kwargs=phase),
        *(reverse(name, kwargs=one) for name in names),
        *(reverse(name) for name in everywhere),
        reverse("public_area", kwargs=one),
        reverse("partnership_home"),
    ]


def seen(world: World, person: Person) -> dict[str, str]:
    """Every page as one reader gets it; what changes with each answer, such as a token, taken out."""
    client = Client()
    client.force_login(person)
    found = {}
    for page in pages(world):
        words = client.get(page).content.decode()
        words = re.sub(
            r'name="(csrfmiddlewaretoken|[\w-]*once)" value="[^"]*"|csrf-token" content="\w*"', "", words
        )
        words = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", words)
        found[page] = re.sub(r'value="[0-9a-f]{32}"|up_to" value="[^"]*"', "", words)
    return found


@given(things=THINGS, reader=st.sampled_from(READERS))
@settings(
    max_examples=5,
    deadline=None,
    phases=[Phase.generate],  # one example says enough; making it smaller takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nobody_sees_above_their_tier(world: World, things: list[Drawn], reader: str) -> None:
    person = world.people[reader]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: later(hours=2))
        with undone():
            for number, drawn in enumerate(things):
                write(world, number, drawn)
            hand_over(world)
            everything = seen(world, person)
        with undone():
            for number, drawn in enumerate(things):
                if may(world, drawn, reader):
                    write(world, number, drawn)
            hand_over(world)
            theirs = seen(world, person)
    for number, drawn in enumerate(things):
        if not may(world, drawn, reader):
            assert not [page for page, words in everything.items() if f"Mark{number}mark" in words], drawn
    assert [page for page in theirs if everything[page] != theirs[page]] == []


def test_what_somebody_may_read_they_do_see(world: World) -> None:
    """The test above would pass on empty pages; this one would not."""
    with pytest.MonkeyPatch.context() as patch, undone():
        patch.setattr("django.utils.timezone.now", lambda: later(hours=2))
        for number, kind in enumerate(KINDS):
            write(world, number, Drawn(kind, Tier.OWN_BODY, "link", frozenset({"hmics"})))
        for who in ("outsider", "manager", "police_inspector"):
            words = " ".join(seen(world, world.people[who]).values())
            assert all(f"Mark{number}mark" in words for number in range(len(KINDS))), who
        set_intensity(area=area_of(world), intensity=Intensity.FORMAL, reason="It is.", by=world.link, at=NOW)
        assert "Mark0mark" not in " ".join(seen(world, world.inspector).values())
