"""Committees of areas: noted once, corrected, ended; some work for several councils."""

from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from speir.area_teams.choices import PostKind, Strand
from speir.area_teams.models import Committee, PostHolding
from speir.area_teams.operations import end_committee, note_committee, note_post_holder
from speir.area_teams.queries import committees_begun, committees_ended, committees_now, posts_now
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.partnerships.choices import AreaKind
from speir.partnerships.operations import register_fictional_area
from speir.people.operations import SYSTEM
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, TODAY, World, make_world

BEGAN = date(2024, 4, 1)


@pytest.fixture
def world(db: None) -> World:
    """An area with a link inspector."""
    return known()


def committee(world: World, **given: Any) -> Committee:
    """The adult protection committee of the world's area, noted by its link inspector."""
    usual: dict[str, Any] = {
        "place": area_of(world),
        "name": "Adult protection committee",
        "strands": [Strand.ADULT_PROTECTION],
        "from_on": BEGAN,
        "source": "Its biennial report",
        "by": world.link,
        "at": NOW,
    }
    return note_committee(**{**usual, **given})


def holds(world: World, of: Committee | None, **given: Any) -> PostHolding:
    """Somebody convenes a committee."""
    usual: dict[str, Any] = {"area": area_of(world), "post": PostKind.CONVENER, "name": "Una Craig"}
    usual |= {"from_on": date(2025, 1, 6), "by": world.link, "at": NOW}
    return note_post_holder(committee=of, **{**usual, **given})


def test_noted_again_it_is_corrected_and_never_doubled(world: World) -> None:
    first = committee(world)
    strands = [Strand.CHILD_PROTECTION, Strand.ADULT_PROTECTION]
    for _ in range(2):
        again = committee(world, name="adult Protection committee ", strands=strands, from_on=None)
        assert again == first
    assert [each.strands for each in committees_now([area_of(world)])] == [
        ["adult_protection", "child_protection"]
    ]
    assert Committee.objects.get().from_on is None


def test_a_committee_says_what_it_is_how_that_is_known_and_is_noted_when_it_meets(world: World) -> None:
    with pytest.raises(RuleBroken) as refused:
        committee(world, name=" ", strands=[], source="", from_on=TODAY + timedelta(days=1))
    assert {each.field for each in refused.value.reasons} == {"name", "strands", "source", "from_on"}
    with pytest.raises(NotAllowed):
        committee(world, by=world.analyst)


def test_one_committee_works_for_two_councils_and_either_link_inspector_notes_its_posts(world: World) -> None:
    other = known(make_world("Elsewhere"))
    third = known(make_world("Far away"))
    areas = [area_of(world), area_of(other)]
    place = register_fictional_area(
        kind=AreaKind.PROTECTION_COMMITTEE, name="Both", holds=areas, by=SYSTEM, at=NOW
    )
    joint = committee(world, place=place)
    holds(world, joint)
    holds(other, joint, name="Rab Next", from_on=TODAY)
    for area in areas:
        assert committees_now([area]) == [joint]
        assert [(each.words, each.name) for each in posts_now([area])] == [
            ("Convener, Adult protection committee", "Rab Next")
        ]
    assert committees_now([area_of(third)]) == posts_now([area_of(third)]) == []
    with pytest.raises(NotAllowed):
        holds(third, joint, name="Nobody of theirs", from_on=TODAY)


def test_a_convener_is_of_a_committee_and_a_chief_officer_of_the_area(world: World) -> None:
    for post, of in ((PostKind.CONVENER, None), (PostKind.SOCIAL_WORK, committee(world))):
        with pytest.raises(RuleBroken, match="those of a committee"):
            holds(world, of, post=post)


def test_two_committees_of_one_area_have_a_convener_each(world: World) -> None:
    adult, child = committee(world), committee(world, name="Child protection committee")
    for of in (adult, child):
        for _ in range(2):
            holds(world, of)
    assert len(posts_now([area_of(world)])) == 2


def test_it_ends_with_its_posts_once_and_not_before_they_began(world: World) -> None:
    ended, area = committee(world), area_of(world)
    holds(world, ended)
    for on, why in ((date(2025, 1, 5), "on a later day"), (TODAY + timedelta(days=1), "in the future")):
        with pytest.raises(RuleBroken, match=why):
            end_committee(committee=ended, until_on=on, by=world.link, at=NOW)
    with pytest.raises(NotAllowed):
        end_committee(committee=ended, until_on=TODAY, by=world.analyst, at=NOW)
    for on in (TODAY, TODAY - timedelta(days=1)):  # the first counts
        end_committee(committee=ended, until_on=on, by=world.link, at=NOW)
    assert committees_now([area]) == posts_now([area]) == []
    [again] = committees_ended([area], BEGAN, TODAY + timedelta(days=1), 9)
    assert again.until_on == TODAY
    assert committees_begun([area], BEGAN, TODAY, 9) == [ended]
    ended.refresh_from_db()
    with pytest.raises(RuleBroken, match="has ended"):
        holds(world, ended, name="Too late", from_on=TODAY)
    assert committee(world) != ended  # one of the same name may begin again


def test_posts_that_named_their_committee_before_become_posts_of_it(world: World) -> None:
    area = area_of(world)
    before = {"area": area, "noted_by": world.link, "noted_at": NOW}
    for post, name, on, until in (
        ("adult_convener", "First", BEGAN, TODAY),
        ("adult_convener", "Second", TODAY, None),
        ("child_lead", "", BEGAN, None),
        ("social_work", "Senior", BEGAN, None),
    ):
        PostHolding.objects.create(post=post, name=name, from_on=on, until_on=until, **before)
    moved = import_module("speir.area_teams.migrations.0004_posts_of_committees")
    for _ in range(2):
        moved.point_at_committees(apps, None)
    assert [(each.name, each.from_on) for each in committees_now([area])] == [
        ("Adult protection committee", None),
        ("Child protection committee", None),
    ]
    assert sorted((each.words, each.name) for each in posts_now([area])) == [
        ("Chief social work officer", "Senior"),
        ("Convener, Adult protection committee", "Second"),
        ("Lead officer, Child protection committee", ""),
    ]
    assert PostHolding.objects.get(name="First").committee == committees_now([area])[0]
