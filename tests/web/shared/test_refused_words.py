"""What somebody typed into a form that was refused is on the page that answers, or kept for them."""

from typing import Any

import pytest
from django.http import Http404, HttpResponseBase
from django.test import Client
from django.urls import path

from speir.foundations.models import CapturedWords
from speir.foundations.refusals import NotNow, Reason
from speir.people.models import Person
from speir.web.shared.forms import perform_button
from speir.web.shared.screens import READ_AND_CHANGE, SignedInRequest, signed_in_screen
from speir.web.shared.unsent import TYPED_BY
from tests.house.html_forms import forms_of
from tests.web.shared import addresses

KEPT = "/words/not-sent/"
TOLD = "Your words were not saved, and are not lost"
WORDS = "The rota of area 2 needs a day."


def refuse() -> None:
    """Somebody else was first."""
    raise NotNow(Reason("The plan is with the partnership."))


@signed_in_screen(methods=READ_AND_CHANGE)
def too_late(request: SignedInRequest, how: str) -> HttpResponseBase:
    """Refuses with a redirect, takes it with one, or finds nothing there any more."""
    if how == "gone":
        raise Http404
    if how == "refused":
        perform_button(request, refuse, done="Done.")
    else:
        perform_button(request, lambda: None, done="Done.")
    return addresses.redirect("words_not_sent")


urlpatterns = [*addresses.urlpatterns, path("too-late/<slug:how>/", too_late)]
handler404 = addresses.handler404
pytestmark = pytest.mark.urls("tests.web.shared.test_refused_words")


def signed_in(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def sends(browser: Client, how: str, mark: str = "", **fields: str) -> Any:
    marks = forms_of(browser.get(KEPT).content.decode(), KEPT)[0].sent[TYPED_BY]
    sent = {TYPED_BY: mark or marks[0], "reason": WORDS, **fields}
    return browser.post(f"/too-late/{how}/", sent, follow=True)


def test_words_that_are_refused_with_a_redirect_are_kept_and_it_says_where(inspector: Person) -> None:
    shown = sends(signed_in(inspector), "refused").content.decode()
    assert "The plan is with the partnership." in shown
    assert TOLD in shown
    assert f'<a href="{KEPT}">what you typed and did not send</a>' in shown
    assert WORDS in shown


def test_words_about_what_is_not_there_any_more_are_kept(inspector: Person) -> None:
    browser = signed_in(inspector)
    assert sends(browser, "gone").status_code == 404
    shown = browser.get(KEPT).content.decode()
    assert TOLD in shown
    assert WORDS in shown


def test_words_that_were_taken_are_not_kept(inspector: Person) -> None:
    assert TOLD not in sends(signed_in(inspector), "taken").content.decode()
    assert not CapturedWords.objects.exists()


def test_the_same_words_refused_twice_are_kept_once(inspector: Person) -> None:
    browser = signed_in(inspector)
    for _ in range(2):
        assert TOLD in sends(browser, "refused").content.decode()
    assert CapturedWords.objects.count() == 1


def test_words_of_a_page_that_was_made_for_somebody_else_are_not_kept(
    inspector: Person, partner: Person
) -> None:
    theirs = forms_of(signed_in(partner).get(KEPT).content.decode(), KEPT)[0].sent[TYPED_BY][0]
    assert TOLD not in sends(signed_in(inspector), "refused", mark=theirs).content.decode()
    assert not CapturedWords.objects.exists()
