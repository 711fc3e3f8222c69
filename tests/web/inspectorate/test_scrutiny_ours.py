"""Our own inspections in the shared calendar: told ones, with days and areas, not who or how far."""

from datetime import date

import pytest
import vobject
from django.test import Client
from django.urls import reverse

from speir.inspections.operations import leave_weeks_out
from speir.partnerships.models import PartnershipArea
from tests.factories import World, later, make_world, notified
from tests.web.inspectorate.reading import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(8))
    return make_world()


def events(client: Client, world: World, who: str = "manager") -> list[object]:
    client.force_login(world.people[who])
    read = vobject.readOne(client.get(reverse("scrutiny_calendar_file")).content.decode())
    return [each for each in getattr(read, "vevent_list", []) if "inspection-" in each.uid.value]


def test_an_inspection_nobody_was_told_of_stays_here(client: Client, world: World) -> None:
    assert events(client, world) == []
    assert "None that you may know of is running" in page_of(
        client, world.manager, reverse("scrutiny_calendar")
    )


def test_one_that_was_told_goes_out_with_its_days_and_areas_and_no_more(client: Client, world: World) -> None:
    notified(world)
    (event,) = events(client, world)
    inspection = world.fresh()
    assert event.dtstart.value == inspection.starts_on  # type: ignore[attr-defined]
    assert (event.dtend.value - inspection.publishes_on).days == 1  # type: ignore[attr-defined]
    places = PartnershipArea.objects.filter(partnership=world.partnership).values_list(
        "area__name", flat=True
    )
    assert event.location.value == (", ".join(sorted(places)) or world.partnership.name)  # type: ignore[attr-defined]
    written = str(event)
    assert "(fictional)" in written
    for hidden in (world.lead.full_name, "week", "Documents due", world.inspection.reference):
        assert hidden not in written
    seen = page_of(client, world.manager, reverse("scrutiny_calendar"))
    assert "other bodies learn these days and areas, and nothing else" in seen


def test_days_that_move_keep_their_identity(client: Client, world: World) -> None:
    notified(world)
    (before,) = events(client, world)
    leave_weeks_out(
        inspection=world.fresh(),
        first_day=date(2026, 12, 21),
        last_day=date(2027, 1, 1),
        reason="Festive closure",
        by=world.lead,
        at=later(9),
    )
    (after,) = events(client, world)
    assert after.uid.value == before.uid.value  # type: ignore[attr-defined]
    assert after.dtend.value > before.dtend.value  # type: ignore[attr-defined]
    assert int(after.sequence.value) == int(before.sequence.value) + 1  # type: ignore[attr-defined]


def test_nobody_is_given_an_inspection_that_they_may_not_know_of(client: Client, world: World) -> None:
    notified(world)
    assert events(client, world, "outsider") == []
