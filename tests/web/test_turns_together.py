"""Turns asked for together are those of each inspection alone, in its own words and order."""

from collections.abc import Callable, Sequence
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from speir.document_requests import queries as document_requests
from speir.evaluations import queries as evaluations
from speir.improvement_plans import queries as improvement_plans
from speir.inspections import queries as inspections
from speir.inspections.models import Inspection
from speir.inspections.turns import Turn
from speir.reports import queries as reports
from tests.web.stages import STAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_files")]

TurnsOf = Callable[[Sequence[Inspection]], dict[UUID, list[Turn]]]
PARTS: dict[str, tuple[TurnsOf, Callable[[Inspection], list[Turn]], int]] = {
    "letters": (inspections.turns_of, inspections.turns, 2),
    "documents": (document_requests.turns_of, document_requests.turns, 3),
    "judging": (evaluations.turns_of, evaluations.turns, 9),
    "reports": (reports.turns_of, reports.turns, 10),
    "plans": (improvement_plans.turns_of, improvement_plans.turns, 9),
}


def test_inspections_at_every_stage_are_not_mixed_up() -> None:
    made = [stage().fresh().pk for stage in STAGES.values()]
    # With partnership and phase, as every page loads them.
    many = list(Inspection.objects.filter(pk__in=made).select_related("partnership", "phase__framework"))
    for name, (turns_of, turns, most) in PARTS.items():
        with CaptureQueriesContext(connection) as asked:
            together = turns_of(many)
        assert together == {one.pk: turns(one) for one in many}, name
        assert any(together.values()), name
        assert len(asked) == most, name


@pytest.mark.parametrize("part", PARTS)
def test_no_inspections_have_no_turns(part: str) -> None:
    assert PARTS[part][0]([]) == {}
