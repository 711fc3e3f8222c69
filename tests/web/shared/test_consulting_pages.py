"""Pages of consultations and of working in the open: how much they ask the database, and what is kept."""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from speir.consultations.models import Comment, Consultation
from tests.consultations import factories as consulting
from tests.engagement import factories as engaging
from tests.factories import TODAY, World, later, make_world

pytestmark = pytest.mark.django_db
COMMENT: dict[str, Any] = {
    "stance": "change",
    "text": "Say who does it.",
    "speaks_as": "staff",
    "website": "",
}


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    """A partnership with inspectors, a day after NOW."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=1))
    return make_world()


def part(consultation: Consultation, name: str, number: str = "1.1") -> str:
    """Where one part of a draft is commented on."""
    return reverse(name, kwargs={"consultation_id": consultation.pk, "number": number})


def asked(client: Client, path: str) -> int:
    """How many questions a page asks."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_pages_ask_as_much_with_three_as_with_one(client: Client, world: World) -> None:
    consultation, lead = consulting.opened(world), world.lead
    whole = reverse("consultation", kwargs={"consultation_id": consultation.pk})
    openly = reverse("working_openly", kwargs={"programme": world.phase.programme.slug})

    def one_more(number: int) -> None:
        group = consulting.grouped(world, consultation, consulting.said(consultation), name=f"Group {number}")
        assert group
        consulting.said(consultation)
        engaging.planned(world, planned_on=TODAY - timedelta(days=1))
        engaging.heard(world)

    one_more(1)
    client.force_login(world.manager)
    paths = [whole, openly, reverse("my_work"), reverse("programmes"), f"{whole}answer/"]
    before = [asked(client, path) for path in paths]
    one_more(2)
    one_more(3)
    assert [asked(client, path) for path in paths] == before
    assert lead.full_name in client.get(reverse("my_work")).content.decode()


def test_a_late_engagement_waits_for_whoever_is_responsible(client: Client, world: World) -> None:
    engaging.planned(world, planned_on=TODAY - timedelta(days=1))
    client.force_login(world.lead)
    assert "Speak with: Adult protection lead officers" in client.get(reverse("my_work")).content.decode()
    client.force_login(world.inspector)
    assert "Speak with:" not in client.get(reverse("my_work")).content.decode()


def test_anybody_comments_without_signing_in(client: Client, world: World) -> None:
    consultation = consulting.opened(world)
    path = part(consultation, "public_consultation_part")
    seen = client.get(path).content.decode()
    assert "We do not ask for your name" in seen
    assert client.post(path, COMMENT).status_code == 302
    assert Comment.objects.get().said_by is None
    refused = client.post(path, {**COMMENT, "text": "Ask me: a.person@example.org"})
    assert "a.person@example.org" in refused.content.decode(), "what was typed stands in the form again"
    assert Comment.objects.count() == 1


def test_what_is_sent_after_signing_out_waits_and_is_not_taken_in_silence(
    client: Client, world: World
) -> None:
    consultation, person = consulting.opened(world), world.coordinator
    path = part(consultation, "partnership_consultation_part")
    client.force_login(person)
    seen = client.get(path).content.decode()
    mark = seen.split('name="typed_by" value="')[1].split('"')[0]
    client.logout()
    answer = client.post(path, {**COMMENT, "typed_by": mark}, headers={"referer": f"http://testserver{path}"})
    assert answer.headers["Location"].startswith(reverse("sign_in"))
    assert Comment.objects.count() == 0
    assert "Say who does it." in str(client.session["unsent"])


def test_a_consultation_by_invitation_is_nobody_elses(client: Client, world: World) -> None:
    consultation = consulting.opened(world, is_public=False)
    assert client.get(part(consultation, "public_consultation_part")).status_code == 404
    client.force_login(world.coordinator)
    assert client.get(part(consultation, "partnership_consultation_part")).status_code == 404


def test_what_stands_before_publication_names_its_groups_and_leads_to_each(
    client: Client, world: World
) -> None:
    consultation = consulting.opened(world)
    group = consulting.grouped(world, consultation, consulting.said(consultation), name="Who does what")
    consulting.said(consultation)
    whole = reverse("consultation", kwargs={"consultation_id": consultation.pk})
    client.force_login(world.manager)
    seen = client.get(f"{whole}answer/").content.decode()
    assert f'<a href="{whole}groups/{group.pk}/">Who does what</a>' in seen
    assert f'<a href="{whole}#place">1 comment in no group</a>' in seen


def test_the_public_sees_only_what_is_public(client: Client, world: World) -> None:
    engaging.planned(world, audience="Chief officers alone")
    path = reverse("public_programme", kwargs={"programme": world.phase.programme.slug})
    assert client.get(path).status_code == 404
    engaging.planned(world, audience="Everybody", is_public=True)
    engaging.heard(world, "Nobody asked us.")
    seen = client.get(path).content.decode()
    assert "Everybody" in seen
    assert "Chief officers alone" not in seen
    assert "Nobody asked us." not in seen
    assert world.lead.full_name not in seen


def test_the_plan_and_log_is_a_workbook(client: Client, world: World) -> None:
    engaging.planned(world)
    client.force_login(world.lead)
    path = reverse("engagement_workbook", kwargs={"programme": world.phase.programme.slug})
    answer = client.get(path)
    assert answer.content[:2] == b"PK"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_published_text_has_the_checksum_that_the_page_shows(
    client: Client, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=consulting.AFTER))
    consultation = consulting.answered(world)
    kwargs = {"consultation_id": consultation.pk}
    content = client.get(reverse("public_consultation_content", kwargs=kwargs)).content
    page = client.get(reverse("public_consultation", kwargs=kwargs)).content.decode()
    assert hashlib.sha256(content).hexdigest() in page
    assert "Say who does it." in page
