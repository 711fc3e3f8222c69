"""What is printed about an area, without a database."""

import pytest

from speir.national_overview.queries import DateLine, FigureLine, JudgementLine, ResultPage, SourceLink
from speir.partnerships.models import AreaCode, AreaName
from speir.web.shared.area_facts import exercises, held_codes, number_sources, other_names, place_of
from speir.web.shared.area_list import last_published

NEWS = SourceLink("news", "https://www.example.scot/news/12-a-report")
NOTE = SourceLink("note", "https://council.example.scot/notes/3")
STATED = JudgementLine("Key processes", "Effective", 2, "Three levels", False, "", (NEWS,))
MISSING = JudgementLine("Leadership", "Not found", None, "Three levels", False, "", (NEWS,))
INFERRED = JudgementLine("Leadership", "Weak", 1, "Three levels", True, "", (NOTE,))


def result(phase: str = "Phase 2", *judgements: JudgementLine, published: str = "2024") -> ResultPage:
    """One published result."""
    return ResultPage(
        programme_label="Adult support and protection",
        phase_label=phase,
        kind="joint_inspection",
        kind_label="Joint inspection",
        partnership_slug="fife",
        partnership_name="Fife",
        activity="Not found",
        published=published or "Not found",
        published_on=published,
        is_published_on_inferred=False,
        news_id="",
        note="",
        sources=(NEWS,),
        judgements=judgements,
        figures=(FigureLine("Replies", 201, 250, "", True, "", (NOTE,)),),
        dates=(DateLine("Letter", "16 October 2023", "2023-10-16", "", (NEWS,)),),
    )


def test_sources_are_numbered_once_in_the_order_in_which_they_are_named() -> None:
    numbered = number_sources(result("Phase 2", STATED, INFERRED))
    assert [(source.number, source.url) for source in numbered.values()] == [(1, NEWS.url), (2, NOTE.url)]


def test_every_fact_that_was_found_names_its_sources_and_one_not_found_names_none() -> None:
    (done,) = exercises([result("Phase 2", STATED, MISSING)])
    for fact in (*done.judgements, *done.figures, *done.steps):
        assert bool(fact.sources) == fact.is_found
    assert [fact.is_found for fact in done.judgements] == [True, False]


def test_what_was_inferred_is_marked() -> None:
    (done,) = exercises([result("Phase 2", STATED, INFERRED)])
    assert [fact.is_inferred for fact in done.judgements] == [False, True]


def test_the_last_exercise_comes_first() -> None:
    done = exercises([result("Phase 1"), result("Phase 2")])
    assert [each.brief for each in done] == ["joint inspection, Phase 2", "joint inspection, Phase 1"]
    assert len({each.anchor for each in done}) == 2


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (NEWS.url, "example.scot: 12 a report"),
        ("https://example.scot", "example.scot"),
        ("https://example.scot/page/", "example.scot: page"),
    ],
)
def test_a_source_is_named_by_its_site_and_page(url: str, words: str) -> None:
    assert place_of(url) == words


def test_codes_say_when_they_were_held_as_far_as_known() -> None:
    codes = [
        AreaCode(code="S1", starts_on="2018"),
        AreaCode(code="S2", ends_on="2019-04"),
        AreaCode(code="S3", starts_on="2012", ends_on="2018-10-01"),
        AreaCode(code="S4"),
    ]
    told = ["since 2018", "until April 2019", "2012 to 1 October 2018", "in use"]
    assert [held.when for held in held_codes(codes)] == told


def test_the_name_of_today_is_not_another_name() -> None:
    names = [AreaName(name="Fife", kind="official"), AreaName(name="Kingdom", kind="alias")]
    assert [(other.name, other.kind) for other in other_names("Fife", names)] == [
        ("Kingdom", "Also known as")
    ]


def test_published_last_is_the_last_of_the_phases_even_without_a_date() -> None:
    assert last_published([result("Phase 1"), result("Phase 2", published="")]) == {
        "fife": "Joint inspection, date not found"
    }
