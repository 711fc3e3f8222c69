"""Answers that came after their reader was signed out wait under the words of their questions."""

import html
import json
import re

import pytest
from django.test import Client

from speir.people.models import Person
from speir.web.shared.unsent import Unsent
from tests.factories import World
from tests.house.html_forms import forms_of
from tests.record_reading.every_kind import every_kind
from tests.record_reading.factories import make_exercise, make_reading, reading_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return reading_world()


def page_of(world: World, page: str) -> tuple[str, str]:
    """The address of one page of a reading, and the page as its reader opens it."""
    exercise = make_exercise(world)
    exercise.template_version = every_kind(world.manager)
    exercise.save()
    reading = make_reading(exercise, world.inspector)
    here = f"/inspections/{world.inspection.reference}/reading/{reading.pk}/page/{page}/"
    return here, signed_in(world.inspector).get(here).content.decode()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def named(world: World, address: str, shown: str, **typed: str) -> dict[str, str]:
    """What waits after the page was sent too late: the words by the name they stand under."""
    [form] = [each for each in forms_of(shown, address) if "shown" in each.sent]
    sent = {name: values[0] for name, values in form.sent.items()}
    client = Client()
    answer = client.post(address, {**sent, "pressed": "go elsewhere", **typed})
    assert answer["Location"].startswith("/sign-in/")
    client.force_login(world.inspector)
    waiting = client.get("/sign-in/send-again/").content.decode()
    found = re.findall(
        r'<h3>(.*?)</h3>\s*<div class="speir_quote speir_earlier">(.*?)</div>', waiting, re.DOTALL
    )
    return {html.unescape(name): html.unescape(words) for name, words in found}


def test_answers_wait_under_their_questions_and_nothing_else_is_shown(world: World) -> None:
    typed = {"answer:typed/words": "A team manager", "answer:typed/account": "To stay at home"}
    assert named(world, *page_of(world, "typed"), **typed) == {
        "Whose record is it?": "A team manager",
        "What did the person want?": "To stay at home",
    }


def test_answers_in_a_list_wait_under_their_item(world: World) -> None:
    address, shown = page_of(world, "call")
    [form] = [each for each in forms_of(shown, address) if "shown" in each.sent]
    first, second = sorted(name for name in form.typed if name.endswith("/from") and "__key__" not in name)
    waiting = named(world, address, shown, **{first: "A daughter", second: "The district nurse"})
    assert sorted(waiting) == ["Call 1: Who called?", "Call 2: Who called?"]


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("answer:conference[k1]/who", "Conference 1: Who was there?"),
        ("answer:conference[new]/who", "Conference: Who was there?"),
        ("answer:other[new]/who", "Answer:other[new]/who"),
    ],
)
def test_an_item_that_was_added_on_the_page_is_called_like_a_new_one(name: str, called: str) -> None:
    labels = {
        "answer:conference[k1]/who": "Conference 1: Who was there?",
        "answer:conference[__key__]/who": "Conference: Who was there?",
    }
    waiting = Unsent("", "/", "/", (("labels", json.dumps(labels)), (name, "Two people")), has_files=False)
    assert waiting.typed == ((called, "Two people"),)


def test_several_parts_of_one_page_say_each_what_they_are_called() -> None:
    parts = (("labels", '{"a": "First"}'), ("labels", '{"b": "Second", "c": null}'))
    typed = (("a", "one word"), ("b", "two words"), ("c", "not typed"))
    waiting = Unsent("", "/", "/", (*parts, *typed), has_files=False)
    assert waiting.typed == (("First", "one word"), ("Second", "two words"))
