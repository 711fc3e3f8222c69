"""The shipped file says what the published sources say, and nothing about what was not found."""

from datetime import date

import pytest

from speir.national_overview import queries
from speir.national_overview.operations import SHIPPED
from speir.national_overview.published_facts import Library, Result, read


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped file, read."""
    found, faults = read(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name)
    assert faults == []
    assert found is not None
    return found


def _levels(result: Result) -> tuple[int | None, ...]:
    return tuple(judgement.level_value for judgement in result.judgements)


def _of(library: Library, phase: str, kind: str = "joint_inspection") -> dict[str, Result]:
    return {
        result.partnership: result
        for result in library.results
        if result.phase_label.startswith(phase) and result.kind == kind
    }


def test_there_are_as_many_results_as_rows_in_the_sources(library: Library) -> None:
    assert len(_of(library, "Thematic inspection 2017/18")) == 6
    assert len(_of(library, "Phase 1")) == 16
    assert len(_of(library, "Phase 2")) == 7
    assert len(_of(library, "Phase 2", "progress_review")) == 6
    assert len(library.results) == 35


def test_of_the_six_in_2017_only_midlothian_has_grades(library: Library) -> None:
    six = _of(library, "Thematic")
    assert _levels(six.pop("Midlothian")) == (4, 4, 5)
    assert {_levels(result) for result in six.values()} == {(None, None, None)}


@pytest.mark.parametrize(
    ("phase", "partnership", "key_processes", "leadership"),
    [
        ("Phase 1", "Inverclyde", None, None),
        ("Phase 1", "East Ayrshire", None, None),
        ("Phase 1", "South Ayrshire", 1, 1),
        ("Phase 1", "Moray", None, None),
        ("Phase 1", "Aberdeen City", 2, 3),
        ("Phase 1", "Perth and Kinross", 2, None),
        ("Phase 1", "West Lothian", 1, 2),
        ("Phase 1", "Glasgow City", None, None),
        ("Phase 1", "Scottish Borders", None, None),
        ("Phase 1", "South Lanarkshire", None, None),
        ("Phase 1", "City of Edinburgh", 1, None),
        ("Phase 1", "Western Isles", 1, 1),
        ("Phase 1", "Shetland", 2, 2),
        ("Phase 1", "Orkney", 1, 1),
        ("Phase 1", "East Lothian", None, None),
        ("Phase 1", "East Renfrewshire", 3, 2),
        ("Phase 2", "Dundee", None, None),
        ("Phase 2", "North Ayrshire", None, None),
        ("Phase 2", "East Dunbartonshire", 2, 2),
        ("Phase 2", "Aberdeenshire", None, 2),
        ("Phase 2", "Highland", 2, 2),
        ("Phase 2", "Midlothian", None, None),
        ("Phase 2", "Renfrewshire", None, None),
    ],
)
def test_each_question_has_its_published_level_or_none(
    library: Library, phase: str, partnership: str, key_processes: int | None, leadership: int | None
) -> None:
    assert _levels(_of(library, phase)[partnership]) == (key_processes, leadership)


def test_edinburgh_was_reviewed_priority_area_by_priority_area(library: Library) -> None:
    review = _of(library, "Phase 2", "progress_review")["City of Edinburgh"]
    assert _levels(review) == (2, 3, 3, 3, 3, None, 1)


def test_levels_that_rest_on_wording_are_marked_inferred(library: Library) -> None:
    inferred = {
        (result.partnership, judgement.question)
        for result in library.results
        for judgement in result.judgements
        if judgement.certainty == "inferred"
    }
    assert inferred == {("Perth and Kinross", "Key processes"), ("West Lothian", "Strategic leadership")}


def test_a_bare_year_of_publication_is_always_marked_inferred(library: Library) -> None:
    for result in library.results:
        assert result.is_published_on_inferred is (len(result.published_on) == 4), result.partnership


def test_no_fact_is_without_a_source(library: Library) -> None:
    for result in library.results:
        facts = [result.sources]
        facts += [judgement.sources for judgement in result.judgements]
        facts += [figure.sources for figure in result.figures]
        facts += [step.sources for step in result.dates]
        for sources in facts:
            assert sources
            assert all(source.url.startswith("http") for source in sources)


@pytest.mark.usefixtures("published")
def test_east_dunbartonshires_chain_is_there_from_letter_to_publication() -> None:
    thematic, inspection = queries.results_for_partnership("east-dunbartonshire")
    assert thematic.phase_label == "Thematic inspection 2017/18"
    assert [(line.label, line.when) for line in inspection.dates] == [
        ("Notification letter", "16 October 2023"),
        ("Scrutiny activity", "November 2023 to January 2024"),
        ("Staff survey open", "13 November 2023 to 28 November 2023"),
        ("Draft report and survey analysis sent to the partnership", "21 February 2024"),
        ("Report published", "12 March 2024"),
    ]
    assert inspection.published == "12 March 2024"
    assert {line.level_label for line in inspection.judgements} == {"Effective with areas for improvement"}
    survey = inspection.figures[0]
    assert (survey.value, survey.of, survey.words) == (201, 250, "201 of about 250")
    draft, report = (date.fromisoformat(line.from_on) for line in inspection.dates[-2:])
    assert (report - draft).days == 20


@pytest.mark.usefixtures("published")
def test_names_in_the_sources_lead_to_todays_partnerships() -> None:
    assert [page.kind for page in queries.results_for_partnership("na-h-eileanan-siar")] == [
        "joint_inspection",
        "progress_review",
    ]
    assert queries.results_for_partnership("shetland-islands")[0].published == "28 March 2023"
    assert queries.results_for_partnership("nowhere") == []


@pytest.mark.usefixtures("published")
def test_what_was_not_found_says_so_and_what_was_inferred_too() -> None:
    (dundee,) = [page for page in queries.results_for_partnership("dundee-city") if page.news_id]
    assert (dundee.activity, dundee.published) == ("Not found", "Not found")
    assert {line.level_label for line in dundee.judgements} == {"Not found"}
    assert not any(line.is_found for line in dundee.judgements)
    (moray, _) = queries.results_for_partnership("moray")
    assert moray.published == "2022 (inferred)"


@pytest.mark.usefixtures("published")
def test_results_are_grouped_by_programme_phase_and_kind() -> None:
    (programme,) = queries.results_by_programme()
    assert [(phase.phase_label, phase.kind_label, len(phase.results)) for phase in programme.phases] == [
        ("Thematic inspection 2017/18", "Joint inspection", 6),
        ("Phase 1 (2020-23)", "Joint inspection", 16),
        ("Phase 2 (2023-25)", "Joint inspection", 7),
        ("Phase 2 (2023-25)", "Progress review", 6),
    ]
    assert programme.phases[0].questions == ("Outcomes", "Key processes", "Leadership")
    assert programme.phases[1].questions == ("Key processes", "Strategic leadership")
    assert programme.phases[3].questions == ()
    assert programme.partnerships_without_result == (
        "Angus",
        "Argyll and Bute",
        "Clackmannanshire and Stirling",
        "Dumfries and Galloway",
        "Falkirk",
        "Fife",
        "North Lanarkshire",
        "West Dunbartonshire",
    )
