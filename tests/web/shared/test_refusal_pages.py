"""What people see when a screen does not turn a refusal into a message, or fails."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

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


@pytest.mark.parametrize("path", ["/no-such-page/", "/inspectors/\x00/", "/raises/not-allowed/"])
def test_no_browser_keeps_an_error(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (403, 404)
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.django_db
@override_settings(DATA_UPLOAD_MAX_NUMBER_FILES=2)
def test_too_many_files_at_once_says_how_many(client: Client) -> None:
    files = [SimpleUploadedFile(f"{n}.txt", b"words") for n in range(3)]
    answer = client.post("/sign-in/", {"file": files})
    assert answer.status_code == 413
    assert "Too many files at once" in answer.content.decode()
    assert "choose at most 40 files" in answer.content.decode()


@pytest.mark.django_db
@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
def test_a_text_that_is_too_long_to_take_is_explained(client: Client) -> None:
    answer = client.post("/sign-in/", {"email": "x" * 2000})
    assert answer.status_code == 413
    assert "This is too long to take" in answer.content.decode()


def test_a_page_that_is_not_found_or_not_allowed_leads_on(client: Client) -> None:
    with override_settings(ROOT_URLCONF="speir.config.urls"):
        answer = client.get("/no-such-page/").content.decode()
    assert answer.count("<nav") == 1
    for words in ("Published reports", "Areas", "Your own pages", "Go to your first page"):
        assert words in answer
