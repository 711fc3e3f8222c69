"""What a sent page says: answers by address as XForms writes them."""

import pytest
from django.http import QueryDict

from speir.web.shared.questions.answers import answers_from, changed_answers, pressed
from speir.web.shared.questions.asked import Asked
from speir.web.shared.questions.moments import boxes, from_boxes
from speir.web.shared.questions.sample import sample_page


def post(**fields: str | list[str]) -> QueryDict:
    """A sent form; names are addresses with __ for /."""
    sent = QueryDict(mutable=True)
    for name, value in fields.items():
        sent.setlist("answer:" + name.replace("__", "/"), value if isinstance(value, list) else [value])
    return sent


def asked(address: str) -> Asked:
    """One question of the sample."""
    return next(each for each in sample_page().questions if each.address == address)


def test_each_kind_is_read() -> None:
    sent = post(
        words=" a practitioner ",
        account="one\r\ntwo",
        present=["west", "east"],
        order=["islands", "", "east"],
        inquiry="not_recorded",
        done="OK",
        plans__plan="na",
        score="7",
    )
    sent.update({"answer:on.day": "3", "answer:on.month": "Nov", "answer:on.year": "2026"})
    sent.update({"answer:at.hour": "9", "answer:at.minute": "5"})
    answers = answers_from(sent, sample_page())
    assert answers["words"] == "a practitioner"
    assert answers["account"] == "one\ntwo"
    assert answers["present"] == "east west"
    assert answers["order"] == "islands east"
    assert answers["inquiry"] == "not_recorded"
    assert (answers["done"], answers["plans/plan"], answers["score"]) == ("OK", "na", "7")
    assert (answers["on"], answers["at"]) == ("2026-11-03", "09:05")
    assert answers["area"] == ""


def test_what_was_never_asked_is_not_answered() -> None:
    answers = answers_from(post(), sample_page())
    assert not {"read", "total", "paper", "why_not"} & set(answers)


def test_a_question_that_a_script_brought_up_counts() -> None:
    assert answers_from(post(why_not="no worker"), sample_page())["why_not"] == "no worker"


def test_items_are_addressed_by_key() -> None:
    sent = post()
    sent["answer:visits[k7]/seen"] = "yes"
    answers = answers_from(sent, sample_page(keys=["k7"]))
    assert answers["visits[k7]/seen"] == "yes"
    assert answers["visits[k7]/day"] == ""


def test_an_old_page_undoes_nothing_newer() -> None:
    old, now = sample_page({"words": "mine"}), sample_page({"words": "theirs", "count": "4"})
    sent = post(words="mine", count="", hours="2")
    sent["shown"] = old.shown
    assert changed_answers(sent, now) == {"hours": "2"}


@pytest.mark.parametrize("shown", ["", "nonsense", "[1]", "{"])
def test_a_broken_memory_of_the_page_is_none(shown: str) -> None:
    sent = post(words="mine")
    sent["shown"] = shown
    assert changed_answers(sent, sample_page()) == {"words": "mine"}


def test_half_a_day_is_kept_as_typed() -> None:
    half = from_boxes("date", {"day": "5", "year": "2026"})
    assert half == "2026--05"
    assert [box.value for box in boxes("date", half)] == ["5", "", "2026"]
    wrong = from_boxes("dateTime", {"day": "x-y", "hour": "10"})
    assert wrong
    assert from_boxes("date", {}) == ""


@pytest.mark.parametrize("value", ["2026-11-05T10:07:00.000+00:00", "2026-11-05T10:07"])
def test_a_moment_is_shown_in_its_boxes(value: str) -> None:
    assert [box.value for box in boxes("dateTime", value)] == ["5", "11", "2026", "10", "07"]


def test_a_time_is_shown_in_its_boxes() -> None:
    assert [box.value for box in boxes("time", "09:05:00.000Z")] == ["09", "05"]


@pytest.mark.parametrize(
    ("button", "what", "address"),
    [("", "save", ""), ("add visits", "add", "visits"), ("remove visits[a]", "remove", "visits[a]")],
)
def test_the_button_is_known(button: str, what: str, address: str) -> None:
    sent = QueryDict(mutable=True)
    sent["pressed"] = button
    assert (pressed(sent).what, pressed(sent).address) == (what, address)


def test_a_ranking_shows_its_places() -> None:
    ranked = next(
        each for each in sample_page({"order": "islands east"}).questions if each.address == "order"
    )
    assert [place.value for place in ranked.places] == ["islands", "east", ""]
    assert asked("order").places[0].value == ""
