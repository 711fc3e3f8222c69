"""An area of a national exercise: its timetable, its letter and its pages lead to the national report."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from speir.evaluations.operations import conclude_area
from speir.frameworks.operations import import_shipped_frameworks
from speir.inspections.queries import milestones_of
from speir.inspections.timetable import CONCLUDED, OF_THE_REPORT
from speir.people.operations import SYSTEM
from speir.programmes.operations import import_shipped_programmes
from speir.programmes.queries import phase as phase_at
from speir.reports.publication_queries import NationalReport, national_reports_of
from tests.factories import NOW, later
from tests.programmes.screens_of_a_life import open_screens
from tests.programmes.whole_life import PUBLISH_ON, Exercise

SELF_EVALUATION = ("community-justice", "national-self-evaluation")
NATIONAL_ONES = [SELF_EVALUATION, ("community-justice", "throughcare-review")]
PLANNED = "planned for 5 August 2027"  # 40 weeks that count, from 2 November 2026


@pytest.fixture(autouse=True)
def _shipped(db: None, own_files: Path) -> None:
    import_shipped_frameworks(by=SYSTEM, at=NOW)
    import_shipped_programmes(by=SYSTEM, at=NOW)


def area(name: str = "Glenfirth", of: tuple[str, str] = SELF_EVALUATION) -> Exercise:
    return Exercise(phase_at(*of), "justice_social_work", name)


def national(of: tuple[str, str] = SELF_EVALUATION) -> Exercise:
    return Exercise(phase_at(*of), "national", "Fictional Scotland")


@pytest.mark.parametrize("of", NATIONAL_ONES)
def test_its_timetable_has_no_day_for_a_report_and_ends_before_the_national_draft(
    of: tuple[str, str],
) -> None:
    whole, here = milestones_of(national(of).inspection), milestones_of(area(of=of).inspection)
    (draft,) = [each for each in whole if each.key == "draft"]
    assert {each.key for each in whole} >= OF_THE_REPORT
    assert not {each.key for each in here} & OF_THE_REPORT
    assert here[-1].key == CONCLUDED
    assert here[-1].due_on < draft.due_on
    assert here[-1].stage_title == "Find"
    kept = [each.key for each in whole if each.key not in OF_THE_REPORT]
    assert [each.key for each in here[:-1]] == kept


def test_its_letter_tells_the_day_of_the_national_report() -> None:
    here, there = area(), area("Inverquoich")
    assert "on a day still to be set, in a national report that names no area" in here.notify()[0]
    day = national().inspection.publishes_on
    told = f"on {day.day} {day:%B %Y}, in a national report that names no area"
    assert told in there.notify()[0]


def test_no_page_of_an_area_shows_a_step_or_a_day_that_it_does_not_have() -> None:
    here = area()
    here.notify()
    screens = open_screens(here)
    assert "its day is not set yet" in screens["inspection"]
    national()
    screens = open_screens(here)
    for name in ("inspection", "report", "timetable", "partnership_inspection"):
        assert "Embargo" not in screens[name]
        assert "Factual accuracy comments due" not in screens[name]
    assert PLANNED in screens["inspection"]
    assert PLANNED in screens["report"]


def test_concluding_an_area_reaches_its_last_milestone() -> None:
    here = area()
    here.notify()
    here.gather()
    here.judge()
    here.find()
    conclude_area(inspection=here.now(), by=here.lead, at=later(days=77))
    assert milestones_of(here.inspection)[-1].reached_by == here.lead


def test_lists_and_pages_lead_to_the_national_report_once_it_is_out() -> None:
    here, whole = area(), national()
    here.found_and_concluded()
    whole.notify()
    whole.gather()
    whole.judge()
    whole.find()
    whole.draft()
    whole.publish()
    reference = whole.now().reference
    expected = NationalReport(reference, whole.inspection.publishes_on, PUBLISH_ON)
    assert national_reports_of([here.now(), whole.now()]) == {here.inspection.pk: expected}
    screens = open_screens(here)
    assert reverse("published_report", args=[reference]) in screens["report"]
    assert reverse("published_report", args=[reference]) in screens["partnership_inspection"]
    assert reverse("published_report", args=[here.inspection.reference]) not in str(screens)
    browser = Client()
    browser.force_login(here.lead)
    listed = browser.get(reverse("my_work")).content.decode()
    assert f"National report, published {PUBLISH_ON.day} {PUBLISH_ON:%B %Y}" in listed
