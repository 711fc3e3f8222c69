"""A year of an area: drafted only from what may go to the council, and agreed with it item by item."""

from datetime import date, timedelta

import pytest

from speir.area_monitoring.choices import Activity
from speir.area_risks.choices import RiskStatus
from speir.area_risks.operations import resolve_risk
from speir.area_summaries import permissions, queries
from speir.area_summaries.choices import SummaryStatus
from speir.area_summaries.contents import checksum_of
from speir.area_summaries.drafting import Recorded, draft, year_before
from speir.area_summaries.models import SummaryItem
from speir.area_summaries.operations import (
    add_item,
    answer_item,
    draft_summary,
    edit_item,
    freeze_summary,
    leave_item_out,
    take_summary_back,
)
from speir.area_teams.choices import Tier
from speir.foundations.refusals import NotAllowed, NotNow, RuleBroken
from speir.people.choices import Role
from tests.area_risks.factories import risk
from tests.area_summaries.factories import WORDS, drafted, logged, with_council
from tests.area_teams.factories import area_of, known
from tests.factories import NOW, TODAY, World, later, make_world
from tests.good_practice.factories import checked
from tests.improvement_support.factories import accepted
from tests.people_standings import allowed_roles

FIRST = TODAY - timedelta(days=180)


@pytest.fixture
def world(db: None) -> World:
    """An area with a note of every tier."""
    return logged()


def answer(
    world: World, item: SummaryItem, *, agrees: bool = True, words: str = "", revision: int = 1
) -> None:
    given = {"is_agreed": agrees, "words": words, "revision": revision}
    answer_item(item=item, by=world.coordinator, at=later(days=1), **given)  # type: ignore[arg-type]


def test_who_may() -> None:
    assert allowed_roles(permissions.may_write_summary) == {Role.LINK_INSPECTOR, Role.SERVICE_MANAGER}
    assert allowed_roles(permissions.may_answer_summary) == {Role.COORDINATOR, Role.HEAD}


def test_the_same_material_gives_the_same_items_by_activity_and_day() -> None:
    def told(activity: Activity, day: int) -> Recorded:
        return Recorded(activity, date(2026, 5, day), f"{activity} {day}", "Origin")

    material = [told(Activity.CAPACITY, 3), told(Activity.PERFORMANCE, 9), told(Activity.PERFORMANCE, 2)]
    material.append(Recorded(Activity.RISKS, date(2025, 5, 1), "Too old", "Origin"))
    items = draft(material, date(2026, 1, 1), date(2026, 12, 31))
    assert [each.text for each in items] == ["performance 2", "performance 9", "capacity 3"]
    assert draft(list(reversed(material)), date(2026, 1, 1), date(2026, 12, 31)) == items
    assert year_before(date(2026, 11, 29)) == (date(2025, 11, 1), date(2026, 10, 31))


def test_only_what_may_go_to_the_council_is_drafted(world: World) -> None:
    for tier in Tier:
        made = risk(world, tier=tier, statement=f"A risk for {tier.value}.")
        resolve_risk(risk=made, as_=RiskStatus.CAME_TRUE, outcome="It was.", by=world.link, at=later(hours=1))
    accepted(world, at=NOW - timedelta(days=9))
    checked(world)
    texts = [line.item.text for line in queries.lines_of(drafted(world))]
    assert WORDS in texts
    assert [text for text in texts if text.startswith("A risk for")] == [
        "A risk for council. This came true. It was."
    ]
    assert not any("Not for the council" in text for text in texts)
    assert any(text.startswith("A workshop on chronologies, for Team managers") for text in texts)
    assert any(text.startswith("Reading each other's chronologies. ") for text in texts)


def test_a_period_makes_sense_and_one_summary_is_written_at_a_time(world: World) -> None:
    summary = drafted(world)
    with pytest.raises(RuleBroken, match="under way already"):
        drafted(world)
    assert summary.status == SummaryStatus.DRAFT
    with pytest.raises(RuleBroken, match="no longer than two years"):
        draft_summary(area=area_of(world), from_on=TODAY, until_on=FIRST, by=world.link, at=later())


def test_the_council_reads_no_draft_and_no_other_council_reads_it(world: World) -> None:
    drafted(world)
    assert queries.sent_to(world.coordinator) == []
    other = known(make_world())
    assert not queries.is_of_the_council(other.coordinator, area_of(world))
    for who in ("contributor", "senior_manager", "board_head", "link"):
        assert not queries.is_of_the_council(world.people[who], area_of(world)), who
    assert queries.is_of_the_council(world.council_head, area_of(world))


def test_the_council_agrees_item_by_item_and_both_read_the_same(world: World) -> None:
    summary = with_council(world)
    [line] = queries.kept_lines(summary)
    assert queries.sent_to(world.coordinator) == [summary]
    with pytest.raises(RuleBroken, match="not answered every item"):
        freeze_summary(summary=summary, by=world.link, at=later(days=2))
    with pytest.raises(NotAllowed):
        answer_item(item=line.item, is_agreed=True, words="", revision=1, by=world.link, at=later(days=1))
    answer(world, line.item)
    freeze_summary(summary=summary, by=world.link, at=later(days=2))
    summary.refresh_from_db()
    assert summary.content is not None
    assert checksum_of(summary.content) == summary.checksum
    [item] = summary.content["items"]
    assert (item["text"], item["agreed"]) == (WORDS, True)
    with pytest.raises(RuleBroken, match="never changes"):
        edit_item(item=line.item, text="Other words.", base=1, by=world.link, at=later(days=3))


def test_what_the_council_sees_otherwise_stands_in_it(world: World) -> None:
    summary = with_council(world)
    [line] = queries.kept_lines(summary)
    with pytest.raises(RuleBroken, match="what you see otherwise"):
        answer(world, line.item, agrees=False)
    answer(world, line.item, agrees=False, words="Only in one of them.")
    freeze_summary(summary=summary, by=world.link, at=later(days=2))
    summary.refresh_from_db()
    assert summary.content is not None
    [item] = summary.content["items"]
    assert (item["agreed"], item["council"]) == (False, "Only in one of them.")
    assert item["by"] == world.coordinator.body.name


def test_an_edited_item_is_asked_about_again(world: World) -> None:
    summary = with_council(world)
    [line] = queries.kept_lines(summary)
    answer(world, line.item)
    edit_item(item=line.item, text="In one locality.", base=1, by=world.link, at=later(days=1))
    with pytest.raises(NotNow):
        edit_item(item=line.item, text="In none.", base=1, by=world.manager, at=later(days=1))
    assert queries.kept_lines(summary)[0].answer is None
    with pytest.raises(RuleBroken, match="changed after you opened"):
        answer(world, line.item, revision=1)
    answer(world, line.item, revision=2)
    freeze_summary(summary=summary, by=world.link, at=later(days=2))


def test_items_are_added_and_left_out_in_a_draft_only(world: World) -> None:
    summary = drafted(world)
    given = {
        "activity": Activity.CAPACITY,
        "text": "A new team began.",
        "by": world.link,
        "at": later(days=1),
    }
    added = add_item(summary=summary, **given)  # type: ignore[arg-type]
    assert added.origin == f"Written by {world.link.full_name}"
    leave_item_out(item=added, is_left_out=True, by=world.link, at=later(days=1))
    assert [line.item.text for line in queries.kept_lines(summary)] == [WORDS]
    with pytest.raises(NotAllowed):
        add_item(summary=summary, **{**given, "by": world.outsider})  # type: ignore[arg-type]


def test_taken_back_the_council_does_not_read_it(world: World) -> None:
    summary = with_council(world)
    with pytest.raises(RuleBroken, match="Take it back from the council first"):
        leave_item_out(
            item=queries.kept_lines(summary)[0].item, is_left_out=True, by=world.link, at=later(days=1)
        )
    take_summary_back(summary=summary, why="A risk is missing.", by=world.link, at=later(days=1))
    assert queries.sent_to(world.coordinator) == []
    with pytest.raises(RuleBroken, match="not with the council"):
        answer(world, queries.kept_lines(summary)[0].item)
