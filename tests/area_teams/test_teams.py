"""The team around an area and the posts in it."""

from datetime import date, timedelta

import pytest

from speir.area_teams import permissions
from speir.area_teams.choices import AreaRole, PostKind
from speir.area_teams.models import AreaAppointment
from speir.area_teams.operations import appoint_to_area, arrange_cover, end_cover, note_post_holder
from speir.area_teams.queries import (
    areas_looked_after,
    cover_arranged,
    link_inspector_in,
    posts_now,
    standing_in,
    team_around,
    team_changes,
    whom_to_tell,
)
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.partnerships.queries import link_inspector_of
from speir.people.choices import Role
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, TODAY, World, later
from tests.people_standings import allowed_roles


@pytest.fixture
def world(db: None) -> World:
    """An area with a link inspector."""
    return known()


def cover(world: World, first: date, last: date) -> None:
    arrange_cover(
        area=area_of(world),
        role=AreaRole.LINK_INSPECTOR,
        person=world.outsider,
        from_on=first,
        last_on=last,
        by=world.link,
        at=NOW,
    )


def test_who_may() -> None:
    around = {Role.LINK_INSPECTOR, Role.RELATIONSHIP_MANAGER, Role.SUPPORT_OFFICER}
    assert allowed_roles(permissions.may_appoint_to_area) == {Role.SERVICE_MANAGER}
    assert allowed_roles(permissions.may_arrange_cover) == {Role.SERVICE_MANAGER, Role.LINK_INSPECTOR}
    assert allowed_roles(permissions.may_note_post_holder) == around | {Role.SERVICE_MANAGER}
    assert allowed_roles(permissions.may_note_committee) == around | {Role.SERVICE_MANAGER}


def test_the_next_link_inspector_takes_over_the_partnership_too(world: World) -> None:
    area = area_of(world)
    for _ in range(2):  # the second time changes nothing
        appoint_to_area(
            area=area, role=AreaRole.LINK_INSPECTOR, person=world.outsider, by=world.manager, at=NOW
        )
    assert [each.person for each in team_around([area], TODAY)] == [world.outsider]
    assert link_inspector_of(world.partnership) == world.outsider
    assert areas_looked_after(world.link, TODAY) == []


def test_cover_counts_on_its_days_and_no_others(world: World) -> None:
    area, last = area_of(world), TODAY + timedelta(days=9)
    cover(world, TODAY + timedelta(days=1), last)
    assert whom_to_tell(area, TODAY) == world.link
    assert whom_to_tell(area, last) == world.outsider
    assert whom_to_tell(area, last + timedelta(days=1)) == world.link
    assert link_inspector_in(area, last) == world.link
    assert standing_in(world.outsider, [area], last).has(Role.LINK_INSPECTOR)
    assert not standing_in(world.outsider, [area], TODAY).has(Role.LINK_INSPECTOR)


def test_cover_ends_with_whoever_it_was_for(world: World) -> None:
    area, later_on = area_of(world), TODAY + timedelta(days=5)
    cover(world, TODAY, later_on)
    cover(world, TODAY + timedelta(days=20), TODAY + timedelta(days=25))
    appoint_to_area(
        area=area, role=AreaRole.LINK_INSPECTOR, person=world.lead, by=world.manager, at=later(days=2)
    )
    assert whom_to_tell(area, TODAY + timedelta(days=1)) == world.outsider  # as it was
    for days in (2, 5, 21):
        assert whom_to_tell(area, TODAY + timedelta(days=days)) == world.lead
    assert not standing_in(world.outsider, [area], later_on).has(Role.LINK_INSPECTOR)
    cover(world, TODAY + timedelta(days=30), TODAY + timedelta(days=31))  # for the new one
    assert whom_to_tell(area, TODAY + timedelta(days=30)) == world.outsider


def test_cover_ends_early_or_before_it_began(world: World) -> None:
    # given cover that is under way, and more of it in three weeks
    area, soon = area_of(world), TODAY + timedelta(days=20)
    cover(world, TODAY - timedelta(days=1), TODAY + timedelta(days=9))
    cover(world, soon, soon + timedelta(days=5))
    assert whom_to_tell(area, TODAY) == whom_to_tell(area, soon) == world.outsider
    # when both are ended, the first one twice
    under_way, to_come = cover_arranged(area, TODAY)
    for each in (under_way, under_way, to_come):
        end_cover(cover=each, by=world.link, at=NOW)
    # then nobody covers from today, and that there was cover stays known; what never began is not
    assert {whom_to_tell(area, TODAY + timedelta(days=days)) for days in range(30)} == {world.link}
    assert whom_to_tell(area, TODAY - timedelta(days=1)) == world.outsider
    changes = team_changes([area], TODAY - timedelta(days=9), soon + timedelta(days=9), 50)
    assert [each.from_on for each in changes if each.is_cover] == [TODAY - timedelta(days=1)]
    # and the same days can be covered again
    cover(world, soon - timedelta(days=3), soon + timedelta(days=3))
    assert whom_to_tell(area, soon) == world.outsider


def test_somebody_of_the_team_is_not_ended_as_cover(world: World) -> None:
    held = AreaAppointment.objects.get(area=area_of(world), role=AreaRole.LINK_INSPECTOR, is_cover=False)
    with pytest.raises(RuleBroken, match="is not ended here"):
        end_cover(cover=held, by=world.manager, at=NOW)
    assert whom_to_tell(area_of(world), TODAY) == world.link


def test_an_area_role_counts_in_its_area_alone(world: World) -> None:
    other = area_of(known())
    assert not standing_in(world.link, [other], TODAY).has(Role.LINK_INSPECTOR)


def test_cover_of_days_that_have_passed_is_refused(world: World) -> None:
    with pytest.raises(RuleBroken, match="These days have passed"):
        cover(world, TODAY - timedelta(days=9), TODAY - timedelta(days=1))
    cover(world, TODAY - timedelta(days=9), TODAY)


def test_a_slip_in_the_year_gives_nobody_an_area_for_ten_years(world: World) -> None:
    with pytest.raises(RuleBroken, match="Cover lasts a year at most"):
        cover(world, TODAY, TODAY.replace(year=TODAY.year + 10))
    cover(world, TODAY, TODAY + timedelta(days=366))


def test_cover_is_arranged_once_for_the_same_days(world: World) -> None:
    last = TODAY + timedelta(days=5)
    for _ in range(2):  # the second time changes nothing
        cover(world, TODAY, last)
    with pytest.raises(RuleBroken, match="covers in this role on some of these days already"):
        cover(world, last, last + timedelta(days=5))
    cover(world, last + timedelta(days=1), last + timedelta(days=5))
    assert [each.is_cover for each in team_around([area_of(world)], TODAY)].count(True) == 2


def test_cover_makes_sense(world: World) -> None:
    with pytest.raises(RuleBroken, match="its first day or later"):
        cover(world, TODAY, TODAY - timedelta(days=1))
    with pytest.raises(NotAllowed, match="Only the link inspector or service manager"):
        arrange_cover(
            area=area_of(world),
            role=AreaRole.LINK_INSPECTOR,
            person=world.outsider,
            from_on=TODAY,
            last_on=TODAY,
            by=world.outsider,
            at=NOW,
        )


def test_nobody_of_a_partnership_is_appointed(world: World) -> None:
    with pytest.raises(RuleBroken, match="works for scrutiny bodies"):
        appoint_to_area(
            area=area_of(world), role=AreaRole.ADULTS, person=world.coordinator, by=world.manager, at=NOW
        )


def test_the_holder_of_a_post_changes_and_the_past_stays(world: World) -> None:
    area, post = area_of(world), PostKind.SOCIAL_WORK
    for name, day in (("A. First", date(2024, 1, 8)), ("B. Second", date(2026, 3, 2))):
        note_post_holder(area=area, post=post, name=name, from_on=day, by=world.link, at=NOW)
    assert [each.name for each in posts_now([area])] == ["B. Second"]
    with pytest.raises(RuleBroken, match="a later day than the one noted before"):
        note_post_holder(area=area, post=post, name="C.", from_on=date(2025, 1, 1), by=world.link, at=NOW)
    with pytest.raises(NotAllowed):
        note_post_holder(area=area, post=post, name="C.", from_on=TODAY, by=world.analyst, at=NOW)
