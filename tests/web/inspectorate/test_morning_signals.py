"""Signals among what changed: why, method, n; put away, they come again only when they changed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.area_monitoring.operations import dismiss_line
from speir.area_teams.choices import AreaRole
from speir.area_teams.operations import appoint_to_area, arrange_cover
from speir.area_teams.queries import areas_looked_after, reader_of_areas
from speir.handovers.operations import look_for_signals
from speir.indicators.choices import Collection, SignalKind
from speir.indicators.operations import dismiss_signal, import_numbers
from speir.indicators.signal_queries import current_signals
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import AreaLink
from speir.partnerships.operations import register_fictional_area
from speir.partnerships.queries import resolve_area
from speir.people.models import Person
from speir.people.operations import SYSTEM
from speir.web.inspectorate.morning import Changed, morning
from tests.factories import NOW, TODAY, World, later
from tests.indicators import factories
from tests.indicators.sheets import LONG, long_file

SILENT, WORSE = factories.AREAS[1], factories.AREAS[2]
NEXT_DAY = later(days=1)


@pytest.fixture
def world(db: None) -> World:
    """Numbers have landed; the link inspector looks after the area that is silent."""
    made = factories.landed()
    area = resolve_area(SILENT)
    appoint_to_area(area=area, role=AreaRole.LINK_INSPECTOR, person=made.link, by=SYSTEM, at=NOW)
    return made


def lines(person: Person, hours: float = 2) -> list[Changed]:
    """The signals on somebody's morning page, some hours later."""
    at = later(hours=hours)
    areas = tuple(areas_looked_after(person, at.date()))
    return [
        line for line in morning(person, reader_of_areas(person, at.date()), areas, at).lines if line.kind
    ]


def silences(person: Person, hours: float = 2) -> list[Changed]:
    """The lines that say that unusually few were notified."""
    return [line for line in lines(person, hours) if line.kind == SignalKind.ABSENCE.label]


def return_again(value: str) -> None:
    """The silent area returns its newest quarter again, and somebody looks."""
    row = (SILENT, "SIR", "2025/26 Q4", value, "", "2000", "")
    content = long_file(row, heads=LONG)
    import_numbers(
        collection=Collection.RETURNS,
        content=content,
        name="again.csv",
        columns=factories.LONG_COLUMNS,
        by=SYSTEM,
        at=NEXT_DAY,
    )
    look_for_signals(is_fictional=True, by=SYSTEM, at=NEXT_DAY)


def test_a_signal_says_why_by_which_method_and_on_how_many_values(world: World) -> None:
    [silent] = silences(world.link)
    assert silent.title.startswith(f"{SILENT}: ")
    assert "would be expected" in silent.why
    assert silent.method.startswith("Poisson")
    assert silent.rests_on == len(factories.AREAS)
    assert silent.act_address.startswith(reverse("write_note"))


def test_only_whoever_looks_after_the_area_and_their_cover_see_it(world: World) -> None:
    seen = {line.title for line in lines(world.link)}
    assert not any(title.startswith(f"{WORSE}: ") for title in seen)
    assert lines(world.inspector) == []
    area = resolve_area(SILENT)
    arrange_cover(
        area=area, role=AreaRole.LINK_INSPECTOR, person=world.inspector, from_on=TODAY,
        last_on=TODAY + timedelta(days=7), by=world.manager, at=NOW,
    )  # fmt: skip
    assert {line.title for line in lines(world.inspector)} == seen


def test_put_away_it_comes_again_only_when_it_changed(world: World) -> None:
    [silent] = silences(world.link)
    dismiss_line(line=silent.key, by=world.link, at=NOW)
    look_for_signals(is_fictional=True, by=SYSTEM, at=NEXT_DAY)
    assert not silences(world.link, 30)
    return_again("1")
    [changed] = silences(world.link, 30)
    assert changed.key != silent.key


def test_a_signal_that_is_gone_and_comes_again_counts_from_then(world: World) -> None:
    [before] = silences(world.link)
    return_again("30")
    assert not silences(world.link, 30)
    return_again("0")
    [again] = silences(world.link, 30)
    assert again.key == before.key
    assert again.at > before.at


def test_dismissed_for_everybody_it_is_on_nobodys_page(world: World) -> None:
    area = resolve_area(SILENT)
    found = [
        each
        for each in current_signals(is_fictional=True, areas=[area.pk])
        if each.kind == SignalKind.ABSENCE
    ]
    dismiss_signal(signal=found[0], reason="They were notified late.", by=world.manager, at=NOW)
    assert not silences(world.link)


def test_numbers_of_the_area_around_reach_the_link_inspector(world: World) -> None:
    around = register_fictional_area(kind=AreaKind.HSCP, name="Balwide", by=SYSTEM, at=NOW)
    AreaLink.objects.create(child=resolve_area(SILENT), parent=around)
    rows = [
        ("Balwide", "NI-1", f"{year}/{year + 1 - 2000}", str(70 - year + 2020), "", "", "")
        for year in range(2020, 2026)
    ]
    import_numbers(
        collection=Collection.CORE_SUITE, content=long_file(*rows, heads=LONG), name="core.csv",
        columns=factories.LONG_COLUMNS, by=SYSTEM, at=NOW,
    )  # fmt: skip
    look_for_signals(is_fictional=True, by=SYSTEM, at=NOW)
    begun = "Balwide (Health and social care partnership): "
    assert any(line.title.startswith(begun) for line in lines(world.link))


def test_more_signals_ask_no_more_of_the_database(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(hours=2))
    client.force_login(world.link)
    asked = []
    for name in (SILENT, WORSE, factories.AREAS[3]):
        appoint_to_area(
            area=resolve_area(name), role=AreaRole.LINK_INSPECTOR, person=world.link, by=SYSTEM, at=NOW
        )
        with CaptureQueriesContext(connection) as questions:
            assert client.get(reverse("my_areas")).status_code == 200
        asked.append(len(questions))
    assert asked[0] == asked[1] == asked[2]
