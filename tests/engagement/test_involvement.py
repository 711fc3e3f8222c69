"""People with lived experience in planning: groups, what they said, and what changed because of it."""

from datetime import timedelta
from typing import Any

import pytest

from speir.engagement.choices import Answer, ChangedIn
from speir.engagement.involvement_operations import (
    publish_involvement,
    say_what_changed,
    take_involvement_back,
    write_down_what_was_said,
)
from speir.engagement.involvement_queries import (
    heard_in,
    involvement,
    involvements_of,
    numbers_not_answered,
)
from speir.foundations.refusals import NotAllowed, RuleBroken
from speir.frameworks.models import Framework, FrameworkItem
from speir.frameworks.queries import indicators_that_stay
from speir.web.shared.open_work import involvement_shown
from tests.engagement.factories import heard, involved
from tests.factories import NOW, TODAY, World, later, make_world


@pytest.fixture
def world(db: None) -> World:
    """A partnership with inspectors."""
    return make_world()


def test_people_are_recorded_as_a_group(world: World) -> None:
    with pytest.raises(RuleBroken, match="Leave out names"):
        involved(world, group="Ms Person, a.person@example.org")
    with pytest.raises(RuleBroken, match="which group took part"):
        involved(world, about=" ")
    with pytest.raises(RuleBroken, match="today or in the past"):
        involved(world, took_place_on=TODAY + timedelta(days=1))
    with pytest.raises(NotAllowed):
        involved(world, by=world.coordinator)
    with pytest.raises(RuleBroken, match="Leave out names"):
        heard(world, "Ring her on 07700 900123.")


def test_what_has_no_answer_is_open(world: World) -> None:
    programme = world.phase.programme
    first, second = heard(world, "Ask who listened.", "Shorter letters.")
    assert numbers_not_answered([programme]) == {programme.pk: 2}
    say_what_changed(
        heard=first,
        kind=Answer.CHANGED,
        changed_in=ChangedIn.FRAMEWORK,
        linked_to=world.phase.framework,
        words="Indicator 1.1 now asks it.",
        by=world.lead,
        at=NOW,
    )
    say_what_changed(
        heard=second, kind=Answer.NOTHING, changed_in="", words="The law fixes it.", by=world.lead, at=NOW
    )
    assert numbers_not_answered([programme]) == {programme.pk: 0}
    (told,) = involvements_of(programme)
    assert [each.answer.framework for each in told.heard if each.answer] == [world.phase.framework, None]


def test_an_answer_says_where_and_what(world: World) -> None:
    (theme,) = heard(world)
    given: dict[str, Any] = {"heard": theme, "by": world.lead, "at": NOW}
    with pytest.raises(RuleBroken, match="why nothing did"):
        say_what_changed(kind=Answer.NOTHING, changed_in="", words=" ", **given)
    with pytest.raises(RuleBroken, match="where something changed"):
        say_what_changed(kind=Answer.CHANGED, changed_in="", words="It did.", **given)
    with pytest.raises(RuleBroken, match="where something changed"):
        say_what_changed(kind=Answer.NOTHING, changed_in=ChangedIn.METHOD, words="It did not.", **given)
    with pytest.raises(RuleBroken, match="the list that belongs"):
        say_what_changed(
            kind=Answer.CHANGED,
            changed_in=ChangedIn.FRAMEWORK,
            linked_to=world.phase,
            words="It did.",
            **given,
        )
    say_what_changed(
        kind=Answer.CHANGED, changed_in=ChangedIn.METHOD, linked_to=world.phase, words="A week more.", **given
    )
    given["at"] = later(days=1)
    say_what_changed(kind=Answer.CHANGED, changed_in=ChangedIn.ELSEWHERE, words="And a letter.", **given)
    found = involvement(theme.involvement.pk)
    assert found is not None
    assert [each.answer.words for each in found.heard if each.answer] == ["And a letter."]


def test_a_change_leads_to_an_indicator_of_a_version_that_stays(world: World) -> None:
    (theme,) = heard(world)
    item = FrameworkItem.objects.filter(framework=world.phase.framework, kind="quality_indicator").first()
    assert item is not None
    given: dict[str, Any] = {
        "heard": theme,
        "kind": Answer.CHANGED,
        "changed_in": ChangedIn.FRAMEWORK,
        "words": "It asks who listened.",
        "by": world.lead,
        "at": NOW,
    }
    Framework.objects.filter(pk=item.framework_id).update(used_at=None)
    with pytest.raises(RuleBroken, match="can still be replaced"):
        say_what_changed(linked_to=FrameworkItem.objects.get(pk=item.pk), **given)
    assert indicators_that_stay([item.framework_id]) == []
    Framework.objects.filter(pk=item.framework_id).update(used_at=NOW)
    say_what_changed(linked_to=FrameworkItem.objects.get(pk=item.pk), **given)
    assert item in indicators_that_stay([item.framework_id])
    told = involvement(theme.involvement.pk)
    assert told is not None
    shown = involvement_shown(told, for_public=True)
    assert shown.heard[0].where == f"In a framework: {item}, {item.framework}"


def test_the_public_sees_what_is_published_and_nothing_else(world: World) -> None:
    programme = world.phase.programme
    silent = involved(world)
    with pytest.raises(RuleBroken, match="at least one thing"):
        publish_involvement(involvement=silent, by=world.manager, at=NOW)
    (theme,) = heard(world)
    with pytest.raises(NotAllowed):
        publish_involvement(involvement=theme.involvement, by=world.lead, at=NOW)
    assert involvements_of(programme, is_public=True) == []
    publish_involvement(involvement=theme.involvement, by=world.manager, at=NOW)
    (told,) = involvements_of(programme, is_public=True)
    assert told.not_answered == 1
    take_involvement_back(involvement=theme.involvement, by=world.manager, at=NOW)
    assert involvements_of(programme, is_public=True) == []


def test_something_said_elsewhere_is_not_found_here(world: World) -> None:
    (theme,), other = heard(world), involved(world)
    assert heard_in(theme.involvement, str(theme.pk)) == theme
    assert heard_in(other, str(theme.pk)) is None
    with pytest.raises(RuleBroken, match="as one theme"):
        write_down_what_was_said(involvement=other, said=["", " "], by=world.lead, at=NOW)
