"""Where a report stands: the steps, from nothing to publication."""

from datetime import date

import pytest

from speir.reports.choices import ReportStatus as Status
from speir.web.inspectorate.report_steps import STEP_OF, ReportFacts, ReportStep, report_steps


def steps(status: str, **facts: object) -> tuple[ReportStep, ...]:
    """The steps of a report of this status."""
    return report_steps(ReportFacts(status, **facts), "asp-2026-strathcarron")  # type: ignore[arg-type]


def test_every_status_is_at_a_step() -> None:
    assert set(STEP_OF) == {"", *Status}


@pytest.mark.parametrize("status", ["", *Status])
def test_steps_are_done_before_the_present_one_and_not_yet_after_it(status: str) -> None:
    here, shown = STEP_OF[status], steps(status)
    assert [step.status for step in shown[:here]] == ["done"] * here
    assert {step.status for step in shown[here + 1 :]} <= {"not yet"}


@pytest.mark.parametrize("status", ["", *Status])
def test_no_link_leads_to_a_step_that_has_not_been_reached(status: str) -> None:
    assert not any(step.address for step in steps(status)[STEP_OF[status] + 1 :])


def test_before_there_is_a_report_nothing_is_under_way() -> None:
    assert {step.status for step in steps("")} == {"not yet"}


def test_comments_that_are_the_partnerships_own_are_not_counted() -> None:
    shown = steps(Status.FACTUAL_ACCURACY, comments=None, comments_due_on=date(2026, 11, 30))
    assert shown[2].hint == "Comments are due by 30 November 2026."


def test_unanswered_comments_are_counted_with_all() -> None:
    shown = steps(Status.RESPONDING, comments=3, unanswered=2)
    assert (shown[3].hint, shown[3].status) == ("2 of 3 comments without an answer.", "2 to answer")


def test_a_published_report_has_every_step_done() -> None:
    shown = steps(Status.PUBLISHED, comments=0, published_on=date(2027, 3, 16), readers=4, receipts=3)
    assert {step.status for step in shown} == {"done"}
    assert "Published on 16 March 2027." in shown[-1].hint
    assert "3 of 4 readers" in shown[-2].hint


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.CORRECTING, "being written"),
        (Status.SIGNING_CORRECTION, "being signed"),
        (Status.CORRECTION_SIGNED, "to be published"),
    ],
)
def test_a_correction_is_a_step_of_its_own(status: str, words: str) -> None:
    correction = steps(status)[-1]
    assert (correction.title, correction.status) == ("7. Correction", words)
    assert correction.address.endswith("/report/correction/")
    assert "Correction" not in steps(Status.PUBLISHED)[-1].title
