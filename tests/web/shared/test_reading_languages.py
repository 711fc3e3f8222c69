"""A reader chooses the language of a reading: kept for that reading, and no answer changes."""

import re

import pytest

from speir.foundations.models import AuditEntry
from speir.foundations.refusals import Refused
from speir.record_reading.models import AnswerEvent, Reading
from speir.record_reading.operations import choose_language
from speir.record_reading.queries import replayed, session_of
from tests.factories import World, later
from tests.record_reading.factories import make_exercise, make_reading, reading_world
from tests.record_reading.two_languages import EN, GD, in_two_languages
from tests.web.shared.test_reading_pages import browser, hidden, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return reading_world()


def read_by(world: World, who: str) -> Reading:
    exercise = make_exercise(world)
    exercise.template_version = in_two_languages(world.manager)
    exercise.save()
    return make_reading(exercise, world.people[who])


@pytest.mark.parametrize("who", ["inspector", "local_reader"])
def test_the_language_is_chosen_without_a_script_and_what_was_typed_goes_along(
    world: World, who: str
) -> None:
    reading = read_by(world, who)
    client, page = browser(world, who), f"{place(world, who)}{reading.pk}/page/plan/"
    html = client.get(page).content.decode()
    assert "Is there a plan?" in html
    assert 'value="language Gàidhlig (gd)" lang="gd"' in html
    answer = client.post(
        page,
        {
            **hidden(html),
            "answer:plan/there": "yes",
            "answer:plan/days": "7",
            "pressed": f"language {GD}",
        },
        follow=True,
    )
    html = answer.content.decode()
    assert "A bheil plana ann?" in html
    assert "Is there a plan?" not in html
    assert "Am plana" in html
    assert 'value="7"' in html
    # What was answered in one language stands in the other, as the same answers.
    assert replayed(reading).values == {"plan/there": "yes", "plan/days": "7", "plan/said": "Yes"}
    assert "Cia mheud latha?" in client.get(page).content.decode()
    assert Reading.objects.get(pk=reading.pk).language == GD


def test_the_language_is_that_of_this_reading_alone(world: World) -> None:
    reading = read_by(world, "inspector")
    other = make_reading(reading.exercise, world.people["inspector"])
    theirs = make_reading(reading.exercise, world.people["local_reader"])
    client = browser(world, "inspector")
    client.post(f"{place(world, 'inspector')}{reading.pk}/page/plan/", {"pressed": f"language {GD}"})
    assert [each.language for each in (Reading.objects.get(pk=r.pk) for r in (reading, other, theirs))] == [
        GD,
        "",
        "",
    ]


def test_choosing_alone_keeps_no_answer_and_is_told(world: World) -> None:
    reading = read_by(world, "inspector")
    client, page = browser(world, "inspector"), f"{place(world, 'inspector')}{reading.pk}/page/plan/"
    answer = client.post(page, {"pressed": f"language {GD}"}, follow=True)
    assert "Your answers are as they were" in answer.content.decode()
    assert not AnswerEvent.objects.filter(reading=reading).exists()
    assert AuditEntry.objects.filter(what="Language of a reading chosen", subject_id=str(reading.pk)).exists()


def test_what_is_printed_in_a_language_says_so(world: World) -> None:
    reading = read_by(world, "inspector")
    client, one = browser(world, "inspector"), f"{place(world, 'inspector')}{reading.pk}/"
    english = client.get(f"{one}page/plan/").content.decode()
    # English words around English questions: nothing to tell.
    assert '<h2 class="speir_reading__section">The plan</h2>' in english
    choose_language(reading=reading, language=GD, by=reading.reader, at=later(days=12))
    html = client.get(f"{one}page/plan/").content.decode()
    assert '<h2 class="speir_reading__section" lang="gd">Am plana</h2>' in html
    assert re.search(r'<div class="speir_asked" data-page="plan" lang="gd">', html)
    assert '<span lang="gd">Tuilleadh</span>' in html
    assert re.search(r'lang="gd" aria-current="true"[^>]*>Gàidhlig</button>', html)
    assert re.search(r'lang="en"[^>]*>English</button>', html)


def test_faults_are_told_in_the_language(world: World) -> None:
    reading = read_by(world, "inspector")
    client, one = browser(world, "inspector"), f"{place(world, 'inspector')}{reading.pk}/"
    client.post(f"{one}page/plan/", {"answer:plan/days": "400", "pressed": f"language {GD}"})
    assert "Nas lugha na 100." in client.get(f"{one}page/plan/?check=yes").content.decode()
    assert "Cia mheud latha? Nas lugha na 100." in client.get(f"{one}hand-in/").content.decode()


def test_what_the_form_sets_is_the_same_word_whatever_the_language(world: World) -> None:
    reading = read_by(world, "inspector")
    choose_language(reading=reading, language=GD, by=reading.reader, at=later(days=12))
    client, page = browser(world, "inspector"), f"{place(world, 'inspector')}{reading.pk}/page/plan/"
    client.post(page, {**hidden(client.get(page).content.decode()), "answer:plan/there": "no"})
    assert replayed(reading).values["plan/said"] == "No"
    # For figures and for whoever else reads, the template speaks its usual language.
    assert session_of(reading, later(days=12)).label("plan/there") == "Is there a plan?"


def test_the_whole_record_in_each_language(world: World) -> None:
    reading = read_by(world, "local_reader")
    client, here = browser(world, "local_reader"), f"/partnership/{world.inspection.reference}/"
    whole = client.get(f"{here}reading/{reading.pk}/offline/").content.decode()
    gaelic = f"{here}language-2/reading/{reading.pk}/offline/"
    assert f'href="{gaelic}" lang="gd" hreflang="gd"' in whole
    html = client.get(gaelic).content.decode()
    assert "A bheil plana ann?" in html
    assert "Is there a plan?" not in html
    # The note that a script says anew comes in the language of the page.
    assert "Thuirt thu: " in html
    assert Reading.objects.get(pk=reading.pk).language == ""
    assert client.get(f"{here}language-3/reading/{reading.pk}/offline/").status_code == 404
    choose_language(reading=reading, language=GD, by=reading.reader, at=later(days=12))
    assert "A bheil plana ann?" in client.get(f"{here}reading/{reading.pk}/offline/").content.decode()


def test_a_handed_in_reading_can_be_looked_at_in_another_language(world: World) -> None:
    reading = read_by(world, "inspector")
    Reading.objects.filter(pk=reading.pk).update(status="submitted", submitted_at=later(days=12))
    client, page = browser(world, "inspector"), f"{place(world, 'inspector')}{reading.pk}/page/plan/"
    html = client.post(page, {"pressed": f"language {GD}"}, follow=True).content.decode()
    assert "A bheil plana ann?" in html
    assert "handed in before" not in html


def test_only_its_reader_and_only_a_language_of_the_template(world: World) -> None:
    reading = read_by(world, "inspector")
    with pytest.raises(Refused, match="no such language"):
        choose_language(reading=reading, language="Cymraeg (cy)", by=reading.reader, at=later(days=12))
    with pytest.raises(Refused, match="somebody else"):
        choose_language(reading=reading, language=GD, by=world.lead, at=later(days=12))
    other = browser(world, "other_local_reader")
    page = f"/partnership/{world.inspection.reference}/reading/{reading.pk}/page/plan/"
    assert other.post(page, {"pressed": f"language {GD}"}).status_code == 404
    assert Reading.objects.get(pk=reading.pk).language == ""


def test_a_template_in_one_language_offers_none(world: World) -> None:
    reading = make_reading(make_exercise(world), world.people["inspector"])
    html = browser(world, "inspector").get(f"{place(world, 'inspector')}{reading.pk}/page/inquiry/")
    assert "Language of the questions" not in html.content.decode()
    assert "languages.js" not in html.content.decode()
    assert EN not in html.content.decode()
