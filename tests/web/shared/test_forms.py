"""Forms: refusals beside their fields, and sending twice."""

import uuid

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory

from speir.foundations.refusals import AlreadyDone, NotNow, Reason, RuleBroken
from speir.web.shared.forms import ALREADY_SAVED, SpeirForm, perform, perform_button


class NoteForm(SpeirForm):
    """One field."""

    says = forms.CharField(error_messages={"required": "Enter what it says."})


@pytest.fixture
def sent(rf: RequestFactory) -> HttpRequest:
    """A request with a place for notices."""
    request = rf.post("/")
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def notices(request: HttpRequest) -> list[tuple[str, str]]:
    """Kind and words of each notice."""
    return [(notice.level_tag, notice.message) for notice in get_messages(request)]


def filled() -> NoteForm:
    """A valid form."""
    form = NoteForm({"says": "Chronologies are missing.", "once": str(uuid.uuid4())})
    assert form.is_valid()
    return form


def raising(problem: Exception) -> None:
    """Refuse."""
    raise problem


def test_each_opened_form_has_an_identity_of_its_own() -> None:
    assert NoteForm()["once"].value() != NoteForm()["once"].value()


def test_the_identity_stays_the_same_while_faults_are_put_right() -> None:
    once = str(uuid.uuid4())
    form = NoteForm({"says": "", "once": once})
    assert not form.is_valid()
    assert f'value="{once}"' in str(form["once"])


def test_a_damaged_identity_is_explained() -> None:
    form = NoteForm({"says": "Something", "once": "not-an-identity"})
    assert not form.is_valid()
    assert "out of date" in str(form.errors["once"])


def test_the_identity_reaches_the_operation_as_text() -> None:
    once = uuid.uuid4()
    form = NoteForm({"says": "Something", "once": str(once)})
    assert form.is_valid()
    assert form.once_key == str(once)


def test_what_worked_says_so(sent: HttpRequest) -> None:
    assert perform(sent, filled(), lambda: "made", done="Evidence lodged.")
    assert notices(sent) == [("success", "Evidence lodged.")]


def test_a_broken_rule_stands_beside_its_field(sent: HttpRequest) -> None:
    form = filled()
    assert not perform(sent, form, lambda: raising(RuleBroken(Reason("Say more.", "says"))), done="Done.")
    assert form.errors["says"] == ["Say more."]
    assert notices(sent) == []


def test_a_refusal_of_the_whole_or_of_an_unknown_field_stands_at_the_top(sent: HttpRequest) -> None:
    form = filled()
    reasons = (Reason("Not yet."), Reason("Wrong place.", "elsewhere"))
    assert not perform(sent, form, lambda: raising(NotNow(*reasons)), done="Done.")
    assert form.non_field_errors() == ["Not yet.", "Wrong place."]


def test_the_second_sending_says_that_the_first_counted(sent: HttpRequest) -> None:
    assert perform(sent, filled(), lambda: raising(AlreadyDone("id")), done="Done.")
    assert notices(sent) == [("success", ALREADY_SAVED)]


def test_any_other_fault_is_not_swallowed(sent: HttpRequest) -> None:
    with pytest.raises(ZeroDivisionError):
        perform(sent, filled(), lambda: raising(ZeroDivisionError()), done="Done.")


def test_a_refused_button_becomes_a_notice(sent: HttpRequest) -> None:
    assert not perform_button(sent, lambda: raising(NotNow(Reason("Not yet."))), done="Done.")
    assert notices(sent) == [("error", "Not yet.")]


def test_a_button_that_worked_and_one_pressed_twice(sent: HttpRequest) -> None:
    assert perform_button(sent, lambda: None, done="Published.")
    assert perform_button(sent, lambda: raising(AlreadyDone("id")), done="Done.")
    assert notices(sent) == [("success", "Published."), ("success", ALREADY_SAVED)]


class ChoiceForm(SpeirForm):
    """A choice and a short text."""

    level = forms.ChoiceField(choices=[("good", "Good")])
    title = forms.CharField(max_length=5)


def test_what_django_would_say_is_said_in_our_words() -> None:
    form = ChoiceForm({"level": "3f2a9c1e", "title": "too long"})
    assert form.errors == {
        "level": ["Select a valid choice. What was chosen is not offered, or not any more."],
        "title": ["This has 8 characters. Shorten it to 5."],
    }
    assert "cannot be shown" in ChoiceForm({"level": "good", "title": "a\x00b"}).errors["title"][0]


class NumbersForm(SpeirForm):
    """Whole numbers, with and without words of their own."""

    months = forms.IntegerField(label="Months", min_value=1, max_value=60)
    people = forms.IntegerField(label="People", error_messages={"invalid": "Say how many."})


@pytest.mark.parametrize("months", ["0", "61", "many", ""])
def test_a_number_that_does_not_fit_names_its_field_and_its_limits(months: str) -> None:
    form = NumbersForm({"months": months, "people": "some"})
    assert form.errors == {
        "months": ["Months: enter a whole number from 1 to 60."],
        "people": ["Say how many."],
    }
    assert NumbersForm({"months": "60", "people": "3"}).is_valid()
