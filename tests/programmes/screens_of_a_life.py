"""The screens of one exercise as its people open them: each answers, whatever its method and stage."""

from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from tests.programmes.whole_life import Exercise

if TYPE_CHECKING:
    from speir.people.models import Person

LEAD = (
    "inspection",
    "team",
    "timetable",
    "timetable_by_month",
    "letters",
    "pack",
    "documents",
    "evidence",
    "findings",
    "report",
    "history",
)
COORDINATOR = ("partnership_inspection", "partnership_pack", "partnership_documents", "partnership_by_month")


def open_screens(made: Exercise) -> dict[str, str]:
    """Open the main screens of both sides; the page of each by its name, and every one must be there."""
    reference = made.now().reference
    wanted = [(made.lead, name) for name in LEAD]
    wanted += [(made.coordinator, name) for name in COORDINATOR]
    wanted += [(made.heads[0], "partnership_letter"), (made.signatories[0], "report")]
    return {name: _page(person, reverse(name, args=[reference])) for person, name in wanted}


def open_method(made: Exercise) -> str:
    """The method with its weeks, as the service manager looks at it."""
    return _page(made.manager, reverse("phase_method", args=[made.phase.programme.slug, made.phase.slug]))


def open_plan(made: Exercise) -> tuple[str, str]:
    """The improvement plan as both sides see it."""
    reference = made.now().reference
    return (
        _page(made.lead, reverse("improvement_plan", args=[reference])),
        _page(made.coordinator, reverse("partnership_plan", args=[reference])),
    )


def read_in_public(slug: str) -> str:
    """What was published, as somebody reads it who has not signed in."""
    answer = Client().get(reverse("published_report", args=[slug]))
    assert answer.status_code == 200, slug
    return answer.content.decode()


def _page(person: "Person", address: str) -> str:
    browser = Client()
    browser.force_login(person)
    answer = browser.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return answer.content.decode()
