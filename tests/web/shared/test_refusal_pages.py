"""What people see when a screen does not turn a refusal into a message, or fails."""

import pytest
from django.test import Client

pytestmark = pytest.mark.urls("tests.web.shared.addresses")


@pytest.mark.parametrize(
    ("what", "status", "words"),
    [
        ("not-allowed", 403, "Only the lead inspector can do this."),
        ("not-now", 409, "This is planned. It must be notified first."),
        ("twice", 409, "The first sending counted"),
        ("missing", 404, "Page not found"),
    ],
)
def test_a_refusal_is_a_page_with_its_reason(client: Client, what: str, status: int, words: str) -> None:
    answer = client.get(f"/raises/{what}/")
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_a_fault_shows_no_inner_words(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/raises/fault/")
    assert answer.status_code == 500
    assert "secret inner words" not in answer.content.decode()
    assert "Something went wrong on our side" in answer.content.decode()


def test_a_page_older_than_the_session_is_explained(db: None) -> None:
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"email": "a@example.invalid"})
    assert answer.status_code == 403
    assert "This page is out of date" in answer.content.decode()
