"""Whose turn it is at each status of a report."""

from collections.abc import Callable
from typing import Any

import pytest

from speir.inspections.queries import standing_of
from speir.reports import queries
from tests.factories import consolidated, evaluated_by_all, make_world, world_at
from tests.reports import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("stage", "key", "whose"),
    [
        (factories.drafted, "draft_report", "lead"),
        (factories.signed_off, "send_for_factual_accuracy", "support"),
        (factories.with_partnership, "comment_on_facts", "coordinator"),
        (factories.responding, "answer_comments", "lead"),
        (factories.ready, "send_embargoed_copy", "support"),
        (factories.embargoed, "publish_report", "support"),
    ],
)
def test_one_line_waits_for_the_right_person(stage: Callable[[], Any], key: str, whose: str) -> None:
    world = stage()[0]

    (turn,) = queries.turns(world.inspection)

    assert turn.key == key
    assert turn.due_on is not None
    assert turn.is_for(standing_of(world.people[whose], world.inspection))
    assert not turn.is_for(standing_of(world.outsider, world.inspection))


def test_a_signatory_is_waited_for_until_their_own_body_has_signed() -> None:
    world, _ = factories.signing()
    factories.sign(world, "ci_signatory")

    turns = queries.turns(world.inspection)

    assert len(turns) == 2
    assert not any(turn.is_for(standing_of(world.ci_signatory, world.inspection)) for turn in turns)
    assert any(turn.is_for(standing_of(world.his_signatory, world.inspection)) for turn in turns)


def test_the_report_waits_to_be_started_when_every_evaluation_is_agreed() -> None:
    world = world_at(evaluated_by_all)
    assert queries.turns(world.fresh()) == []

    world = consolidated(make_world("Other"))
    assert [turn.key for turn in queries.turns(world.fresh())] == ["start_report"]


def test_nothing_waits_after_publication() -> None:
    world, _ = factories.published()

    assert queries.turns(world.inspection) == []
