"""My work: my turns in every inspection, what is late where I lead, and each inspection in a line."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from speir.inspections.models import Inspection, Milestone, TeamMember
from speir.inspections.queries import standings_of, visible_to
from speir.people.choices import BodyKind, Role
from speir.people.models import Person
from speir.web.inspectorate.my_work import MINE_MOST, MyWorkPage, late_groups, my_work_page
from speir.web.inspectorate.whose_turn import Line
from speir.web.shared.showing import day
from tests.factories import (
    TODAY,
    World,
    evaluating,
    gathering,
    later,
    make_body,
    make_person,
    make_world,
    world_at,
)
from tests.reports.factories import published
from tests.web.inspectorate.reading import page_of, status_for
from tests.web.stages import STAGES

pytestmark = pytest.mark.django_db


def work_of(person: Person, days: int = 0) -> MyWorkPage:
    """The page of this person some days after the start."""
    inspections = list(visible_to(person))
    return my_work_page(inspections, standings_of(person, inspections), later(days).date())


def test_the_page_works_and_names_the_inspection(client: Client) -> None:
    world = world_at(gathering)
    seen = page_of(client, world.lead, reverse("my_work"))
    assert world.partnership.full_name in seen
    assert "Fictional partnership" in seen


def test_the_page_only_takes_reading(client: Client) -> None:
    assert status_for(client, make_world().lead, reverse("my_work"), "post") == 405


def test_the_partnership_has_another_page(client: Client) -> None:
    assert status_for(client, make_world().coordinator, reverse("my_work")) == 404


def test_my_turns_of_all_my_inspections_stand_together_by_urgency() -> None:
    first, second = evaluating(make_world("First")), make_world("Second")
    TeamMember.objects.create(
        inspection=second.inspection, person=first.inspector, role=Role.SUPPORT_OFFICER, from_on=TODAY
    )
    mine = work_of(first.inspector).mine
    assert [line.title for line in mine] == [
        "Send the notification letters",
        "Evaluate 1 Key processes",
        "Evaluate 2 Strategic leadership",
    ]
    assert all("(fictional)" in line.reason for line in mine)


def late_titles(page: MyWorkPage) -> list[str]:
    """The titles of everything late that shows."""
    return [line.title for group in page.late for line in group.shown]


def test_what_is_late_shows_to_the_lead_and_the_support_officer_only() -> None:
    world = world_at(gathering)
    (group,) = work_of(world.lead, 30).late
    assert [(line.title, line.due) for line in group.shown] == [
        ("Documents due", "7 days late"),
        ("Hand over 3 documents", "5 days late"),
    ]
    assert late_titles(work_of(world.support, 30)) == ["Documents due", "Hand over 3 documents"]
    assert work_of(world.inspector, 30).late == []


def test_a_service_manager_sees_every_inspection_and_what_is_late_in_it() -> None:
    first, second = gathering(make_world("First")), gathering(make_world("Second"))
    page = work_of(first.manager, 30)
    assert page.sees_all
    assert len(page.inspections) == 2
    assert set(late_titles(page)) == {"Documents due"}
    assert page.mine == []
    assert {group.name for group in page.late} == {first.partnership.name, second.partnership.name}


@pytest.mark.parametrize("who", ["lead", "support", "manager"])
def test_a_closed_inspection_shows_nothing_late(who: str) -> None:
    world = world_at(gathering)
    assert work_of(world.people[who], 30).late
    Inspection.objects.filter(pk=world.inspection.pk).update(status="closed")
    assert work_of(world.people[who], 30).late == []


def a_late_line(days: int) -> Line:
    """Something that has been late for so many days on 2 November 2026."""
    return Line(f"Late {days}", "", "", f"{days} days late", "bad", TODAY - timedelta(days=days))


def test_thirty_late_things_stay_readable() -> None:
    first, second = make_world("First").inspection, make_world("Second").inspection
    late = {first.pk: [a_late_line(n) for n in range(1, 29)], second.pk: [a_late_line(n) for n in (1, 40)]}
    groups = late_groups([first, second], late)
    assert [(group.name, group.more) for group in groups] == [
        (second.partnership.name, 0),
        (first.partnership.name, 25),
    ]
    assert [line.title for line in groups[1].shown] == ["Late 28", "Late 27", "Late 26"]


def test_more_late_things_are_found_on_the_home_of_their_inspection(client: Client) -> None:
    world = make_world()
    Milestone.objects.filter(inspection=world.inspection).update(due_on=TODAY - timedelta(days=100))
    seen = page_of(client, world.manager, reverse("my_work"))
    home = reverse("inspection", args=[world.inspection.reference])
    assert f'<a href="{home}">and 10 more<span class="visually-hidden"> late in Strathtest' in seen
    assert "Fictional partnership" in seen.split('id="late"')[1].split('id="inspections"')[0]


def test_a_link_inspector_sees_the_inspection_of_their_area() -> None:
    world = world_at(gathering)
    assert [line.roles for line in work_of(world.link).inspections] == ["link inspector"]


def test_somebody_without_inspections_is_told_where_they_come_from(client: Client) -> None:
    person = make_person(make_body("A scrutiny body", BodyKind.SCRUTINY))
    assert "You take part in no inspection yet" in page_of(client, person, reverse("my_work"))


def test_a_published_inspection_shows_the_day_it_really_came_out() -> None:
    world, publication = published()
    inspections = [world.fresh()]
    page = my_work_page(inspections, standings_of(world.lead, inspections), TODAY)
    assert [line.publishes for line in page.inspections] == [day(localdate(publication.published_at))]


def test_closed_inspections_come_last_and_have_no_turns() -> None:
    world = evaluating(make_world("First"))
    other = evaluating(make_world("Second"))
    TeamMember.objects.create(
        inspection=other.inspection, person=world.inspector, role=Role.INSPECTOR, from_on=TODAY
    )
    Inspection.objects.filter(pk=world.inspection.pk).update(status="closed")
    page = work_of(world.inspector)
    assert [line.status for line in page.inspections] == ["Evaluating", "Closed"]
    assert len(page.mine) == 2


def test_what_publishes_next_stands_before_what_is_published() -> None:
    world, _ = published()
    TeamMember.objects.create(
        inspection=make_world("Second").inspection, person=world.lead, role=Role.INSPECTOR, from_on=TODAY
    )
    assert [line.is_published for line in work_of(world.lead).inspections] == [False, True]


def test_of_many_turns_the_most_pressing_are_open_and_the_rest_one_press_away(client: Client) -> None:
    lead = make_world("Place 0").lead
    for number in range(1, MINE_MOST + 3):
        other = TeamMember.objects.get(
            inspection=make_world(f"Place {number}").inspection, role=Role.LEAD_INSPECTOR
        )
        TeamMember.objects.filter(pk=other.pk).update(person=lead)
    mine = page_of(client, lead, reverse("my_work")).split('id="your-turn"')[1].split("</section>")[0]
    shown, rest = mine.split("<details")
    assert "and 3 more" in rest
    assert (shown.count('class="speir_turn__item'), rest.count('class="speir_turn__item')) == (MINE_MOST, 3)


def questions_of(client: Client, person: Person) -> int:
    """How many questions the page asks the database for this person."""
    client.force_login(person)
    client.get(reverse("my_work"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("my_work")).status_code == 200
    return len(asked)


def test_inspections_that_are_only_looked_at_cost_no_further_questions(client: Client) -> None:
    manager = make_world("First").manager
    one = questions_of(client, manager)
    make_world("Second")
    make_world("Third")
    assert questions_of(client, manager) == one


def give_part(person: Person, role: Role, worlds: Sequence[World]) -> None:
    """Put somebody into the team of further inspections; the lead in place of the one there is."""
    for world in worlds:
        if role == Role.LEAD_INSPECTOR:
            TeamMember.objects.filter(inspection=world.inspection, role=role).update(person=person)
        else:
            TeamMember.objects.create(inspection=world.inspection, person=person, role=role, from_on=TODAY)


@pytest.mark.usefixtures("own_files")
@pytest.mark.parametrize("stage", STAGES, ids=STAGES)
def test_three_inspections_cost_no_more_questions_than_one(client: Client, stage: str) -> None:
    first, *others = [STAGES[stage]() for _ in range(3)]
    for who, role in (
        ("lead", Role.LEAD_INSPECTOR),
        ("inspector", Role.INSPECTOR),
        ("support", Role.SUPPORT_OFFICER),
        ("ci_signatory", Role.SIGNATORY),
    ):
        one = questions_of(client, first.people[who])
        give_part(first.people[who], role, others)
        assert len(work_of(first.people[who]).inspections) == 3
        assert questions_of(client, first.people[who]) == one, who
