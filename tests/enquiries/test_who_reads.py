"""Who reads an enquiry: those named for the area, and managers of the bodies that answer; nobody else."""

from itertools import product

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from speir.area_teams.choices import AreaRole
from speir.area_teams.models import AreaAppointment
from speir.area_teams.operations import appoint_to_area, arrange_cover
from speir.area_teams.queries import reader_of_areas
from speir.enquiries import queries
from speir.enquiries.models import Enquiry
from speir.enquiries.operations import answer_enquiry, set_enquiry_aside
from speir.enquiries.permissions import AnswersFor, why_not_for
from speir.foundations.models import OutgoingMessage
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.partnerships.choices import AreaKind
from speir.partnerships.models import Area
from speir.partnerships.operations import register_fictional_area
from speir.people.choices import Role, Side
from speir.people.models import Person, StandingRole
from speir.people.operations import SYSTEM
from speir.people.standing import Standing
from speir.web.inspectorate.area_due import due_in, known_of
from tests.area_teams.factories import EARLIER, area_of, known
from tests.enquiries.factories import asked
from tests.factories import NOW, PASSWORD, TODAY, World, make_person

MANAGER = frozenset({Role.SERVICE_MANAGER})
SOMEWHERE = frozenset({Role.LINK_INSPECTOR})
# side, roles, in the team, body is named, body routes: who may read
TABLE = {
    (side, roles, in_team, named, routes): side == Side.SCRUTINY
    and bool(roles)
    and (in_team or (roles == MANAGER and (named or routes)))
    for side, roles, in_team, named, routes in product(
        Side, (frozenset[Role](), MANAGER, SOMEWHERE), (True, False), (True, False), (True, False)
    )
}


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_truth_table(row: tuple[Side, frozenset[Role], bool, bool, bool]) -> None:
    side, roles, in_team, named, routes = row
    standing = Standing("me", side, "mine", roles)
    answers = AnswersFor(frozenset({"mine"} if named else {"other"}), "mine" if routes else "")
    assert (why_not_for(standing, in_team, answers) is None) is TABLE[row]


def test_the_table_says_yes_to_few() -> None:
    assert sum(TABLE.values()) == 4 + 4 + 3


@given(
    roles=st.frozensets(st.sampled_from(list(Role))),
    side=st.sampled_from(list(Side)),
    named=st.frozensets(st.sampled_from(["a", "b"])),
    routes=st.sampled_from(["", "a", "b"]),
)
def test_without_a_part_in_it_nobody_reads(
    roles: frozenset[Role], side: Side, named: frozenset[str], routes: str
) -> None:
    assert why_not_for(Standing("me", side, "c", roles), False, AnswersFor(named, routes)) is not None
    assert why_not_for(Standing("me", side, "", roles), False, AnswersFor(named, routes)) is not None


@pytest.fixture
def world(db: None) -> World:
    """An area with a link inspector of the lead body; managers of all three scrutiny bodies."""
    world = known()
    for key in ("his", "hmics"):
        world.people[f"{key}_manager"] = make_person(
            world.bodies[key], f"{key} Manager", Role.SERVICE_MANAGER
        )
    return world


def nobodys() -> Area:
    """An area in whose team nobody is."""
    return register_fictional_area(kind=AreaKind.COUNCIL, name="Nobodys", by=SYSTEM, at=NOW)


def everybody() -> list[Person]:
    return list(Person.objects.select_related("body"))


def readers(enquiry: Enquiry) -> set[str]:
    """Who reads it, after checking that list, page, operation and what is due all say the same."""
    found = set()
    for person in everybody():
        reader = reader_of_areas(person, TODAY)
        listed = enquiry in queries.waiting_for(reader, [enquiry.area], TODAY)
        opened = queries.enquiry_for(person, enquiry.pk, TODAY) is not None
        due = f"Enquiry {enquiry.mark}" in {
            line.title for line in due_in(known_of([enquiry.area], reader, TODAY))
        }
        may = queries.why_not(person, enquiry.area, TODAY) is None
        assert {listed, opened, due, may} in ({True}, {False}), person
        if may:
            found.add(person.full_name)
            continue
        for change in (
            lambda: answer_enquiry(enquiry=enquiry, answer="No.", by=person, at=NOW),  # noqa: B023
            lambda: set_enquiry_aside(enquiry=enquiry, reason="No.", by=person, at=NOW),  # noqa: B023
        ):
            with pytest.raises(NotAllowed):
                change()
    return found


def told(enquiry: Enquiry) -> set[str]:
    """Who of the inspectorate was told."""
    keys = OutgoingMessage.objects.filter(key__startswith=f"enquiry:{enquiry.pk}:tell:")
    return {Person.objects.get(email=each).full_name for each in keys.values_list("to", flat=True)}


def test_managers_of_other_bodies_read_nothing(world: World) -> None:
    enquiry = asked(world)
    assert readers(enquiry) == {world.link.full_name, world.manager.full_name}
    assert told(enquiry) == {world.link.full_name}


def test_the_lead_body_routes_while_there_is_no_link_inspector(world: World) -> None:
    enquiry = asked(world, area=nobodys())
    assert readers(enquiry) == told(enquiry) == {world.manager.full_name}


def test_once_another_body_has_the_link_inspector_it_is_theirs(world: World) -> None:
    area = nobodys()
    enquiry = asked(world, area=area)
    appoint_to_area(area=area, role=AreaRole.LINK_INSPECTOR, person=world.inspector, by=SYSTEM, at=EARLIER)
    assert readers(enquiry) == {world.inspector.full_name, world.his_manager.full_name}


def test_a_relationship_manager_reads_and_their_body_with_the_one_that_routes(world: World) -> None:
    area = nobodys()
    appoint_to_area(area=area, role=AreaRole.ADULTS, person=world.inspector, by=SYSTEM, at=EARLIER)
    enquiry = asked(world, area=area)
    managers = {world.his_manager.full_name, world.manager.full_name}
    assert readers(enquiry) == managers | {world.inspector.full_name}
    assert told(enquiry) == managers


def test_cover_opens_it_to_whoever_covers_and_not_to_their_manager(world: World) -> None:
    arrange_cover(
        area=area_of(world),
        role=AreaRole.LINK_INSPECTOR,
        person=world.police_inspector,
        from_on=TODAY,
        last_on=TODAY,
        by=world.manager,
        at=NOW,
    )
    enquiry = asked(world)
    three = {world.link.full_name, world.manager.full_name, world.police_inspector.full_name}
    assert readers(enquiry) == three
    assert told(enquiry) == {world.police_inspector.full_name}


def test_somebody_who_left_is_not_told(world: World) -> None:
    Person.objects.filter(pk=world.link.pk).update(is_active=False)
    assert told(asked(world)) == {world.manager.full_name}


def test_nothing_is_taken_that_nobody_would_read(world: World) -> None:
    StandingRole.objects.filter(role=Role.SERVICE_MANAGER).update(until_on=TODAY)
    with pytest.raises(RuleBroken, match="Nobody is set up"):
        asked(world, area=nobodys())
    assert not Enquiry.objects.exists()
    assert not OutgoingMessage.objects.exists()


def test_the_page_is_not_there_for_another_body(client: Client, world: World) -> None:
    enquiry = asked(world)
    address = reverse("enquiry", kwargs={"enquiry_id": enquiry.pk})
    client.login(username=world.his_manager.email, password=PASSWORD)
    assert client.get(address).status_code == 404
    assert client.post(address, {"form": "answer", "answer": "x"}).status_code == 404


@pytest.mark.parametrize("areas", [1, 4])
def test_a_fixed_number_of_questions(world: World, areas: int, django_assert_num_queries: object) -> None:
    places = [
        register_fictional_area(kind=AreaKind.COUNCIL, name=f"Place{n}", by=SYSTEM, at=NOW)
        for n in range(areas)
    ]
    for place in places:
        asked(world, area=place, email=f"{place.name}@example.org")
    reader = reader_of_areas(world.manager, TODAY)
    with django_assert_num_queries(3):  # type: ignore[operator]
        assert len(queries.waiting_for(reader, places, TODAY)) == areas
    assert not AreaAppointment.objects.filter(area__in=places).exists()
