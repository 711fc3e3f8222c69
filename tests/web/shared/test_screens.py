"""Who reaches which screen, and what the others see."""

import pytest
from django.test import Client

from speir.foundations.models import AuditEntry
from speir.people.models import Person
from tests.web.shared import addresses

pytestmark = pytest.mark.urls("tests.web.shared.addresses")

# path: (visitor, inspector, partner)
ANSWERS = {
    "/public/": (200, 200, 200),
    "/inspectors/": (302, 200, 404),
    "/partners/": (302, 404, 200),
    "/both/": (302, 200, 200),
}


@pytest.mark.parametrize("path", ANSWERS)
def test_each_audience_reaches_its_own_screens_only(
    client: Client, inspector: Person, partner: Person, path: str
) -> None:
    answers = [client.get(path).status_code]
    for person in (inspector, partner):
        client.force_login(person)
        answers.append(client.get(path).status_code)
    assert tuple(answers) == ANSWERS[path]


def test_a_visitor_is_sent_to_sign_in_and_comes_back(client: Client) -> None:
    answer = client.get("/inspectors/?page=2")
    assert answer["Location"] == "/sign-in/?next=/inspectors/%3Fpage%3D2"


@pytest.mark.django_db
def test_after_an_expired_change_people_do_not_come_back_to_an_address_that_only_takes_changes(
    client: Client,
) -> None:
    assert client.post("/inspectors/")["Location"] == "/sign-in/?next=/"


def test_trying_a_screen_of_the_other_side_is_audited(client: Client, partner: Person) -> None:
    client.force_login(partner)
    client.get("/inspectors/")
    entry = AuditEntry.objects.last()
    assert entry is not None
    assert entry.what == "Refused: a screen of the other side"
    assert entry.by_name == "Coll Reid"
    assert entry.details == {"path": "/inspectors/"}


def test_the_refusal_says_nothing_that_an_unknown_page_does_not_say(client: Client, partner: Person) -> None:
    client.force_login(partner)
    assert client.get("/inspectors/").content == client.get("/no-such-page/").content


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client: Client, inspector: Person, method: str) -> None:
    client.force_login(inspector)
    answer = getattr(client, method)("/inspectors/")
    assert answer.status_code == 405


def test_a_reading_screen_takes_no_change(client: Client, partner: Person) -> None:
    client.force_login(partner)
    assert client.post("/partners/").status_code == 405
    assert client.post("/public/").status_code == 405


def test_every_screen_tells_its_audience() -> None:
    assert addresses.for_anybody.audience == "public"  # type: ignore[attr-defined]
    assert addresses.for_inspectors.audience == "inspectorate"  # type: ignore[attr-defined]
    assert addresses.for_partners.audience == "partnership"  # type: ignore[attr-defined]
    assert addresses.for_both.audience == "signed_in"  # type: ignore[attr-defined]


def sent_signed_out(client: Client, referer: str) -> str:
    """Where somebody is led whose session ended before they sent a form."""
    return client.post("/inspectors/", headers={"referer": referer})["Location"]


@pytest.mark.django_db
def test_who_sent_a_form_after_the_session_ended_comes_back_to_it_and_reads_why(client: Client) -> None:
    location = sent_signed_out(client, "http://testserver/inspectors/?page=2#own")
    assert location == "/sign-in/?next=/inspectors/%3Fpage%3D2%23own"
    assert "what you just sent was not taken" in client.get(location).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "referer",
    [
        "",
        "http://elsewhere.example/inspectors/",
        "https://testserver/inspectors/",
        "http://testserver/no-such-page/",
        "http://testserver/sign-out/",  # takes changes only
        "//elsewhere.example/inspectors/",
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(client: Client, referer: str) -> None:
    assert sent_signed_out(client, referer) == "/sign-in/?next=/"


def test_a_wrong_method_is_explained_on_a_page(client: Client, inspector: Person) -> None:
    client.force_login(inspector)
    answer = client.get("/sign-out/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "This page cannot be opened like this" in answer.content.decode()
