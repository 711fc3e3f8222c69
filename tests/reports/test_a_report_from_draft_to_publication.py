"""The whole way of one report, by the right people in turn."""

import pytest

from speir.foundations.moves import moves_of
from speir.inspections.queries import milestones_of
from speir.reports import publication_queries
from speir.reports.choices import ReportStatus
from tests.reports import factories

pytestmark = pytest.mark.django_db

REPORT_MILESTONES = ("draft", "signed_off", "factual_accuracy", "embargoed", "published")


def test_a_report_goes_from_draft_to_publication_and_reaches_every_milestone() -> None:
    world, publication = factories.published()

    steps = [move.step for move in moves_of(factories.report_of(world))]
    assert steps == [
        "send_for_sign_off",
        "every_body_signs",
        "send_for_factual_accuracy",
        "finish_factual_accuracy",
        "keep_version",
        "embargo",
        "publish",
    ]
    reached = {milestone.key for milestone in milestones_of(world.inspection) if milestone.reached_at}
    assert set(REPORT_MILESTONES) <= reached
    assert publication_queries.verify_publication(publication)


def test_the_inspection_moves_to_reporting_when_the_report_is_started() -> None:
    world, report = factories.drafted()

    assert world.fresh().status == "reporting"
    assert report.status == ReportStatus.DRAFTING
    assert report.title.endswith(world.partnership.name)
