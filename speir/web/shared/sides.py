"""What a page for both sides takes from its reader's side: the bar of navigation and the first page."""

from typing import TYPE_CHECKING

from django.urls import reverse

from speir.people.choices import Side

if TYPE_CHECKING:
    from speir.people.models import Person

FRAMES = {Side.SCRUTINY: "inspectorate/base.html.jinja", Side.PARTNERSHIP: "partnership/base.html.jinja"}
HOMES = {
    Side.SCRUTINY: ("My work", "my_work"),
    Side.PARTNERSHIP: ("What is asked of us", "partnership_home"),
}


def frame_of(person: "Person") -> str:
    """The template, with the navigation of this person's side, that the page extends."""
    return FRAMES[Side(person.body.side)]


def home_of(person: "Person") -> tuple[str, str]:
    """The words and the address of this person's first page."""
    words, name = HOMES[Side(person.body.side)]
    return words, reverse(name)
