"""The adult support and protection programme that comes with Speir, and the pages that show it."""

from datetime import date

import pytest

from speir.foundations.refusals import RuleBroken
from speir.foundations.working_weeks import day_in_week
from speir.frameworks.operations import import_shipped_frameworks
from speir.people.operations import SYSTEM
from speir.programmes import queries
from speir.programmes.library import NEEDED_MILESTONES, LibraryPhase
from speir.programmes.operations import import_shipped_programmes
from speir.programmes.reading import shipped_libraries
from tests.factories import NOW

LIBRARIES = {library.slug: library for library in shipped_libraries()}
LIBRARY = LIBRARIES["adult-support-and-protection"]
PHASES: dict[str, LibraryPhase] = {phase.slug: phase for phase in LIBRARY.phases}
SLUG = "adult-support-and-protection"


def test_the_programmes_are_there() -> None:
    assert set(LIBRARIES) == {
        "adult-support-and-protection",
        "services-for-adults",
        "community-justice",
        "other-scrutiny",
    }


def test_the_six_phases_are_there_with_their_frameworks() -> None:
    assert {slug: phase.framework.key for slug, phase in PHASES.items()} == {
        "thematic-2017-18": "asp-2017",
        "phase-1": "asp-phase-1",
        "phase-2": "asp-phase-2",
        "phase-2-progress-reviews": "asp-progress-review",
        "phase-2-supported-self-evaluation": "asp-supported-self-evaluation",
        "phase-3-demonstration": "asp-phase-2",
    }


def test_only_the_made_up_phase_is_indicative_and_its_name_says_so() -> None:
    assert [slug for slug, phase in PHASES.items() if phase.is_indicative] == ["phase-3-demonstration"]
    assert "demonstration" in PHASES["phase-3-demonstration"].name
    assert "no such phase has been announced" in PHASES["phase-3-demonstration"].summary


def test_every_timetable_and_list_of_documents_is_called_indicative() -> None:
    for phase in PHASES.values():
        assert phase.method.is_indicative
        assert not phase.method.milestones or "Speir's own" in phase.method.source


@pytest.mark.parametrize("slug", PHASES)
def test_three_bodies_sign_and_the_care_inspectorate_leads(slug: str) -> None:
    bodies = PHASES[slug].bodies
    assert [body.name for body in bodies if body.is_lead] == ["Care Inspectorate"]
    assert len(bodies) == 3


def test_the_demonstration_timetable_ends_in_week_21_and_holds_every_needed_milestone() -> None:
    method = PHASES["phase-3-demonstration"].method
    weeks = {milestone.key: (milestone.week, milestone.weekday) for milestone in method.milestones}
    assert set(NEEDED_MILESTONES) <= set(weeks)
    assert (weeks["notified"], weeks["documents_due"], weeks["published"][0]) == ((1, 0), (4, 4), 21)


def test_the_last_milestone_falls_where_the_calendar_says() -> None:
    last = PHASES["phase-2"].method.milestones[-1]
    assert day_in_week(date(2023, 10, 16), [], last.week, last.weekday) == date(2024, 3, 5)


def test_one_position_statement_and_15_to_20_supporting_documents_are_asked_for() -> None:
    documents = PHASES["phase-3-demonstration"].method.documents
    assert [each.number for each in documents if each.is_position_statement] == [1]
    assert 15 <= len(documents) - 1 <= 20
    assert all(each.why for each in documents)


@pytest.mark.django_db
class TestPages:
    """What screens print."""

    @pytest.fixture(autouse=True)
    def _imported(self) -> None:
        import_shipped_frameworks(by=SYSTEM, at=NOW)
        import_shipped_programmes(by=SYSTEM, at=NOW)

    def test_the_list_names_the_phases(self) -> None:
        [line] = [line for line in queries.programmes_page() if line.slug == SLUG]
        assert line.phases[0] == "2017/18 thematic inspection"
        assert len(line.phases) == 6

    def test_the_page_shows_stages_documents_and_bodies(self) -> None:
        page = queries.programme_page(SLUG)
        assert page is not None
        demonstration = page.phases[-1]
        assert [stage.title for stage in demonstration.stages] == [
            "Preparation",
            "Gather and analyse",
            "On site",
            "Reporting",
        ]
        first = demonstration.stages[0].milestones[0]
        assert (first.when, first.whose_turn) == ("Week 1, Monday", "Lead inspector")
        assert demonstration.bodies[0] == "Care Inspectorate"
        assert demonstration.documents[0].is_position_statement
        assert demonstration.progress_title == "Adult support and protection: progress reviews"
        assert page.phases[0].progress_title == ""
        assert not demonstration.is_used

    def test_there_is_no_page_of_an_unknown_programme(self) -> None:
        assert queries.programme_page("none") is None

    def test_an_unknown_phase_is_refused_with_what_to_do(self) -> None:
        with pytest.raises(RuleBroken, match=r"no phase “x” in the programme “.*”\. Import it first"):
            queries.phase(SLUG, "x")

    def test_inspections_are_planned_in_phases_that_have_a_timetable(self) -> None:
        ours = [each.slug for each in queries.phases_for_planning() if each.programme.slug == SLUG]
        assert ours == [
            "phase-3-demonstration",
            "phase-2-supported-self-evaluation",
            "phase-2",
            "phase-1",
        ]

    def test_every_programme_is_listed(self) -> None:
        assert {programme.slug for programme in queries.programmes()} == set(LIBRARIES)
