"""Writing one section of the report, alone and two at once."""

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from speir.foundations.words import capture
from speir.people.models import Person
from speir.reports.models import ReportSection
from speir.reports.queries import section_of
from tests.factories import World
from tests.reports.factories import drafted, report_of, revise, signing
from tests.web.inspectorate.reading import address, page_of, status_for
from tests.web.inspectorate.sending import seen, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return drafted()[0]


def section(world: World, key: str = "about") -> ReportSection:
    """The section as it is in the database now."""
    found = section_of(report_of(world), key)
    assert found is not None
    return found


def type_words(world: World, person: Person, revision: int, text: str) -> None:
    """Words typed into the section's box against a revision, kept and never sent."""
    capture(
        event_id=uuid4(),
        field_key=f"report-section:{section(world).pk}:text@{revision}",
        text=text,
        typed_at=timezone.now(),
        by=person,
    )


def test_new_words_are_saved_and_every_revision_is_kept(client: Client, world: World) -> None:
    path = address("report_section", world, key="about")
    answer = send(client, world.inspector, path, text="What we did and why.", base_revision=1)
    assert answer.status_code == 302
    assert section(world).text == "What we did and why."
    page = page_of(client, world.lead, path)
    assert "What revision 2 changed" in page
    assert "As drafted from what the team found." in page


def test_two_at_once_both_see_both_texts_and_the_second_saves_again(client: Client, world: World) -> None:
    path = address("report_section", world, key="about")
    revise(world, "about", "Their new words.")
    page = seen(send(client, world.inspector, path, text="My new words.", base_revision=1))
    assert "Somebody else changed this section" in page
    assert "Their new words." in page
    assert "My new words.</textarea>" in page
    assert 'name="base_revision" value="2"' in page
    assert section(world).text == "Their new words."
    assert send(client, world.inspector, path, text="Both words.", base_revision=2).status_code == 302
    assert section(world).text == "Both words."


def test_words_typed_before_somebody_else_saved_are_shown_and_not_put_over_theirs(
    client: Client, world: World
) -> None:
    type_words(world, world.inspector, 1, "What I was writing.")
    revise(world, "about", "Their new words.")
    page = page_of(client, world.inspector, address("report_section", world, key="about"))
    assert "What you typed and did not save" in page
    assert "What I was writing." in page
    assert "Their new words.</textarea>" in page


def test_words_of_ones_own_saved_revision_do_not_come_back(client: Client, world: World) -> None:
    type_words(world, world.lead, 1, "Half a sentence")
    revise(world, "about", "A whole sentence.")
    page = page_of(client, world.lead, address("report_section", world, key="about"))
    assert "Half a sentence" not in page


def test_typed_words_come_back_into_the_box(client: Client, world: World) -> None:
    type_words(world, world.inspector, 1, "Not sent yet.")
    page = page_of(client, world.inspector, address("report_section", world, key="about"))
    assert "Not sent yet.</textarea>" in page


@pytest.mark.parametrize(("text", "base"), [("", "1"), ("  ", "1"), ("Words.", ""), ("Words.", "x")])
def test_bad_input_saves_nothing_and_says_why(client: Client, world: World, text: str, base: str) -> None:
    path = address("report_section", world, key="about")
    page = seen(send(client, world.inspector, path, text=text, base_revision=base))
    assert "There is a problem" in page
    assert section(world).revision == 1


def test_the_same_form_sent_twice_is_saved_once(client: Client, world: World) -> None:
    path, once = address("report_section", world, key="about"), str(uuid4())
    for _n in range(2):
        send(client, world.inspector, path, text="Once.", base_revision=1, once=once)
    assert section(world).revision == 2


def test_words_that_are_not_open_are_shown_with_the_reason(client: Client) -> None:
    world, _ = signing()
    path = address("report_section", world, key="about")
    assert "not open for change now" in page_of(client, world.lead, path)
    seen(send(client, world.lead, path, text="Changed.", base_revision=1))
    assert section(world).revision == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("support", 403), ("manager", 403), ("ci_signatory", 404), ("outsider", 404), ("coordinator", 404)],
)
def test_those_who_do_not_write_are_refused(client: Client, world: World, who: str, status: int) -> None:
    path = address("report_section", world, key="about")
    assert status_for(client, world.people[who], path) == status
    assert send(client, world.people[who], path, text="X", base_revision=1).status_code == status


def test_there_is_no_section_of_another_name(client: Client, world: World) -> None:
    assert status_for(client, world.lead, address("report_section", world, key="nothing")) == 404
