"""What stands at the top of every page of an inspection."""

import pytest
from django.utils.timezone import localdate

from speir.inspections.queries import standing_of
from speir.web.inspectorate.inspection_header import PLACES, inspection_header
from speir.web.shared.showing import day
from tests.factories import World, make_world
from tests.reports.factories import published

pytestmark = pytest.mark.django_db

EVERYBODY = {"Home", "Team", "Timetable", "Letters", "Report", "Improvement plan", "Concerns"}
TEAM = EVERYBODY | {"Documents", "Evidence", "Evaluation", "Findings"}
RECORDS = {"Records", "Record reading"}
PACK = {"Document pack"}
SHOWN = {
    "lead": TEAM | PACK | RECORDS | {"History"},
    "support": TEAM | PACK | RECORDS | {"History"},
    "inspector": TEAM | PACK | RECORDS,
    "ci_signatory": TEAM,
    "manager": (TEAM - {"Documents"}) | PACK | {"History"},
    "link": EVERYBODY | PACK,
}


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.mark.parametrize("who", SHOWN)
def test_each_reader_is_shown_only_the_ways_that_are_open_to_them(world: World, who: str) -> None:
    header = inspection_header(world.inspection, standing_of(getattr(world, who), world.inspection))
    assert {place.words for place in header.places} <= SHOWN[who]
    built = {place.words for place in header.places}
    assert built >= SHOWN[who] - {"Report", "Improvement plan"}


def test_the_home_is_headed_by_the_partnership_and_says_what_the_inspection_is(world: World) -> None:
    header = inspection_header(world.inspection, standing_of(world.lead, world.inspection))
    assert header.heading == world.partnership.full_name
    assert header.sub.startswith("Joint inspection · Care ")
    assert "(lead)" in header.sub
    assert header.sub.endswith("publishes 24 March 2027")
    assert header.is_fictional


def test_another_page_is_headed_by_its_own_name_and_says_which_inspection_it_is_of(world: World) -> None:
    header = inspection_header(world.inspection, standing_of(world.lead, world.inspection), here="team")
    assert header.heading == "Team"
    assert header.sub.startswith(world.partnership.full_name)
    assert [words for words, _ in header.trail][-1] == world.partnership.name
    assert [place.words for place in header.places if place.is_here] == ["Team"]


def test_a_page_below_another_leads_back_to_it(world: World) -> None:
    standing = standing_of(world.lead, world.inspection)
    header = inspection_header(world.inspection, standing, here="team", heading="Somebody")
    assert [words for words, _ in header.trail][-2:] == [world.partnership.name, "Team"]
    assert header.crumb == "Somebody"


def test_after_publication_it_names_the_day_it_really_came_out() -> None:
    world, publication = published()
    header = inspection_header(world.fresh(), standing_of(world.lead, world.inspection))
    assert f"· published {day(localdate(publication.published_at))}" in header.sub


def test_every_place_has_a_name_of_its_own() -> None:
    assert len({key for key, _, _ in PLACES}) == len({words for _, words, _ in PLACES}) == len(PLACES)
