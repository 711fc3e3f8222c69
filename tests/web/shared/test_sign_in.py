"""Signing in and out."""

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from speir.foundations.models import AuditEntry
from speir.people.models import Person
from speir.web.shared.sign_in import MOST_FAILURES, WAIT, WRONG
from tests.web.shared.conftest import PASSWORD

pytestmark = pytest.mark.urls("tests.web.shared.addresses")


def attempt(client: Client, email: str, password: str = PASSWORD, goal: str = "") -> str:
    """Send the form; where it leads, or the page that comes back."""
    answer = client.post("/sign-in/", {"email": email, "password": password, "next": goal})
    return answer["Location"] if answer.status_code == 302 else answer.content.decode()


def test_signing_in_leads_to_where_one_was_heading(client: Client, inspector: Person) -> None:
    assert attempt(client, "mairi@example.invalid", goal="/inspectors/?page=2") == "/inspectors/?page=2"
    assert client.get("/inspectors/").content.decode() == "for Mairi Sinclair"


def test_signing_in_ignores_case_and_is_audited(client: Client, inspector: Person) -> None:
    assert attempt(client, "Mairi@Example.invalid") == "/"
    entry = AuditEntry.objects.last()
    assert entry is not None
    assert (entry.what, entry.by_name) == ("Signed in", "Mairi Sinclair")


@pytest.mark.parametrize(
    "goal", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "http:///x"]
)
def test_signing_in_never_leads_to_another_site(client: Client, inspector: Person, goal: str) -> None:
    assert attempt(client, "mairi@example.invalid", goal=goal) == "/"


@pytest.mark.parametrize(
    ("email", "password"),
    [("mairi@example.invalid", "wrong"), ("nobody@example.invalid", PASSWORD)],
)
def test_a_wrong_password_and_an_unknown_person_look_the_same(
    client: Client, inspector: Person, email: str, password: str
) -> None:
    page = attempt(client, email, password)
    assert WRONG in page
    assert "<title>Error: Sign in - Speir</title>" in page
    assert password not in page


def test_somebody_who_has_left_cannot_sign_in(client: Client, inspector: Person) -> None:
    Person.objects.filter(pk=inspector.pk).update(is_active=False)
    assert WRONG in attempt(client, "mairi@example.invalid")


def test_empty_boxes_are_named(client: Client, db: None) -> None:
    page = attempt(client, "", "")
    assert "Enter your e-mail address." in page
    assert "Enter your password." in page


def test_after_ten_failures_even_the_right_password_waits(client: Client, inspector: Person) -> None:
    for _ in range(MOST_FAILURES):
        attempt(client, "mairi@example.invalid", "wrong")
    assert WAIT in attempt(client, "mairi@example.invalid")


def test_the_wait_is_for_that_address_only(client: Client, inspector: Person, partner: Person) -> None:
    for _ in range(MOST_FAILURES):
        attempt(client, "mairi@example.invalid", "wrong")
    assert attempt(client, "coll@example.invalid") == "/"


def test_signing_out_ends_it_and_is_audited(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert client.get("/inspectors/").status_code == 302
    entry = AuditEntry.objects.last()
    assert entry is not None
    assert entry.what == "Signed out"


def test_the_front_door_leads_each_to_their_own(client: Client, inspector: Person, partner: Person) -> None:
    assert client.get("/")["Location"] == "/public/"
    client.force_login(inspector)
    assert client.get("/")["Location"] == "/inspectors/"
    client.force_login(partner)
    assert client.get("/")["Location"] == "/partners/"


def test_who_is_signed_in_need_not_sign_in_again(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    assert client.get("/sign-in/?next=/both/")["Location"] == "/both/"


def test_demonstration_sign_ins_are_listed_in_demonstration_mode_only(
    client: Client, settings: object
) -> None:
    settings.SPEIR_DEMO_SIGN_INS = [("Lead inspector", "Mairi Sinclair", "mairi@example.invalid")]  # type: ignore[attr-defined]
    settings.SPEIR_DEMO_PASSWORD = "shown on purpose"  # type: ignore[attr-defined]
    assert "shown on purpose" not in client.get("/sign-in/").content.decode()
    settings.IS_DEMO = True  # type: ignore[attr-defined]
    page = client.get("/sign-in/").content.decode()
    assert "shown on purpose" in page
    assert "mairi@example.invalid" in page


def test_choosing_somebody_fills_in_the_form_in_demonstration_mode_only(
    client: Client, settings: object
) -> None:
    settings.SPEIR_DEMO_PASSWORD = "shown on purpose"  # type: ignore[attr-defined]
    assert 'value="mairi@' not in client.get("/sign-in/?email=mairi@example.invalid").content.decode()
    settings.IS_DEMO = True  # type: ignore[attr-defined]
    assert 'value="mairi@' in client.get("/sign-in/?email=mairi@example.invalid").content.decode()


def test_an_answer_that_comes_late_does_not_take_the_cookie_of_who_signed_in_again(
    client: Client, inspector: Person
) -> None:
    """A page that saves by itself asked before they signed in again; its answer comes after."""
    attempt(client, "mairi@example.invalid")
    Session.objects.all().delete()
    late = client.get("/inspectors/")
    assert late.status_code == 302
    assert settings.SESSION_COOKIE_NAME not in late.cookies


def test_signing_out_takes_the_cookie(client: Client, inspector: Person) -> None:
    attempt(client, "mairi@example.invalid")
    gone = client.post("/sign-out/").cookies[settings.SESSION_COOKIE_NAME]
    assert (gone.value, gone["max-age"]) == ("", 0)
