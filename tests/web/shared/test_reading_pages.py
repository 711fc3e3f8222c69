"""A record read from declaration to handing in, in a browser without a script, on either side."""

import itertools
import re
from urllib.parse import unquote

import pytest
from django.test import Client

from speir.record_reading.choices import ReadingStatus
from speir.record_reading.models import AnswerEvent, Reading
from speir.record_reading.queries import replayed, session_of
from tests.factories import World
from tests.record_reading.every_kind import every_kind
from tests.record_reading.factories import (
    make_exercise,
    make_pair,
    make_reading,
    make_records,
    reading_world,
    whole,
)
from tests.record_reading.test_the_way_of_a_reading import AT, do

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return reading_world()


def browser(world: World, who: str) -> Client:
    client = Client()
    client.force_login(world.people[who])
    return client


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of a page."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html)
    return {name: value.replace("&#34;", '"').replace("&quot;", '"') for name, value in found}


def place(world: World, who: str) -> str:
    prefix = "partnership" if who == "local_reader" else "inspections"
    return f"/{prefix}/{world.inspection.reference}/reading/"


@pytest.mark.parametrize("who", ["inspector", "local_reader"])
def test_a_whole_record_without_a_script(world: World, who: str) -> None:
    reading = make_reading(make_exercise(world), world.people[who], status=ReadingStatus.ALLOCATED)
    client, here = browser(world, who), place(world, who)
    assert reading.record_reference in client.get(f"{here}mine/").content.decode()
    one = f"{here}{reading.pk}/"
    assert "Before it opens" in client.get(one).content.decode()
    assert client.get(f"{one}page/inquiry/").status_code == 302
    answer = client.post(one, {"connection": "none", "says": ""}, follow=True)
    html = answer.content.decode()
    assert "Was an inquiry held?" in html
    assert "A duty to inquire." in html
    answer = client.post(
        f"{one}page/inquiry/",
        {**hidden(html), "answer:inquiry/held": "yes", "pressed": "next"},
        follow=True,
    )
    html = answer.content.decode()
    assert "bring up more questions" in html
    answer = client.post(
        f"{one}page/inquiry/",
        {**hidden(html), "answer:inquiry/held": "yes", "answer:inquiry/days": "3", "pressed": "next"},
        follow=True,
    )
    html = answer.content.decode()
    assert "Is there a chronology?" in html
    client.post(
        f"{one}page/chronology/",
        {**hidden(html), "answer:chronology/there": "no", "pressed": "later"},
    )
    reading.refresh_from_db()
    assert replayed(reading).values == {
        "inquiry/held": "yes",
        "inquiry/days": "3",
        "chronology/there": "no",
    }
    html = client.get(f"{one}hand-in/").content.decode()
    assert "Hand in this reading" in html
    assert "Raise a concern about this person’s safety" in html
    client.post(f"{one}hand-in/", {})
    reading.refresh_from_db()
    assert reading.status == ReadingStatus.SUBMITTED


def test_items_are_added_and_taken_out_without_a_script(world: World) -> None:
    reading = make_reading(make_exercise(world), world.inspector)
    client = browser(world, "inspector")
    here = f"{place(world, 'inspector')}{reading.pk}/page/conference/"
    html = client.get(here).content.decode()
    html = client.post(here, {**hidden(html), "pressed": "add conference"}, follow=True).content.decode()
    [key] = replayed(reading).items["conference"]
    client.post(here, {**hidden(html), "pressed": f"remove conference[{key}]"})
    assert replayed(reading).items == {}
    # Each page that is sent is a device of its own; one that was seen by the next is no difference.
    assert not replayed(reading).differing


def test_what_the_form_sets_because_of_an_answer_is_set_without_a_script(world: World) -> None:
    exercise = make_exercise(world)
    exercise.template_version = every_kind(world.manager)
    exercise.save()
    reading = make_reading(exercise, world.inspector)
    client = browser(world, "inspector")
    here = f"{place(world, 'inspector')}{reading.pk}/page/typed/"
    form = {**hidden(client.get(here).content.decode()), "pressed": "next", "answer:typed/visits": "3"}
    client.post(here, {**form, "answer:typed/lane": "inquiry"})
    assert replayed(reading).values == {"typed/visits": "3", "typed/copied": "4"}
    form = {**hidden(client.get(here).content.decode()), "pressed": "next", "answer:typed/lane": "inquiry"}
    client.post(here, {**form, "answer:typed/visits": "5", "answer:typed/copied": "9"})
    assert replayed(reading).values == {"typed/visits": "5", "typed/copied": "9"}


def test_a_page_that_brings_up_nothing_leads_on_also_when_it_is_sent_empty(world: World) -> None:
    exercise = make_exercise(world)
    exercise.template_version = every_kind(world.manager)
    exercise.save()
    reading = make_reading(exercise, world.inspector)
    client, one = browser(world, "inspector"), f"{place(world, 'inspector')}{reading.pk}/"
    pages = [page.key for page in session_of(reading, AT).pages()]
    assert len(pages) > 5
    for page, after in itertools.pairwise([*pages, None]):
        here = f"{one}page/{page}/"
        answer = client.post(here, {**hidden(client.get(here).content.decode()), "pressed": "next"})
        assert answer["Location"] == (f"{one}page/{after}/" if after else f"{one}hand-in/")


def test_the_same_sending_twice_counts_once(world: World) -> None:
    reading = make_reading(make_exercise(world), world.inspector)
    client = browser(world, "inspector")
    here = f"{place(world, 'inspector')}{reading.pk}/page/inquiry/"
    form = {**hidden(client.get(here).content.decode()), "answer:inquiry/held": "no", "pressed": "next"}
    client.post(here, form)
    client.post(here, form)
    assert AnswerEvent.objects.count() == 1


def test_an_old_page_in_another_window_is_told_and_both_are_kept(world: World) -> None:
    reading = make_reading(make_exercise(world), world.inspector)
    client = browser(world, "inspector")
    here = f"{place(world, 'inspector')}{reading.pk}/page/inquiry/"
    one, two = (hidden(client.get(here).content.decode()) for _ in range(2))
    client.post(here, {**one, "answer:inquiry/held": "no"})
    client.post(here, {**two, "answer:inquiry/held": "not_recorded"})
    html = client.get(here).content.decode()
    assert "Two devices answered differently" in html
    [picked] = AnswerEvent.objects.filter(value="no")
    client.post(
        f"{place(world, 'inspector')}{reading.pk}/pick/",
        {"address": "inquiry/held", "event_id": str(picked.event_id)},
    )
    assert replayed(reading).values == {"inquiry/held": "no"}
    assert not replayed(reading).differing


def test_what_is_missing_is_listed_before_handing_in(world: World) -> None:
    reading = make_reading(make_exercise(world), world.inspector)
    one = f"{place(world, 'inspector')}{reading.pk}/"
    client = browser(world, "inspector")
    html = client.post(f"{one}hand-in/", {}).content.decode()
    assert "Still to be answered" in html
    assert "Some questions still need an answer" in html
    assert "There is a problem" in client.get(f"{one}page/inquiry/?check=yes").content.decode()


def test_a_required_note_is_told_where_it_stands_and_before_handing_in(world: World) -> None:
    exercise = make_exercise(world)
    exercise.template_version = every_kind(world.manager)
    exercise.save()
    reading = make_reading(exercise, world.inspector)
    client, one = browser(world, "inspector"), f"{place(world, 'inspector')}{reading.pk}/"
    here = f"{one}page/moments/"
    days = {
        f"answer:moments/day.{part}": each for part, each in (("day", "5"), ("month", "11"), ("year", "2025"))
    }
    met = zip(("day", "month", "year", "hour", "minute"), ("4", "11", "2025", "14", "05"), strict=True)
    days |= {f"answer:moments/met.{part}": each for part, each in met}
    client.post(here, {**hidden(client.get(here).content.decode()), **days, "pressed": "later"})
    told = "The conference was before it was received. What this says has to be settled first."
    assert told in client.get(f"{one}hand-in/").content.decode()
    html = client.get(f"{here}?check=yes").content.decode()
    [link] = re.findall(rf'<a href="#([^"]+)">{told}', html)
    assert f'id="{unquote(link)}" tabindex="-1"' in html


def test_a_late_sending_is_kept_and_told(world: World) -> None:
    reading = make_reading(make_exercise(world), world.inspector)
    client = browser(world, "inspector")
    here = f"{place(world, 'inspector')}{reading.pk}/page/inquiry/"
    old = hidden(client.get(here).content.decode())
    do(reading)
    html = client.post(here, {**old, "answer:inquiry/held": "no"}, follow=True).content.decode()
    assert "kept and marked late" in html
    assert AnswerEvent.objects.filter(is_late=True).count() == 1


def test_readers_reconcile_on_their_own_sides(world: World) -> None:
    first, second = make_pair(make_exercise(world), world.inspector, world.local_reader)
    do(first, days="3")
    mine = f"{place(world, 'inspector')}{first.pk}/reconcile/"
    theirs = f"{place(world, 'local_reader')}{second.pk}/reconcile/"
    inspector, local = browser(world, "inspector"), browser(world, "local_reader")
    assert inspector.get(mine).status_code == 404
    assert browser(world, "lead").get(mine).status_code == 404
    do(second, days="5")
    html = inspector.get(mine).content.decode()
    assert "How many days did it take?" in html
    assert inspector.get(f"{place(world, 'inspector')}mine/").content.decode().count("Reconcile")
    sent = {"address": "inquiry/days", "value": "5", "why": "The first working day counts."}
    assert "Settled" in local.post(theirs, sent, follow=True).content.decode()
    local.post(f"{theirs}finish/", {})
    first.refresh_from_db()
    assert first.status == ReadingStatus.RECONCILED
    assert browser(world, "police_inspector").get(mine).status_code == 404


def test_a_reading_of_another_person_is_not_found(world: World) -> None:
    reading = make_reading(make_exercise(world), world.inspector)
    for who in ("lead", "local_reader"):
        client = browser(world, who)
        for name in ("", "page/inquiry/", "hand-in/"):
            assert client.get(f"{place(world, who)}{reading.pk}/{name}").status_code == 404


def test_the_lead_runs_record_reading(world: World) -> None:
    make_records(world.inspection, world.lead, 6)
    exercise = make_exercise(world)
    client, here = browser(world, "lead"), place(world, "lead")
    html = client.get(here).content.decode()
    assert "Allocate 6 records" in html
    client.post(f"{here}investigation/allocate/", {})
    readings = list(Reading.objects.filter(exercise=exercise))
    assert len(readings) == 8
    for each in readings:
        each.status, each.opened_at = ReadingStatus.OPEN, AT
        each.save()
        do(each)
    html = client.get(here).content.decode()
    assert "8 of 8 readings handed in" in html
    assert "To be reconciled" in html
    assert "What to talk about" in client.get(f"{here}investigation/agreement/").content.decode()
    html = client.get(f"{here}investigation/figures/").content.decode()
    assert "Over 4 records wholly read" in html
    assert "100 % (4 of 4" in html
    shown = client.get(f"{here}investigation/figures/?print=yes").content.decode()
    assert "kept back" in shown
    assert "100 % (4 of 4" not in shown
    assert "Lodge this figure" not in shown
    about = client.get(f"{here}{readings[0].pk}/about/")
    assert about.status_code == 200
    single = next(each for each in readings if not each.is_read_twice)
    client.post(f"{here}{single.pk}/about/", {"why": "Page 2 again.", "what": "give_back"})
    single.refresh_from_db()
    assert single.status == ReadingStatus.RETURNED


def test_a_figure_is_lodged_from_its_page(world: World) -> None:
    exercise = make_exercise(world)
    do(make_reading(exercise, world.inspector))
    client = browser(world, "inspector")
    here = f"{place(world, 'inspector')}investigation/figures/lodge/chronology/quality/"
    html = client.get(here).content.decode()
    assert "100 % (1 of 1" in html
    item = world.indicators()[1]
    sent = {"item": str(item.pk), "says": "Chronologies are good here.", "bearing": "strength", "agency": ""}
    answer = client.post(here, sent, follow=True)
    assert "Evidence lodged." in answer.content.decode()
    ledger = client.get(f"/inspections/{world.inspection.reference}/evidence/1/").content.decode()
    assert "100 % (1 of 1" in ledger
    assert "Chronologies are good here." in ledger


def test_an_exercise_is_started_from_its_form(world: World) -> None:
    make_records(world.inspection, world.lead, 2)
    other = make_exercise(world, "inquiry")
    client, here = browser(world, "lead"), place(world, "lead")
    sent = {
        "population": "investigation",
        "template": str(other.template_version_id),
        "double_share": "20",
        "due_on": "31/12/2026",
        "seed": "",
    }
    answer = client.post(f"{here}start/", sent, follow=True)
    assert "Allocate 2 records" in answer.content.decode()


def test_nothing_waits_when_nothing_is_allocated(world: World) -> None:
    html = browser(world, "inspector").get(f"{place(world, 'inspector')}mine/").content.decode()
    assert "No records are allocated to you" in html
    assert whole()
