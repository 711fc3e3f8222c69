"""The page on which the briefing of a handover is edited."""

import pytest
from django.test import Client
from django.urls import reverse

from speir.area_monitoring.operations import answer_handover, offer_handover, start_handover
from speir.area_monitoring.queries import handover_of
from speir.partnerships.area_names import address_of
from tests.area_monitoring.factories import note
from tests.area_teams.factories import area_of, known
from tests.factories import later
from tests.house.html_forms import forms_of

pytestmark = pytest.mark.django_db


def test_a_briefing_that_came_too_late_is_put_together_and_saved(client: Client) -> None:
    world = known()
    note(world)
    area = area_of(world)
    start_handover(area=area, to_person=world.outsider, by=world.manager, at=later(days=7))
    client.force_login(world.link)
    page = reverse("area_handover", kwargs={"address": address_of(area.kind, area.name)})
    handover = handover_of(area)
    assert handover is not None
    seen = {"what": "write", "write-base": str(handover.revision)}
    client.post(page, {**seen, "write-briefing": "From the first window."})
    refused = client.post(page, {**seen, "write-briefing": "From the second window."}).content.decode()
    assert "There is a problem" in refused
    assert "From the first window." in refused
    (form,) = [form for form in forms_of(refused, page) if "write-briefing" in form.typed]
    assert form.sent["write-briefing"] == ["From the second window."]
    both = "From the first window. From the second window."
    client.post(page, {"what": "write", "write-base": form.sent["write-base"][0], "write-briefing": both})
    now = handover_of(area)
    assert now is not None
    assert now.briefing == both


def test_whoever_writes_the_briefing_reads_why_it_came_back(client: Client) -> None:
    world = known()
    area = area_of(world)
    handover = start_handover(area=area, to_person=world.outsider, by=world.manager, at=later(days=7))
    offer_handover(handover=handover, by=world.link, at=later(days=8))
    why = "Nothing on the vacant posts."
    answer_handover(handover=handover, is_accepted=False, why=why, by=world.outsider, at=later(days=9))
    client.force_login(world.link)
    page = reverse("area_handover", kwargs={"address": address_of(area.kind, area.name)})
    assert why in client.get(page).content.decode()
